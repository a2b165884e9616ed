"""Sequences of steps over HTTP beside a small model: no answer, case or log entry differs.

The sequences and the model are those of `tests/stateful`, in the application in this process; a few
are taken by a real `gateway serve`, which is stopped and started again in between. The controls
are gateways with one fault each; every one must be caught.
"""

import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from multiprocessing import get_context
from pathlib import Path

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from msgspec import Struct

from gates import faults
from tests.databases import quickest
from tests.stateful.council import councils
from tests.stateful.machine import Sequence
from tests.stateful.serving import InAnother, InProcess

STEPS = 50
TOGETHER = 50
"""Sequences that one process takes, one after the other."""
REAL = 1 / 200
"""The part of the sequences that a real server takes besides."""
CONTROL = 200
"""Sequences in which a fault must have been caught."""


class Result(Struct, kw_only=True):
    """What the sequences showed."""

    sequences: int = 0
    steps: int = 0
    served: int = 0
    processor: float = 0.0
    answers: Counter[str] = Counter()
    differ: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.sequences:,} sequences, {self.served} of them by a real server, "
            f"{self.steps:,} steps, {self.processor:.0f} s of processor time, "
            f"{len(self.differ)} differences"
        )

    def __add__(self, other: "Result") -> "Result":
        return Result(
            sequences=self.sequences + other.sequences,
            steps=self.steps + other.steps,
            served=self.served + other.served,
            processor=self.processor + other.processor,
            answers=self.answers + other.answers,
            differ=self.differ + other.differ,
        )


def run(sequences: int, first_seed: int, say: Callable[[str], object]) -> Result:
    """So many sequences, on all of this machine's processors."""
    result = Result()
    tasks = [
        *((InAnother, 1, first_seed + number) for number in range(int(sequences * REAL))),
        *((InProcess, most, first_seed + at) for at, most in _parts(sequences)),
    ]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        for part in processes.map(_some, *zip(*tasks, strict=True)):
            result += part
            say(str(result))
    return result


def control(first_seed: int) -> dict[str, int | None]:
    """In which sequence each fault was caught; None: it was not."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        names = sorted(faults.FAULTS)
        found = processes.map(_with_fault, names, [first_seed] * len(names))
        return dict(zip(names, found, strict=True))


def _parts(sequences: int) -> Iterator[tuple[int, int]]:
    for at in range(0, sequences, TOGETHER):
        yield at, min(TOGETHER, sequences - at)


def _with_fault(name: str, first_seed: int) -> int | None:
    result = _some(InProcess, CONTROL, first_seed, faults.FAULTS[name]())
    return result.sequences if result.differ else None


def _some(
    kind: type[InProcess | InAnother],
    sequences: int,
    first_seed: int,
    fault: AbstractContextManager[object] | None = None,
) -> Result:
    """Some sequences, until the first difference."""
    result, began = Result(), time.process_time()
    with tempfile.TemporaryDirectory(dir=quickest()) as folder, closing(kind()) as serving:

        class Here(Sequence):
            pass

        Here.councils, Here.serving, Here.taken = councils(Path(folder)), serving, Counter()
        how = settings(
            max_examples=sequences,
            stateful_step_count=STEPS,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            print_blob=False,
            suppress_health_check=list(HealthCheck),
        )
        with fault or nullcontext():
            try:
                run_state_machine_as_test(seed(first_seed)(Here), settings=how)
            except Exception as difference:  # noqa: BLE001  whatever it is, it was not predicted
                notes = getattr(difference, "__notes__", ())
                line = traceback.extract_tb(difference.__traceback__)[-1].line
                told = f"seed {first_seed}: {line}: {difference!r}"
                result.differ.append("\n".join((told, *notes)))
    result.steps, result.sequences = Here.taken.pop("steps"), Here.taken.pop("sequences")
    result.answers = Counter(Here.taken)
    result.served = result.sequences if kind is InAnother else 0
    result.processor = time.process_time() - began
    return result
