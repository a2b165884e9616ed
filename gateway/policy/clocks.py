"""The clocks that a request starts (section 9.7). They run whatever the answer is."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from gateway.domain.deadlines import Count
from gateway.domain.decision import Clock
from gateway.domain.facts import Facts
from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.counting import as_set, clear_days_before, hours_after, working_days_after
from gateway.policy.decide import Look
from gateway.policy.links import (
    council_business_to_come,
    decision_made,
    entries,
    open_executive_to_come,
    private_executive_over,
)

STARTED_BY: Final[dict[Clock, str]] = {
    "meeting": "s100f_link",
    "reg16_before": "reg16_before",
    "reg16_after": "reg16_after",
    "reg17": "reg17_link",
}
"""The right by which each clock runs, but for `response`, which a setting of the council starts."""
_LINKS = frozenset(STARTED_BY.values())
CLEAR_WORKING_DAYS = 5
"""Clear working days before an open meeting of the executive (regulation 16(1) and (2))."""
HOURS_AFTER_PRIVATE = 24
"""Elapsed hours after a private meeting or decision (regulation 16(3) and (4))."""
SCRUTINY_DAYS = 10
"""Days after the executive's receipt, read with caution as working days (regulation 17(2))."""


def counts(council: Council, facts: Facts, looks: list[Look]) -> dict[Clock, Count]:
    """Each clock, until when it is met, and how that was counted.

    Raises FactsError where a clock would count beyond the years of the calendar.
    """
    requester = facts.requester
    if facts.request.type != "access" or requester.kind == "public":
        return {}
    if requester.standing != "current":
        return {}
    found: dict[Clock, Count] = {}
    days = council.profile.response_working_days
    if days:
        received = _received(facts)
        found["response"] = working_days_after(council.calendar, received, days, "request.received")
    for look in looks:
        case = look.case
        if "held_elsewhere" in case.told or case.told.isdisjoint(_LINKS):
            continue
        for name, count in _links(council, case):
            if name not in found or count.due < found[name].due:
                found[name] = count
    return found


def _received(facts: Facts) -> date:
    """The day on which the request counts as received."""
    return facts.request.received or facts.now.date()


def _links(council: Council, case: Case) -> Iterator[tuple[Clock, Count]]:
    calendar, told = council.calendar, case.told
    where = f"document.segments.{case.segment.id}"
    if "s100f_link" in told:
        for entry in entries(case, council_business_to_come):
            yield "meeting", as_set(_known(entry.start))
    if "reg16_before" in told:
        for entry in entries(case, open_executive_to_come):
            day = _known(entry.start).date()
            at = f"{where}.business.start"
            yield "reg16_before", clear_days_before(calendar, day, CLEAR_WORKING_DAYS, at)
    if "reg16_after" in told:
        for entry in entries(case, private_executive_over):
            end = entry.ended or _known(entry.start)
            yield "reg16_after", hours_after(end, HOURS_AFTER_PRIVATE, f"{where}.business.ended")
        made = case.segment.executive_decision
        if made is not None and decision_made(case):
            at = f"{where}.executive_decision.made"
            yield "reg16_after", hours_after(made.made, HOURS_AFTER_PRIVATE, at)
    received = case.request.received_by_executive
    if received is not None and "reg17_link" in told:
        at = "request.received_by_executive"
        yield "reg17", working_days_after(calendar, received, SCRUTINY_DAYS, at)


def _known(start: datetime | None) -> datetime:
    """The start of an entry that is to come or over, which is always known."""
    if start is None:
        raise TypeError("an entry without a start is neither to come nor over")
    return start
