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
_TELLS_NOTHING: Final = "tells_nothing"
_WAITING: Final = ThreadPoolExecutor(8, thread_name_prefix="evenly")
"""An event loop rounds what it sleeps up to a millisecond, and by that would tell again. Threads of
their own, so that a flood of such requests takes none from anybody else."""


def tells_nothing(scope: HTTPScope) -> None:
    """The answer to this request says nothing of what it asks about: it leaves with the others."""
    scope["state"][_TELLS_NOTHING] = True


def is_held_back(scope: HTTPScope, status: int) -> bool:
    """Whether an answer leaves at the end of a step."""
    return status == HTTP_404_NOT_FOUND or _TELLS_NOTHING in scope["state"]


async def until_the_step_ends(came: float) -> None:
    """Wait. `came` is when the request came, by `perf_counter`."""
    await asyncio.get_running_loop().run_in_executor(_WAITING, _wait, came)


def _wait(came: float) -> None:
    sleep(STEP - (perf_counter() - came) % STEP)
