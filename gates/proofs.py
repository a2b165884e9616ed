"""Every invariant of every council, proved for all facts; and faults put in, which must be found.

The control is the faults of the tests, each a change of one line of a rule or one condition. Each
must come back as an invariant broken, with facts on which the engine shows it.
"""

from concurrent.futures import ProcessPoolExecutor
from time import process_time

from msgspec import Struct

from gateway.policy import book
from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.people import WHO
from gateway.policy.proof.promises import read_promises
from gateway.policy.proof.prove import prove
from tests.policy.proof.faults import IN_CONDITIONS, IN_ROWS, Fault, InCondition, faulty, tried
from tests.reference.profiles import COUNCILS


class Result(Struct, kw_only=True):
    """How many statements were tried on all facts, which invariants are broken, and the time.

    `seconds` are those of the processor: two share the work, and others may use them besides.
    """

    tried: int
    broken: list[str]
    seconds: float

    def __str__(self) -> str:
        return (
            f"{self.tried} statements of {len(COUNCILS)} councils, {len(self.broken)} broken, "
            f"{self.seconds:.0f} s of processor time"
        )


class Control(Struct, kw_only=True):
    """Which of the faults were not found."""

    faults: int
    missed: list[str]

    def __str__(self) -> str:
        return f"{self.faults - len(self.missed)} of {self.faults} faults found"


def run() -> Result:
    """Prove them, on all of this machine's processors."""
    with ProcessPoolExecutor() as processes:
        results = list(processes.map(_proved, COUNCILS))
    return Result(
        tried=sum(one.tried for one in results),
        broken=[name for one in results for name in one.broken],
        seconds=sum(one.seconds for one in results),
    )


def control() -> Control:
    """Put each fault in, and look for it."""
    faults = [*IN_ROWS, *IN_CONDITIONS]
    with ProcessPoolExecutor() as processes:
        found = list(processes.map(_is_found, faults))
    missed = [str(fault) for fault, is_found in zip(faults, found, strict=True) if not is_found]
    return Control(faults=len(faults), missed=missed)


def _proved(council: str) -> Result:
    start = process_time()
    rules = book.load()
    more = read_promises((book.shipped() / book.INVARIANTS).read_text(encoding="utf-8"))
    proofs = list(prove(rules, [rules.councils[council]], more))
    return Result(
        tried=sum(proof.claims for proof in proofs),
        broken=[f"{council}: {proof.invariant}" for proof in proofs if proof.state == "broken"],
        seconds=process_time() - start,
    )


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
