"""Puts the segments together: the answer for the document (section 9)."""

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from gateway.domain.deadlines import Count, read_due
from gateway.domain.decision import (
    Clock,
    Decision,
    Due,
    Ground,
    Notice,
    Outcome,
    SegmentDecision,
)
from gateway.domain.facts import Facts, Office
from gateway.policy import citations
from gateway.policy.clocks import counts
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
    told = notices(council, looks)
    counted = counts(council, facts, looks)
    segments = tuple([answer(council, look) for look in looks])
    return put_together(council, facts, segments, told, counted, rule_book=rule_book)


def put_together(
    council: Council,
    facts: Facts,
    segments: tuple[SegmentDecision, ...],
    told: dict[Notice, frozenset[str]],
    counted: dict[Clock, Count],
    *,
    rule_book: str,
    grounds: tuple[Ground, ...] = (),
) -> Decision:
    """The decision on a document from the answers for its segments, its notices and its clocks."""
    first = segments[0]
    outcome: Outcome = first.outcome
    rules, conditions = first.rules, first.conditions
    if len(segments) > 1:
        outcome = document_outcome(segments)
        rules = _together([one.rules for one in segments])
        conditions = _together([one.conditions for one in segments])
    notify: tuple[Notice, ...] = ()
    due: dict[Clock, Due] = {}
    if told or counted:
        clocks = [council.cited(citations.CLOCKS.get(name, ())) for name in counted]
        rules = _together([rules, *told.values(), *clocks])
        notify = tuple(sorted(told))
        due = {name: read_due(count.due) for name, count in sorted(counted.items())}
    return Decision(
        id=facts.id,
        outcome=outcome,
        refer_to=refer_to(segments) if outcome in _MAY_WAIT else None,
        rules=rules,
        conditions=conditions,
        notify=notify,
        due=due,
        segments=segments,
        grounds=grounds,
        rule_book=rule_book,
    )


_MAY_WAIT: tuple[Outcome, ...] = ("refer", "officer_judgement", "disclose_in_part")
"""The outcomes of documents of which a segment may wait for an office."""


def look_at_all(council: Council, facts: Facts) -> list[Look]:
    """Every segment looked at, and those that cannot be separated looked at together (H9)."""
    looks = [look_at(council, facts, segment) for segment in facts.document.segments]
    if len(looks) == 1:
        return looks
    stuck = {look.case.segment.not_severable for look in looks if not look.released}
    stuck.discard(None)
    return [
        look_again_together(council, look)
        if look.released and look.case.segment.not_severable in stuck
        else look
        for look in looks
    ]


def answer(council: Council, look: Look, grounds: tuple[Ground, ...] = ()) -> SegmentDecision:
    """The answer for one segment. All that is not its own is worked out once for those alike."""
    found = look.verdict.answer
    if found is None:
        found = look.verdict.answer = _answer(council, look)
    return replace(found, id=look.case.segment.id, grounds=grounds)


def _answer(council: Council, look: Look) -> SegmentDecision:
    verdict = look.verdict
    conflicted = look.case.facts.findings.conflicted_offices
    refused = verdict.outcome == "refuse"
    return SegmentDecision(
        id="",
        outcome=verdict.outcome,
        next=verdict.next,  # type: ignore[arg-type]  # a Next of a row, resolved to an office
        rules=rules_of(council, look),
        conditions=tuple(sorted(verdict.conditions)),
        row=verdict.row,
        holds=tuple(hold.row.row for hold in verdict.holds),
        dispute_to=dispute_office(council, verdict.by.row.forum, conflicted) if refused else None,
        neither_confirm_nor_deny=not look.released and "exists_in_confidence" in verdict.told,
    )


_Name = TypeVar("_Name", bound=str)


def _together(lists: Iterable[Iterable[_Name]]) -> tuple[_Name, ...]:
    """The union of all, sorted."""
    return tuple(sorted(frozenset[_Name]().union(*lists)))


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
        offices = {one.next for one in segments if one.outcome == kind}
        if offices:
            return first_in_precedence(offices)  # type: ignore[arg-type]  # what waits has an office
    return None
