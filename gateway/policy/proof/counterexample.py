"""Facts that break a claim, with what z3 says of them and what the engine says."""

from dataclasses import dataclass

from gateway.domain.decision import SegmentDecision
from gateway.domain.facts import Facts
from gateway.policy.compose import decide
from gateway.policy.council import Council
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
    model = plainest(views, views[0].unknowns, breach)
    facts, found, decided = [], [], []
    for verdict in claim.verdicts:
        reading = Reading(model, verdict.view, verdict.council)
        facts.append(reading.facts(claim.about))
        found.append(answer_found(reading, verdict))
        decided.append(_decided(verdict.council, facts[-1]))
    return Counterexample(
        about=claim.about, facts=tuple(facts), found=tuple(found), decided=tuple(decided)
    )


def answer_of(decided: SegmentDecision) -> Answer:
    """What the engine says of a segment."""
    waits = "" if decided.next in ("release", "refuse") else decided.next
    kept = "waiting" if waits else "refused"
    outcome = "released" if decided.released else kept
    return Answer(row=decided.row, holds=decided.holds, outcome=outcome, waits_for=waits)


def answer_found(reading: Reading, verdict: Verdict) -> Answer:
    """What z3 says of the segment of the facts that it found."""
    rows = (row for row, formula in verdict.decides.items() if reading.true(formula))
    waits = (office for office, formula in verdict.waits_for.items() if reading.true(formula))
    outcomes = ("released", "refused", "waiting")
    return Answer(
        row=SECOND_LOOK if reading.true(verdict.looked_at_again) else next(rows, ""),
        holds=tuple(hold for hold, formula in verdict.holds.items() if reading.true(formula)),
        outcome=next(name for name in outcomes if reading.true(getattr(verdict, name))),
        waits_for=next(waits, ""),
    )


def _decided(council: Council, facts: Facts) -> Answer:
    check_facts(facts, council.profile, council.calendar)
    return answer_of(decide(council, facts, rule_book="").segments[0])
