"""Every invariant of every council, proved for all facts; and faults put in, which must be found.

The control is the faults of the tests, each a change of one line of a rule or one condition. Each
must come back as an invariant broken, with facts on which the engine shows it.
"""

from concurrent.futures import ProcessPoolExecutor
from time import perf_counter

from msgspec import Struct

from gateway.policy import book
from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.people import WHO
from gateway.policy.proof.promises import read_promises
from gateway.policy.proof.prove import prove
from tests.policy.proof.faults import IN_CONDITIONS, IN_ROWS, Fault, InCondition, faulty, tried
from tests.reference.profiles import COUNCILS


class Result(Struct, kw_only=True):
    """How many statements were tried on all facts, which are broken, and how long it took."""

    tried: int
    broken: list[str]
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.tried} statements of {len(COUNCILS)} councils, {len(self.broken)} broken, "
            f"{self.seconds:.0f} s"
        )


class Control(Struct, kw_only=True):
    """Which of the faults were not found."""

    faults: int
    missed: list[str]

    def __str__(self) -> str:
        return f"{self.faults - len(self.missed)} of {self.faults} faults found"


def run() -> Result:
    """Prove them, on all of this machine's processors."""
    start = perf_counter()
    with ProcessPoolExecutor() as processes:
        states = [one for found in processes.map(_states, COUNCILS) for one in found]
    return Result(
        tried=len(states),
        broken=[name for name, state in states if state == "broken"],
        seconds=perf_counter() - start,
    )


def control() -> Control:
    """Put each fault in, and look for it."""
    faults = [*IN_ROWS, *IN_CONDITIONS]
    with ProcessPoolExecutor() as processes:
        found = list(processes.map(_is_found, faults))
    missed = [str(fault) for fault, is_found in zip(faults, found, strict=True) if not is_found]
    return Control(faults=len(faults), missed=missed)


def _states(council: str) -> list[tuple[str, str]]:
    rules = book.load()
    more = read_promises((book.shipped() / book.INVARIANTS).read_text(encoding="utf-8"))
    return [
        (f"{council}: {proof.invariant}", proof.state)
        for proof in prove(rules, [rules.councils[council]], more)
    ]


def _is_found(fault: Fault) -> bool:
    """Whether it breaks its invariant, and the engine decides the facts as the proof says."""
    kept = [(names, dict(names)) for names in (CONDITIONS, WHO)]
    try:
        if isinstance(fault, InCondition):
            for names, _ in kept:
                if fault.condition in names:
                    names[fault.condition] = faulty(fault)
        proof = tried(fault)
    finally:
        for names, before in kept:
            names.update(before)
    return (
        proof.state == "broken"
        and proof.counterexample is not None
        and (proof.counterexample.agreed)
    )
