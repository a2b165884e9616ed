"""Puts the segments together: the answer for the document (section 9)."""

from typing import TypeVar

from gateway.domain.decision import Decision, Outcome, SegmentDecision
from gateway.domain.facts import Facts, Office
from gateway.policy import citations
from gateway.policy.clocks import clocks
from gateway.policy.council import Council
from gateway.policy.decide import Look, look_again_together, look_at
from gateway.policy.disputes import dispute_office
from gateway.policy.grounds import rules_of
from gateway.policy.notices import notices
from gateway.policy.offices import first_in_precedence


def decide(council: Council, facts: Facts, *, rule_book: str) -> Decision:
    """The decision on well-formed facts, under the rule book of that digest.

    The same facts give the same decision, for ever. Raises FactsError where a clock would count
    beyond the calendar.
    """
    looks = look_at_all(council, facts)
    segments = tuple(_segment(council, look) for look in looks)
    told = notices(council, looks)
    due = clocks(council, facts, [look.case for look in looks])
    added = frozenset[str]().union(
        *told.values(), *(council.cited(citations.CLOCKS.get(name, ())) for name in due)
    )
    return Decision(
        id=facts.id,
        outcome=document_outcome(segments),
        refer_to=refer_to(segments),
        rules=_together([one.rules for one in segments], added),
        conditions=_together([one.conditions for one in segments]),
        notify=tuple(sorted(told)),
        due=dict(sorted(due.items())),
        segments=segments,
        rule_book=rule_book,
    )


def look_at_all(council: Council, facts: Facts) -> list[Look]:
    """Every segment looked at, and those that cannot be separated looked at together (H9)."""
    looks = [look_at(council, facts, segment) for segment in facts.document.segments]
    stuck = {look.case.segment.not_severable for look in looks if not look.released}
    stuck.discard(None)
    return [
        look_again_together(council, look)
        if look.released and look.case.segment.not_severable in stuck
        else look
        for look in looks
    ]


def _segment(council: Council, look: Look) -> SegmentDecision:
    conflicted = look.case.facts.findings.conflicted_offices
    refused = look.outcome == "refuse"
    return SegmentDecision(
        id=look.case.segment.id,
        outcome=look.outcome,
        next=look.next,  # type: ignore[arg-type]  # a Next of a row, resolved to an office
        rules=rules_of(council, look),
        conditions=tuple(sorted(look.conditions)),
        row=look.row,
        holds=tuple(hold.row.row for hold in look.holds),
        dispute_to=dispute_office(council, look.by.row.forum, conflicted) if refused else None,
        neither_confirm_nor_deny=not look.released and "exists_in_confidence" in look.case.told,
    )


_Name = TypeVar("_Name", bound=str)


def _together(
    lists: list[tuple[_Name, ...]], added: frozenset[_Name] = frozenset()
) -> tuple[_Name, ...]:
    """The union of sorted lists, sorted; one list alone is its own union."""
    if len(lists) == 1 and not added:
        return lists[0]
    return tuple(sorted(added.union(*lists)))


def document_outcome(segments: tuple[SegmentDecision, ...]) -> Outcome:
    """The outcome of a document from those of its segments (section 9.2)."""
    outcomes = {one.outcome for one in segments}
    released = [one.released for one in segments]
    if all(released):
        return "disclose" if outcomes == {"disclose"} else "disclose_with_conditions"
    if any(released):
        return "disclose_in_part"
    if "refer" in outcomes:
        return "refer"
    return "officer_judgement" if "officer_judgement" in outcomes else "refuse"


def refer_to(segments: tuple[SegmentDecision, ...]) -> Office | None:
    """The office that the document waits for (section 9.3)."""
    for kind in ("refer", "officer_judgement"):
        offices = {
            one.next
            for one in segments
            if one.outcome == kind and one.next not in ("release", "refuse")
        }
        if offices:
            return first_in_precedence(offices)  # type: ignore[arg-type]  # only offices are left
    return None
