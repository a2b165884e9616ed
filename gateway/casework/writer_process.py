"""The writer as a process of its own, so that it need not share an interpreter with who asks.

One end of a line is here, the other with the process. Commands go there one by one, outcomes come
back for all of a transaction together. Both are plain data. Should the process end, whatever it had
not answered is told that it may yet be recorded.
"""

import os
import pickle
import threading
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

import structlog

from gateway.casework.line import Line
from gateway.casework.transactions import NotSureError
from gateway.casework.waiting import NOT_NOW, PERHAPS, Waiting, answer
from gateway.errors import BusyError

END: Final = b""
"""What is sent in place of a command when there are no more."""
UNDERWAY: Final = 64
"""So many commands are on their way to the process or with it, at most: that many the sockets hold
without anybody waiting for room. The others wait here, and are dropped if their callers go away."""
NUMBER_BYTES: Final = 8
"""So long is the number that stands before a command."""
PROTOCOL: Final = 5
"""Of pickle: both ends are of one version, as the one starts the other."""
_say = structlog.get_logger(__name__)


class Told(NamedTuple):
    """What the process says: whether its writer works, and the outcomes of some commands."""

    healthy: bool
    outcomes: Sequence[tuple[int, Any]]


class WriterProcess:
    """Hands commands to the process at the other end of a line, and its outcomes on.

    `process` is its number, None where it is none that was started here. `limit` is how many
    commands may wait, `patience` how many seconds the process may be silent.
    """

    def __init__(self, line: Line, process: int | None, *, limit: int, patience: float) -> None:
        self._line = line
        self._process = process
        self._limit = limit
        self._patience = patience
        self._sending = threading.Lock()
        self._up_next: deque[tuple[Waiting, bytes]] = deque()
        self._underway: dict[int, Waiting] = {}
        self._number = 0
        self._listening = threading.Thread(target=self._listen, name="writer", daemon=True)
        self._heard = time.monotonic()
        self._works = True

    @property
    def healthy(self) -> bool:
        """Whether the process lives, said something lately and can write."""
        silent = time.monotonic() - self._heard
        return self._works and self._listening.is_alive() and silent < self._patience

    def start(self) -> None:
        """Listen to the process, which is at work already."""
        self._heard = time.monotonic()
        self._listening.start()

    def stop(self) -> None:
        """Have what waits carried out; the process ends after it."""
        with self._sending, suppress(OSError):
            while self._up_next:
                self._send_next()
            self._line.send(END)
        if self._listening.ident is not None:
            self._listening.join(self._patience)
        self.close()

    def close(self) -> None:
        """Let go of the process, which ends with its transaction if it has not yet."""
        self._line.close()
        if self._process is not None:
            os.waitpid(self._process, 0)
            self._process = None

    def take(self, waiting: Waiting) -> None:
        """Take a command in. Raises BusyError when it cannot be carried out now."""
        if not self.healthy or len(self._up_next) + len(self._underway) >= self._limit:
            raise BusyError(NOT_NOW)
        self._up_next.append((waiting, pickle.dumps(waiting.command, PROTOCOL)))
        self._send()

    def _send(self) -> None:
        """Send what is next, while there is room; unless another thread does so already.

        Nobody waits for that thread, and the one that listens least of all: while it waited, the
        process could not go on.
        """
        while (
            self._up_next
            and len(self._underway) < UNDERWAY
            and self._sending.acquire(blocking=False)
        ):
            try:
                self._send_next()
            finally:
                self._sending.release()

    def _send_next(self) -> None:
        """Send one. What cannot be sent is refused."""
        if not self._up_next:
            return
        waiting, command = self._up_next.popleft()
        if not waiting.begin():
            return
        self._number += 1
        self._underway[self._number] = waiting
        try:
            self._line.send(self._number.to_bytes(NUMBER_BYTES, "big") + command)
        except OSError:  # the process has ended
            self._underway.pop(self._number, None)
            answer([(waiting, BusyError(NOT_NOW))])

    def _listen(self) -> None:
        """The thread: hand on what comes, until the process has ended."""
        try:
            while True:
                for message in self._line.take(None):
                    self._hear(pickle.loads(message))  # noqa: S301  of our own process
        except EOFError:
            pass
        except Exception:  # noqa: BLE001  whatever it is, nothing more is understood of what comes
            _say.exception("writer.not_understood")
        finally:
            self._works = False
            self._give_up()

    def _hear(self, told: Told) -> None:
        self._heard, self._works = time.monotonic(), told.healthy
        found = [(self._underway.pop(one, None), outcome) for one, outcome in told.outcomes]
        self._send()
        answer((waiting, outcome) for waiting, outcome in found if waiting is not None)

    def _give_up(self) -> None:
        """Tell whoever still waits. Nobody knows what became of the commands that were sent."""
        with self._sending:
            sent, self._underway = list(self._underway.values()), {}
            left = [waiting for waiting, _ in self._up_next if waiting.begin()]
            self._up_next.clear()
        answer((waiting, NotSureError(PERHAPS)) for waiting in sent)
        answer((waiting, BusyError(NOT_NOW)) for waiting in left)
