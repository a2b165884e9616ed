"""The other end of `writer_process`: the process in which the writer works.

One thread takes what came over the line between one transaction and the next. The process ends when
it is told to, or with the transaction that it is at when whoever started it is gone: nobody waits
then for the rest.
"""

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from queue import Empty
from socket import socketpair
from typing import Any, Final

import structlog

from gateway.casework.line import Line
from gateway.casework.rounds import Rounds
from gateway.casework.transactions import Transactions
from gateway.casework.waiting import Waiting
from gateway.casework.writer_process import END, NUMBER_BYTES, PROTOCOL, Told, WriterProcess
from gateway.errors import GatewayError

_NOBODY: Final[Future[Any]] = Future()
"""Nobody waits here: who does is in the other process."""
_say = structlog.get_logger(__name__)


def begin(
    opened: Callable[[], AbstractContextManager[Transactions]], *, limit: int, patience: float
) -> WriterProcess:
    """Begin the process, which opens the database itself. To be called before any thread is.

    `opened` gives what it works with, for as long as it works. `limit` and `patience` as in
    `WriterProcess`.
    """
    here, there = socketpair()
    process = os.fork()
    if process == 0:  # it waits for this one without an end: it has nobody else to serve
        here.close()
        _be_the_process(Line(there), opened)
    there.close()
    return WriterProcess(Line(here, patience=patience), process, limit=limit, patience=patience)


def _be_the_process(line: Line, opened: Callable[[], AbstractContextManager[Transactions]]) -> None:
    """Work until told to end. Who stops all of the gateway's processes stops this one last."""
    status = 1
    try:
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.SIG_IGN)
        with opened() as transactions:
            work(line, transactions)
        status = 0
    except EOFError:
        pass
    except Exception:  # noqa: BLE001  whoever started it sees that it has ended, and refuses everything
        _say.exception("writer.ended")
    finally:
        os._exit(status)


def work(line: Line, transactions: Transactions) -> None:
    """Take in what comes until the word to end, and carry out what waits then.

    Raises EOFError when the other end is closed: what waits is left as it is.
    """
    asking = _Asking(line)
    asking.rounds = Rounds(transactions, asking)
    asking.rounds.run()


@dataclass(slots=True, eq=False, kw_only=True)
class _Numbered(Waiting):
    """A command that waits, with the number by which the other process knows it."""

    number: int = 0


class _Asking:
    """The process that asks, as the writer sees it: a queue, and an event loop that is told."""

    rounds: Rounds

    def __init__(self, line: Line) -> None:
        self._line = line
        self._came: deque[Waiting | None] = deque()

    def get(self, *, timeout: float) -> Waiting | None:
        """The next command. When none comes, the other process hears how this one is.

        Raises Empty, and EOFError when that process is gone.
        """
        if not self._came:
            self._take(timeout)
        if not self._came:
            self._tell(())
            raise Empty
        return self._came.popleft()

    def get_nowait(self) -> Waiting | None:
        """The next command that came already. Raises Empty."""
        if not self._came:
            with suppress(EOFError):  # `get` says so again
                self._take(0)
        if not self._came:
            raise Empty
        return self._came.popleft()

    def put(self, waiting: None) -> None:
        """Put the word to stop back."""
        self._came.appendleft(waiting)

    def call_soon_threadsafe(
        self, _callback: Callable[..., object], told: Sequence[tuple[_Numbered, Any]]
    ) -> None:
        """Say what came of the commands of one transaction."""
        self._tell([(waiting.number, _plain(outcome)) for waiting, outcome in told])

    def _take(self, seconds: float) -> None:
        for message in self._line.take(seconds):
            self._came.append(None if message == END else self._read(message))

    def _read(self, message: bytes) -> Waiting:
        number = int.from_bytes(message[:NUMBER_BYTES], "big")
        command = pickle.loads(message[NUMBER_BYTES:])  # noqa: S301  of our own process
        return _Numbered(command, _NOBODY, self, number=number)

    def _tell(self, outcomes: Sequence[tuple[int, Any]]) -> None:
        """Say it; to nobody, where the other end is closed."""
        with suppress(OSError):
            self._line.send(pickle.dumps(Told(self.rounds.writable, outcomes), PROTOCOL))


def _plain(outcome: Any) -> Any:
    """What can be handed to another process: of an error that is none of ours, its kind alone."""
    if isinstance(outcome, Exception) and not isinstance(outcome, GatewayError):
        return RuntimeError(type(outcome).__name__)
    return outcome
