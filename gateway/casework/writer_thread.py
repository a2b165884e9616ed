"""The writer as a thread: it owns the only writing connection and carries out what waits.

Commands wait in a bounded queue. Those that wait together share a transaction, and each is
answered only after the durable commit. A watch sees whether the thread lives and comes round: if
not, every command is refused at once, and nothing waits for ever.
"""

import queue
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, Final

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
_IDLE: Final = 1.0
_say = structlog.get_logger(__name__)


class WriterThread:
    """Carries out commands one after the other, in a thread of its own.

    `limit` is how many commands may wait, `patience` how many seconds it may be silent.
    """

    def __init__(self, transactions: Transactions, *, limit: int, patience: float) -> None:
        self._transactions = transactions
        self._limit = limit
        self._patience = patience
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._up_next: deque[Waiting] = deque()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._seen = time.monotonic()
        self._writable = True

    @property
    def healthy(self) -> bool:
        """Whether it lives, came round lately and could write the last time it tried."""
        silent = time.monotonic() - self._seen
        return self._writable and self._thread.is_alive() and silent < self._patience

    def start(self) -> None:
        """Start the thread."""
        self._seen = time.monotonic()
        self._thread.start()

    def stop(self) -> None:
        """Carry out what waits, then end the thread and let go of the database."""
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(self._patience)
        self._transactions.dispose()

    def take(self, waiting: Waiting) -> None:
        """Take a command in. Raises BusyError when it cannot be carried out now."""
        if not self.healthy or self._queue.qsize() >= self._limit:
            raise BusyError(NOT_NOW)
        self._queue.put(waiting)

    def _work(self) -> None:
        """The thread: take what waits, carry it out, answer; until told to stop."""
        try:
            while (first := self._next()) is not None:
                self._carry_out_together(first)
        finally:
            self._transactions.close()
            self._refuse_what_waits()

    def _next(self) -> Waiting | None:
        """What waits longest; None when told to stop."""
        while True:
            self._seen = time.monotonic()
            if self._up_next:
                return self._up_next.popleft()
            try:
                return self._queue.get(timeout=_IDLE)
            except queue.Empty:
                if not self._writable:
                    self._carry_out_together(Waiting(Probe(), Future()))

    def _carry_out_together(self, first: Waiting) -> None:
        taken: list[Waiting] = []
        outcomes: list[Any] = []
        told = BusyError(NOT_NOW)
        try:
            outcomes = self._transactions.carry_out(self._take(first, taken))
            self._writable = True
            answer(zip(taken, outcomes, strict=True))
        except Exception as fault:  # noqa: BLE001  whatever it is, nothing is known to be committed
            self._writable = False
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
            self._seen = time.monotonic()
            if self._seen < until:
                self._line_up()

    def _line_up(self) -> None:
        """Take what waits from the queue, up to the word to stop, which stays in it."""
        with suppress(queue.Empty):
            while (waiting := self._queue.get_nowait()) is not None:
                self._up_next.append(waiting)
            self._queue.put(None)

    def _refuse_what_waits(self) -> None:
        self._line_up()
        left = (waiting for waiting in self._up_next if waiting.begin())
        answer((waiting, BusyError(NOT_NOW)) for waiting in left)
        self._up_next.clear()
