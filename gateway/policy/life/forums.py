"""Disputes: who may dispute what, before which offices in turn, and what an answer means (10.2)."""

from typing import Any, Final

from msgspec import Struct

from gateway.domain.casework import DisputeAnswer, Ground
from gateway.domain.decision import Condition, Decision, SegmentDecision
from gateway.domain.facts import Office, Segment
from gateway.domain.profile import Profile
from gateway.policy.conditions.papers import GROUP_KINDS
from gateway.policy.council import Council
from gateway.policy.life.access import by_law
from gateway.policy.rules import Forum

WAITED: Final = 10
"""Working days after which a wait that no clock covers may be disputed (10.1)."""


class Effect(Struct, frozen=True, kw_only=True):
    """What an answer changes: findings for the segment, and whether its marks as exempt fall."""

    found: tuple[tuple[str, Any], ...] = ()
    lifts_marks: bool = False


def forum_for(
    council: Council,
    ground: Ground,
    segment: SegmentDecision | None,
    *,
    in_confidence: bool = False,
) -> Forum:
    """The forum for a ground: of a refusal, that of the row that refused. Pure.

    `segment` is None where the requester was told of none: then the stages hear it. What is
    reported `in_confidence` stays with the adviser, or whoever stands in: no stage learns of it.
    What is final here stays final.
    """
    of_row: Forum = "stages"
    if ground == "refusal" and segment is not None:
        of_row = next(row.forum for row in council.rows if row.row == segment.row)
    if ground == "conflict" or (in_confidence and of_row != "none"):
        return "adviser"
    return of_row


def stages_of(profile: Profile, ground: Ground, forum: Forum) -> tuple[Office, ...]:
    """The offices that hear a dispute in turn, before conflicts are looked at; the last determines.

    Empty: the answer is final here. The office that decides first hears no dispute about itself.
    """
    match forum:
        case "stages":
            later = tuple(one for one in profile.dispute_stages if one != profile.first_decider)
            return later or profile.dispute_stages[-1:]
        case "proper_officer":
            return (profile.proper_officer,)
        case "executive":
            return ("executive",)
        case "adviser":
            sole = ground == "conflict" and profile.sole_decider
            return (profile.determiner if sole else profile.adviser,)
        case _:
            return ()


def may_be_disputed(ground: Ground, segment: SegmentDecision) -> bool:
    """Whether a segment gives this ground: refused, waiting, or released on a condition. Pure."""
    match ground:
        case "refusal":
            return segment.outcome == "refuse"
        case "delay":
            return not segment.released and segment.outcome != "refuse"
        case "condition":
            return bool(segment.released and segment.conditions)
        case _:
            return True


def may_be_varied(council: Council, segment: SegmentDecision, condition: Condition) -> bool:
    """Whether a condition on a released segment is the council's own, for a stage to take away.

    Its own are those that its protocol sets, and that a paper is only inspected. Where the law
    gives the segment, a condition records what the law demands (section 9.5). Pure.
    """
    own = {*council.profile.standard_conditions, "inspect_only"}
    return condition in own and not by_law(council, segment)


def to_answer(disputed: tuple[str, ...], whole: Decision) -> tuple[str, ...]:
    """The parts that an answer is about; one stands for all where the dispute names none. Pure."""
    return disputed or tuple(one.id for one in whole.segments)[:1]


def answers_to(ground: Ground) -> tuple[DisputeAnswer, ...]:
    """The answers that fit a ground: only a condition is varied, and it is not overturned."""
    return ("uphold", "vary") if ground == "condition" else ("uphold", "overturn")


def effect_of(forum: Forum, segment: Segment, answer: DisputeAnswer, *, last: bool) -> Effect:
    """What follows from the answer to a dispute about a refusal. Pure.

    Another group's paper: only whether it is internal. The proper officer: only the statutory
    opinion. The executive: relevance. The adviser: the scope of a prohibition; a standing is put
    right in the register. The stages: release, and at the last stage refusal.
    """
    overturned = answer == "overturn"
    if segment.kind in GROUP_KINDS and forum in {"stages", "executive"}:
        settled = (("internal_to_group", not overturned),)
        return Effect(found=settled if overturned or last else ())
    match forum:
        case "proper_officer":
            return Effect(lifts_marks=overturned)
        case "executive":
            return Effect(found=(("relevant_to_scrutiny", True),) if overturned else ())
        case "adviser":
            return Effect(found=_prohibition(segment) if overturned else ())
        case _:
            if overturned:
                return Effect(found=(("determination", "release"),))
            return Effect(found=(("determination", "refuse"),) if last else ())


def _prohibition(segment: Segment) -> tuple[tuple[str, Any], ...]:
    match segment.confidential:
        case "none":
            return ()
        case "government_department":
            return (("breach_of_confidence", False),)
        case _:
            return (("order_covers_members", False),)
