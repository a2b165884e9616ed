"""What the writer does, round after round: it takes what waits, carries it out, and answers.

Commands that wait together share a transaction, and each is answered only after the durable commit.
"""

import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty
from typing import Any, Final, Protocol

import structlog

from gateway.casework.transactions import NotSureError, Probe, Transactions
from gateway.casework.turn import Command, OnlyRecords
from gateway.casework.waiting import NOT_NOW, Waiting, answer, next_group
from gateway.errors import BusyError

TOGETHER: Final = 0.01
"""For how many seconds a transaction takes in commands that arrive meanwhile."""
FEW: Final = 8
"""So many commands a transaction takes in at least, where they wait; of more, half of them. Whoever
it answers can so come back while the next one is carried out."""
IDLE: Final = 1.0
"""Seconds after which it comes round when nothing arrives."""
_say = structlog.get_logger(__name__)


class Arriving(Protocol):
    """Where commands arrive: a queue, as far as it is needed here. None is the word to stop."""

    def get(self, *, timeout: float) -> Waiting | None:
        """The next one. Raises Empty when none arrives within so many seconds."""

    def get_nowait(self) -> Waiting | None:
        """The next one. Raises Empty when none is there."""

    def put(self, waiting: None, /) -> None:
        """Put the word to stop back."""


class Rounds:
    """Carries out commands one after the other. For use by one thread.

    `seen` is when it last came round, by `time.monotonic`; `writable` is whether it could write the
    last time it tried.
    """

    def __init__(self, transactions: Transactions, arriving: Arriving) -> None:
        self._transactions = transactions
        self._arriving = arriving
        self._up_next: deque[Waiting] = deque()
        self.seen = time.monotonic()
        self.writable = True

    def run(self) -> None:
        """Take what waits, carry it out, answer; until told to stop."""
        try:
            while (first := self._next()) is not None:
                self._carry_out_together(first)
        finally:
            self._transactions.close()
            self._refuse_what_waits()

    def _next(self) -> Waiting | None:
        """What waits longest; None when told to stop."""
        while True:
            self.seen = time.monotonic()
            if self._up_next:
                return self._up_next.popleft()
            try:
                return self._arriving.get(timeout=IDLE)
            except Empty:
                if not self.writable:
                    self._carry_out_together(Waiting(Probe(), Future()))

    def _carry_out_together(self, first: Waiting) -> None:
        taken: list[Waiting] = []
        outcomes: list[Any] = []
        told = BusyError(NOT_NOW)
        try:
            outcomes = self._transactions.carry_out(self._take(first, taken))
            self.writable = True
            answer(zip(taken, outcomes, strict=True))
        except Exception as fault:  # noqa: BLE001  whatever it is, nothing is known to be committed
            self.writable = False
            told = fault if isinstance(fault, NotSureError) else told
            _say.exception("record.not_written", commands=len(taken))
        finally:
            if not outcomes:
                answer((waiting, told) for waiting in (first, *taken))
                self._refuse_what_waits()

    def _take(self, first: Waiting, taken: list[Waiting]) -> Iterator[Sequence[Command[Any]]]:
        """What waits now and comes within `TOGETHER`, or half of it (`FEW`); put into `taken` too.

        In groups: commands that only record are taken together, any other by itself.
        """
        until = time.monotonic() + TOGETHER
        self._up_next.appendleft(first)
        if isinstance(first.command, OnlyRecords):
            self._line_up()
        most = max(FEW, len(self._up_next) // 2)
        while self._up_next and len(taken) < most:
            group = next_group(self._up_next, most - len(taken))
            begun = [waiting for waiting in group if waiting.begin()]
            if begun:
                taken += begun
                yield [waiting.command for waiting in begun]
            self.seen = time.monotonic()
            if self.seen < until:
                self._line_up()

    def _line_up(self) -> None:
        """Take what has arrived, up to the word to stop, which stays where it is."""
        with suppress(Empty):
            while (waiting := self._arriving.get_nowait()) is not None:
                self._up_next.append(waiting)
            self._arriving.put(None)

    def _refuse_what_waits(self) -> None:
        self._line_up()
        left = (waiting for waiting in self._up_next if waiting.begin())
        answer((waiting, BusyError(NOT_NOW)) for waiting in left)
        self._up_next.clear()
