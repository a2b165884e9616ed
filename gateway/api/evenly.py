"""Answers that must not tell a document that nobody may know of from one that is not there.

Reading the one takes a few microseconds longer than finding none, and whoever asks often enough can
measure that. So such answers leave a whole number of steps after the request came: every "not
found", and whatever else tells of nothing.
"""

import asyncio
from contextlib import suppress
from heapq import heappop, heappush
from itertools import count
from threading import Condition, Thread
from time import perf_counter
from typing import Final

from litestar.status_codes import HTTP_404_NOT_FOUND
from litestar.types import HTTPScope

STEP: Final = 0.012
"""Seconds. It takes less to answer, where the machine is not busy."""
LONG_STEP: Final = 0.1
"""Seconds, for a list that passes over what may not be known: each that is passed over is decided
first, and all of them together seldom take so long."""
_LEAVES: Final = "leaves_evenly"


def tells_nothing(scope: HTTPScope) -> None:
    """The answer to this request says nothing of what it asks about: it leaves with the others."""
    scope["state"][_LEAVES] = STEP


def passes_over(scope: HTTPScope) -> None:
    """The answer is a list without what may not be known: how much that was, it does not tell."""
    scope["state"][_LEAVES] = LONG_STEP


def step_of(scope: HTTPScope, status: int) -> float | None:
    """The seconds of the step at whose end an answer leaves; None: it leaves when it is ready."""
    step: float | None = scope["state"].get(_LEAVES)
    return STEP if step is None and status == HTTP_404_NOT_FOUND else step


async def until_the_step_ends(came: float, step: float) -> None:
    """Wait. `came` is when the request came, by `perf_counter`; `step` is in seconds."""
    now = perf_counter()
    await _DOOR.opens_at(now + step - (now - came) % step)


class Door:
    """Lets those who wait go, each at its moment.

    An event loop rounds what it sleeps up to a millisecond, and by that would tell again. So one
    thread sleeps until the next of these moments; it is woken before only for an earlier one.
    """

    def __init__(self) -> None:
        self._changed = Condition()
        self._number = count()
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._thread: Thread | None = None

    async def opens_at(self, moment: float) -> None:
        """Wait until then, by `perf_counter`."""
        future = asyncio.get_running_loop().create_future()
        with self._changed:
            if self._thread is None:
                self._thread = Thread(target=self._open, name="evenly", daemon=True)
                self._thread.start()
            one = (moment, next(self._number), future)
            heappush(self._waiting, one)
            if self._waiting[0] is one:
                self._changed.notify()
        await future

    def _open(self) -> None:
        """The thread."""
        with self._changed:
            while True:
                left = self._waiting[0][0] - perf_counter() if self._waiting else None
                if left is None or left > 0:
                    self._changed.wait(left)
                    continue
                _, _, future = heappop(self._waiting)
                with suppress(RuntimeError):  # its loop is closed: nobody waits any more
                    future.get_loop().call_soon_threadsafe(_let_go, future)


def _let_go(future: asyncio.Future[None]) -> None:
    if not future.done():  # whoever waited may have left
        future.set_result(None)


_DOOR: Final = Door()
