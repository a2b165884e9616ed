"""Timing several contenders in turn, so that a busy moment of the machine hits all alike.

What only computes is timed by the processor's time: what else the machine does counts little then.
"""

import gc
import statistics
from collections.abc import Callable
from time import process_time

SHORTEST = 0.2
"""Seconds that one round of one contender lasts at least."""


def medians(contenders: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Seconds of the processor that one call of each contender takes: the median of the rounds."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    loops = {name: _loops(call) for name, call in contenders.items()}
    gc.disable()
    try:
        for _ in range(rounds):
            for name, call in contenders.items():
                times[name].append(_time(call, loops[name]) / loops[name])
    finally:
        gc.enable()
    return {name: statistics.median(values) for name, values in times.items()}


def _loops(call: Callable[[], object]) -> int:
    """How many calls fill a round. The first call also warms up what is worked out once."""
    call()
    loops = 1
    while _time(call, loops) < SHORTEST:
        loops *= 2
    return loops


def _time(call: Callable[[], object], loops: int) -> float:
    start = process_time()
    for _ in range(loops):
        call()
    return process_time() - start
