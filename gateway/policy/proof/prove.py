"""The invariants of the decision model and of the rule book, tried one by one on its councils."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product
from typing import Literal

from gateway.policy.book import RuleBook
from gateway.policy.council import Council
from gateway.policy.proof import (
    bars_and_routes,
    by_construction,
    of_the_law,
    one_decision,
    two_decisions,
)
from gateway.policy.proof.claims import Claim, Invariant, Subject
from gateway.policy.proof.counterexample import Counterexample, broken, is_met
from gateway.policy.proof.quiet import quiet

State = Literal["proved", "broken", "never met", "not concerned"]
"""Never met: no facts are as the invariant says, so there is nothing to break. Not concerned: the
invariant is about other councils."""

INVARIANTS: dict[str, tuple[Invariant, ...]] = {
    "1": (one_decision.total,),
    "2": (one_decision.prohibition,),
    "3": (one_decision.default,),
    "4": (of_the_law.statute_is_not_cut,),
    "5": (one_decision.group_bar,),
    "6": (one_decision.office,),
    "7": (one_decision.onward,),
    "8": (one_decision.statutory_conditions,),
    "9": (one_decision.members_only,),
    "10": (one_decision.statute_never_refuses,),
    "11": (one_decision.conflict,),
    "12": (two_decisions.untested_tags,),
    "13": (of_the_law.local_council,),
    "14": (by_construction.order,),
    "15": (two_decisions.group,),
    "16": (by_construction.inert,),
    "17": (two_decisions.purpose,),
    "18": (bars_and_routes.bars_never_widen,),
    "19": (bars_and_routes.routes_never_refuse,),
    "20": (one_decision.no_findings,),
    "21": (two_decisions.independence,),
    "22": (quiet,),
    "23": (two_decisions.findings_help,),
    "24": (one_decision.hold_only_holds, of_the_law.holds_of_statute),
    "25": (by_construction.repeatable,),
}
"""The invariants of section 11 of the decision model, by number; each docstring says it."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """What became of an invariant in a council.

    `claims` counts the statements tried on all facts; `reasons` say why nothing had to be tried;
    `fault` says what is wrong where no facts show it.
    """

    invariant: str
    says: str
    council: str
    state: State
    claims: int = 0
    reasons: tuple[str, ...] = ()
    fault: str = ""
    counterexample: Counterexample | None = None


def prove(
    book: RuleBook, councils: Iterable[Council], more: dict[str, Invariant]
) -> Iterator[Proof]:
    """Each invariant, those of the model and `more`, for each council."""
    every = INVARIANTS | {name: (invariant,) for name, invariant in more.items()}
    for council, (name, invariants) in product(councils, every.items()):
        yield prove_one(Subject(book, council), name, invariants)


def prove_one(subject: Subject, name: str, invariants: tuple[Invariant, ...]) -> Proof:
    """One invariant for one council; the first facts that break it end the search."""
    says = " ".join((invariant.__doc__ or "").strip() for invariant in invariants)
    claims, met = 0, False
    reasons: list[str] = []
    for part in chain.from_iterable(invariant(subject) for invariant in invariants):
        fault, found = "", None
        if isinstance(part, Claim):
            claims += 1
            met = met or is_met(part)
            found = broken(part)
        else:
            reasons.append(part.reason)
            fault = part.fault
        if fault or found:
            return Proof(
                invariant=name,
                says=says,
                council=subject.council.name,
                state="broken",
                claims=claims,
                fault=fault,
                counterexample=found,
            )
    return Proof(
        invariant=name,
        says=says,
        council=subject.council.name,
        state=_state(claims, met=met, settled=bool(reasons)),
        claims=claims,
        reasons=tuple(reasons),
    )


def _state(claims: int, *, met: bool, settled: bool) -> State:
    if met or settled:
        return "proved"
    return "never met" if claims else "not concerned"
