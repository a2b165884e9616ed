"""Answers that must not tell a document that nobody may know of from one that is not there.

Reading the one takes a few microseconds longer than finding none, and whoever asks often enough can
measure that. So such answers leave a whole number of steps after the request came: every "not
found", and whatever else tells of nothing.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, sleep
from typing import Final

from litestar.status_codes import HTTP_404_NOT_FOUND
from litestar.types import HTTPScope

STEP: Final = 0.012
"""Seconds. It takes less to answer, where the machine is not busy."""
LONG_STEP: Final = 0.1
"""Seconds, for a list that passes over what may not be known: each that is passed over is decided
first, and all of them together seldom take so long."""
_LEAVES: Final = "leaves_evenly"
_WAITING: Final = ThreadPoolExecutor(8, thread_name_prefix="evenly")
"""An event loop rounds what it sleeps up to a millisecond, and by that would tell again. Threads of
their own, so that a flood of such requests takes none from anybody else."""


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
    """Wait. `came` is when the request came, by `perf_counter`; `step` is in seconds.

    Of a long step a thread waits only for the end, so that few of them are enough.
    """
    await asyncio.sleep(_left(came, step) - STEP)
    await asyncio.get_running_loop().run_in_executor(_WAITING, _wait, came, step)


def _wait(came: float, step: float) -> None:
    sleep(_left(came, step))


def _left(came: float, step: float) -> float:
    return step - (perf_counter() - came) % step
