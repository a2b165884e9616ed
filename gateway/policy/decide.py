"""Decides one segment: rules, holds, the second look (sections 1, 6, 7, 8)."""

from dataclasses import dataclass, field, replace

from msgspec import Struct

from gateway.domain.decision import RELEASED, Condition, SegmentDecision, SegmentOutcome
from gateway.domain.facts import Facts, Segment
from gateway.policy.attached import conditions_when_released, conditions_when_waiting
from gateway.policy.case import Case, case_of
from gateway.policy.council import Council
from gateway.policy.offices import named_office, office_key, resolved
from gateway.policy.rules_reader import SECOND_LOOK
from gateway.policy.table import ReadyRow
from gateway.policy.telling import Reasons

_NOBODY_ELSE = ("adviser", "determiner")


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What the rules say of a segment, before the document is put together.

    It is shared by all cases that the rules cannot tell apart, so it holds nothing of any one of
    them. `conditions` goes from each condition to the clause ids that it adds. `answer` and
    `reasons` are kept here by `compose` and `explain` once they are worked out.
    """

    by: ReadyRow
    holds: tuple[ReadyRow, ...] = ()
    row: str
    outcome: SegmentOutcome
    next: str
    conditions: dict[Condition, frozenset[str]] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    answer: SegmentDecision | None = field(default=None, init=False)
    reasons: Reasons | None = field(default=None, init=False)


class Look(Struct):
    """A case, and the verdict on it."""

    case: Case
    verdict: Verdict

    @property
    def released(self) -> bool:
        """Whether the segment goes out now."""
        return self.verdict.outcome in RELEASED


def look_at(council: Council, facts: Facts, segment: Segment) -> Look:
    """The answer for one segment by itself; hold H9 comes later, over all of them."""
    case = case_of(facts, council.profile, segment)
    alike = council.likeness(case)
    verdict = council.verdicts.get(alike)
    if verdict is None:
        verdict = council.verdicts.keep(alike, verdict_on(council, case))
    case.told, case.row = verdict.told, verdict.by.row.row
    return Look(case, verdict)


def verdict_on(council: Council, case: Case) -> Verdict:
    """What the rules say of a case, worked out from the rows."""
    first = _verdict(council, case)
    if first.outcome != "refuse" or not _marks_untested(first):
        return first
    if _verdict(council, case.again(second_look=True)).outcome == "refuse":
        return first
    first.row = SECOND_LOOK
    return _wait(council, case, first, "proper_officer")


def goes_out(council: Council, facts: Facts, segment: Segment) -> bool:
    """Whether a segment taken alone is released. Nothing else of the answer is worked out."""
    case = case_of(facts, council.profile, segment)
    table = council.table(case)
    row = table.deciding(case).row
    case.row = row.row
    return row.eft == "allow" and not table.holding(case, row.layer)


def look_again_together(council: Council, look: Look) -> Look:
    """A released segment, asked again now that one inseparable from it is known not to go out."""
    verdict = look.verdict
    case = look.case.again(row=verdict.row, waits=True)
    holds = council.table(case).holding(case, verdict.by.row.layer)
    if not holds:
        return look
    waits = replace(verdict, holds=holds)
    return Look(look.case, _wait(council, look.case, waits, holds[0].row.next))


def _marks_untested(verdict: Verdict) -> bool:
    return "tagged" in verdict.told and "tags_supported" not in verdict.told


def _verdict(council: Council, case: Case) -> Verdict:
    table = council.table(case)
    case.told = table.told(case)
    by = table.deciding(case)
    row = by.row
    case.row = row.row
    found = Verdict(by=by, row=row.row, outcome="refuse", next=row.next, told=case.told)
    if row.eft == "deny":
        if row.next != "refuse":
            return _wait(council, case, found, row.next)
        found.conditions = conditions_when_waiting(case, row, held=False)
        return found
    found.holds = table.holding(case, row.layer)
    if found.holds:
        return _wait(council, case, found, found.holds[0].row.next)
    found.conditions = conditions_when_released(council, case, row)
    found.outcome = "disclose_with_conditions" if found.conditions else "disclose"
    return found


def _wait(council: Council, case: Case, found: Verdict, then: str) -> Verdict:
    key = office_key(then, council.profile)
    found.outcome = "refer" if key in _NOBODY_ELSE else "officer_judgement"
    found.next = resolved(
        named_office(key, council.profile),
        council.profile,
        case.facts.findings.conflicted_offices,
    )
    found.conditions = {}
    if found.row != SECOND_LOOK:
        found.conditions = conditions_when_waiting(case, found.by.row, held=bool(found.holds))
    return found
