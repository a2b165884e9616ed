"""Facts that break a claim, with what z3 says of them and what the engine says."""

from dataclasses import dataclass

from gateway.domain.decision import SegmentDecision
from gateway.domain.facts import Facts
from gateway.policy.compose import decide
from gateway.policy.proof.claims import Claim
from gateway.policy.proof.logic import both, no
from gateway.policy.proof.plainest import can_be, plainest
from gateway.policy.proof.reading import Reading
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules_reader import SECOND_LOOK
from gateway.policy.wellformed import check_facts


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The part of an answer on which z3 and the engine must agree."""

    row: str
    holds: tuple[str, ...]
    outcome: str
    waits_for: str


@dataclass(frozen=True, kw_only=True)
class Counterexample:
    """Facts (one, or two to be compared) that break a claim, and both answers on each."""

    about: str
    facts: tuple[Facts, ...]
    found: tuple[Answer, ...]
    decided: tuple[Answer, ...]

    @property
    def agreed(self) -> bool:
        """Whether the engine says what z3 says; if not, the translation is at fault."""
        return self.found == self.decided


def is_met(claim: Claim) -> bool:
    """Whether there are any facts of which the claim speaks."""
    return can_be(claim.verdicts[0].view.unknowns, claim.premise)


def broken(claim: Claim) -> Counterexample | None:
    """Facts that break the claim, as plain as they can be; None: it is proved."""
    views = [verdict.view for verdict in claim.verdicts]
    breach = both(claim.premise, no(claim.promise))
    if not can_be(views[0].unknowns, breach):
        return None
    model = plainest(views, breach)
    facts, found, decided = [], [], []
    for verdict in claim.verdicts:
        reading = Reading(model, verdict.view, verdict.council)
        facts.append(reading.facts(claim.about))
        found.append(_found(reading, verdict))
        decided.append(decided_by_the_engine(verdict, facts[-1]))
    return Counterexample(
        about=claim.about, facts=tuple(facts), found=tuple(found), decided=tuple(decided)
    )


def decided_by_the_engine(verdict: Verdict, facts: Facts) -> Answer:
    """What the engine says of the segment. Raises FactsError for facts that are not well-formed."""
    council = verdict.council
    check_facts(facts, council.profile, council.calendar)
    answer = decide(council, facts, rule_book="").segments[0]
    return Answer(
        row=answer.row,
        holds=answer.holds,
        outcome=_outcome(answer),
        waits_for="" if answer.next in ("release", "refuse") else answer.next,
    )


def _outcome(answer: SegmentDecision) -> str:
    if answer.released:
        return "released"
    return "refused" if answer.outcome == "refuse" else "waiting"


def _found(reading: Reading, verdict: Verdict) -> Answer:
    row = next((row for row, formula in verdict.decides.items() if reading.true(formula)), "")
    outcomes = ("released", "refused", "waiting")
    waits = (office for office, formula in verdict.waits_for.items() if reading.true(formula))
    return Answer(
        row=SECOND_LOOK if reading.true(verdict.looked_at_again) else row,
        holds=tuple(hold for hold, formula in verdict.holds.items() if reading.true(formula)),
        outcome=next(name for name in outcomes if reading.true(getattr(verdict, name))),
        waits_for=next(waits, ""),
    )
