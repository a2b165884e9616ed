"""The checks table: each rule that bore on an answer, its result, the facts and the clauses."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from gateway.casework.explained import clauses_cited
from gateway.casework.writer import Office
from gateway.domain.decision import Condition, Decision, Ground, SegmentDecision, SegmentOutcome
from gateway.domain.requests import GivenPart, RefusedPart
from gateway.policy.clauses import Clause
from gateway.web.terms import Tag

Result = Literal["met", "not_met", "cannot_tell", "noted"]
RESULTS: Final[dict[Result, Tag]] = {
    "met": ("Met", "green"),
    "not_met": ("Not met", "red"),
    "cannot_tell": ("Cannot tell", "yellow"),
    "noted": ("Noted", "grey"),
}
_CHECKS: Final = frozenset({"decided", "held", "noted", "route_tried"})
_RULES: Final = frozenset({"decided", "held", "route_tried"})
_WAITS: Final = frozenset({"refer", "officer_judgement"})


class Check(Struct, frozen=True, kw_only=True):
    """One row of the table. `rule` is the rule or hold, "" for what no rule says."""

    rule: str
    check: str
    result: Result
    facts: tuple[str, ...]
    clauses: tuple[tuple[str, str], ...]
    """Each with its citation and, where there is one, a link to the text."""


class CheckedPart(Struct, frozen=True, kw_only=True):
    """A part of a paper with its answer and the checks that led to it.

    `hidden`: whoever would see it may not even know of it. `given` is how they hold it already, and
    `refused` by which answers they were refused it.
    """

    id: str
    outcome: SegmentOutcome
    next: str
    conditions: tuple[Condition, ...]
    checks: tuple[Check, ...]
    hidden: bool
    given: tuple[GivenPart, ...]
    refused: tuple[RefusedPart, ...]


def checked_parts(
    office: Office,
    decision: Decision,
    given: Sequence[GivenPart] = (),
    refused: Sequence[RefusedPart] = (),
) -> tuple[CheckedPart, ...]:
    """The table of an explained decision, part by part; with what was answered before."""
    clauses = clauses_cited(office, decision)
    return tuple(
        CheckedPart(
            id=one.id,
            outcome=one.outcome,
            next=one.next,
            conditions=one.conditions,
            checks=tuple(_checks(one, clauses)),
            hidden=one.neither_confirm_nor_deny,
            given=tuple(part for part in given if part.segment == one.id),
            refused=tuple(part for part in refused if part.segment == one.id),
        )
        for one in decision.segments
    )


def _checks(part: SegmentDecision, clauses: Mapping[str, Clause]) -> Iterator[Check]:
    for ground in part.grounds:
        if ground.part in _CHECKS:
            yield Check(
                rule=ground.row if ground.part in _RULES else "",
                check=ground.sentence,
                result=_result(part, ground),
                facts=ground.facts,
                clauses=tuple(
                    (clauses[one].citation, clauses[one].link)
                    for one in ground.clauses
                    if one in clauses
                ),
            )


def _result(part: SegmentDecision, ground: Ground) -> Result:
    """The rules cannot tell where somebody must decide first; a way that was tried was not met.

    What is noted decided nothing: where no fact of the case bears on it, nothing was met either.
    """
    if ground.part == "route_tried":
        return "not_met"
    if ground.part == "held" or (ground.part == "decided" and part.outcome in _WAITS):
        return "cannot_tell"
    return "noted" if ground.part == "noted" and not ground.facts else "met"
