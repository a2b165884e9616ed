"""Decides one segment: rules, holds, the second look (sections 1, 6, 7, 8)."""

from dataclasses import dataclass, field

from gateway.domain.decision import RELEASED, Condition, SegmentOutcome
from gateway.domain.facts import Facts, Segment
from gateway.policy.attached import conditions_when_released, conditions_when_waiting
from gateway.policy.case import Case, case_of
from gateway.policy.council import Council
from gateway.policy.offices import named_office, office_key, resolved
from gateway.policy.rules_reader import SECOND_LOOK
from gateway.policy.table import ReadyRow

_NOBODY_ELSE = ("adviser", "determiner")


@dataclass(slots=True, kw_only=True)
class Look:
    """What a look at one segment found, before the document is put together.

    `conditions` goes from each condition to the clause ids that it adds.
    """

    case: Case
    by: ReadyRow
    holds: tuple[ReadyRow, ...] = ()
    row: str
    outcome: SegmentOutcome
    next: str
    conditions: dict[Condition, frozenset[str]] = field(default_factory=dict)

    @property
    def released(self) -> bool:
        """Whether the segment goes out now."""
        return self.outcome in RELEASED


def look_at(council: Council, facts: Facts, segment: Segment) -> Look:
    """The answer for one segment by itself; hold H9 comes later, over all of them."""
    case = case_of(facts, council.profile, segment)
    first = _look(council, case)
    if first.outcome != "refuse" or not _marks_untested(case):
        return first
    if _look(council, case.again(second_look=True)).outcome == "refuse":
        return first
    first.row = SECOND_LOOK
    return _wait(council, first, "proper_officer")


def goes_out(council: Council, facts: Facts, segment: Segment) -> bool:
    """Whether a segment taken alone is released. Nothing else of the answer is worked out."""
    case = case_of(facts, council.profile, segment)
    table = council.table(case)
    row = table.deciding(case).row
    case.row = row.row
    return row.eft == "allow" and not table.holding(case, row.layer)


def look_again_together(council: Council, look: Look) -> Look:
    """A released segment, asked again now that one inseparable from it is known not to go out."""
    case = look.case.again(row=look.row, waits=True)
    holds = council.table(case).holding(case, look.by.row.layer)
    if not holds:
        return look
    look.holds = holds
    return _wait(council, look, holds[0].row.next)


def _marks_untested(case: Case) -> bool:
    return "tagged" in case.told and "tags_supported" not in case.told


def _look(council: Council, case: Case) -> Look:
    table = council.table(case)
    case.told = table.told(case)
    by = table.deciding(case)
    row = by.row
    case.row = row.row
    look = Look(case=case, by=by, row=row.row, outcome="refuse", next=row.next)
    if row.eft == "deny":
        if row.next != "refuse":
            return _wait(council, look, row.next)
        look.conditions = conditions_when_waiting(case, row, held=False)
        return look
    look.holds = table.holding(case, row.layer)
    if look.holds:
        return _wait(council, look, look.holds[0].row.next)
    look.conditions = conditions_when_released(council, case, row)
    look.outcome = "disclose_with_conditions" if look.conditions else "disclose"
    return look


def _wait(council: Council, look: Look, then: str) -> Look:
    key = office_key(then, council.profile)
    look.outcome = "refer" if key in _NOBODY_ELSE else "officer_judgement"
    look.next = resolved(
        named_office(key, council.profile),
        council.profile,
        look.case.facts.findings.conflicted_offices,
    )
    look.conditions = {}
    if look.row != SECOND_LOOK:
        look.conditions = conditions_when_waiting(look.case, look.by.row, held=bool(look.holds))
    return look
