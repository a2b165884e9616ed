"""The other end of `writer_process`: the process in which the writer works.

It has an office of its own, which takes in what comes and says what came of it. It ends when it is
told to, or at once when whoever started it is gone: nobody waits then for what is not committed.
"""

import os
import pickle
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, Final

import structlog

from gateway.casework.waiting import Waiting
from gateway.casework.writer import Office
from gateway.casework.writer_process import (
    END,
    HEARD_EVERY,
    NUMBER_BYTES,
    PROTOCOL,
    Told,
    WriterProcess,
)
from gateway.errors import BusyError, GatewayError

_NOBODY: Final[Future[Any]] = Future()
"""Nobody waits here: who does is in the other process."""
_say = structlog.get_logger(__name__)


def begin(open_office: Callable[[], Office], *, limit: int, patience: float) -> WriterProcess:
    """Begin the process with an office that it opens itself. To be called before any thread is.

    `limit` and `patience` as in `WriterProcess`.
    """
    here, there = Pipe()
    process = os.fork()
    if process == 0:
        here.close()
        _be_the_process(there, open_office)
    there.close()
    return WriterProcess(here, process, limit=limit, patience=patience)


def _be_the_process(connection: Connection, open_office: Callable[[], Office]) -> None:
    """Work until told to end. Who stops all of the gateway's processes stops this one last."""
    status = 1
    try:
        for one in (signal.SIGINT, signal.SIGTERM):
            signal.signal(one, signal.SIG_IGN)
        work(connection, open_office())
        status = 0
    except EOFError:
        pass
    except Exception:  # noqa: BLE001  whoever started it sees that it has ended, and refuses everything
        _say.exception("writer.ended")
    finally:
        os._exit(status)


def work(connection: Connection, office: Office) -> None:
    """Take in what comes until the word to end, and carry out what waits then.

    Raises EOFError when the other end is closed: what waits is left as it is.
    """
    back = _Back(connection, office)
    office.start()
    while True:
        if not connection.poll(HEARD_EVERY):
            back.say(Told(office.healthy))
            continue
        message = connection.recv_bytes()
        if message == END:
            break
        number = int.from_bytes(message[:NUMBER_BYTES], "big")
        command = pickle.loads(message[NUMBER_BYTES:])  # noqa: S301  of our own process
        try:
            office.writer.take(_Numbered(command, _NOBODY, back, number=number))
        except BusyError as error:
            back.say(Told(office.healthy, [(number, error)]))
    office.stop()
    connection.close()


@dataclass(slots=True, eq=False, kw_only=True)
class _Numbered(Waiting):
    """A command that waits, with the number by which the other process knows it."""

    number: int = 0


class _Back:
    """Hands outcomes back, for the writer to call as it calls an event loop."""

    def __init__(self, connection: Connection, office: Office) -> None:
        self._connection = connection
        self._office = office
        self._sending = threading.Lock()

    def call_soon_threadsafe(
        self,
        _callback: Callable[..., object],
        told: Sequence[tuple[_Numbered, Any]],
    ) -> None:
        """Say what came of the commands of one transaction."""
        outcomes = [(waiting.number, _plain(outcome)) for waiting, outcome in told]
        self.say(Told(self._office.healthy, outcomes))

    def say(self, told: Told) -> None:
        """Say it; to nobody, where the other end is closed."""
        message = pickle.dumps(told, PROTOCOL)
        with self._sending, suppress(OSError):
            self._connection.send_bytes(message)


def _plain(outcome: Any) -> Any:
    """What can be handed to another process: of an error that is none of ours, its kind alone."""
    if isinstance(outcome, Exception) and not isinstance(outcome, GatewayError):
        return RuntimeError(type(outcome).__name__)
    return outcome
