"""What the requester may dispute of a case, by which grounds; and what was answered before."""

from collections.abc import Collection
from functools import partial
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Text, bindparam, select

from gateway.casework.cases import Case
from gateway.casework.turn import Reading
from gateway.domain.casework import Ground
from gateway.domain.decision import SegmentDecision
from gateway.policy.council import Council
from gateway.policy.life.forums import forum_for, may_be_disputed, may_be_varied, stages_of
from gateway.store.prepared import Prepared
from gateway.store.tables import dispute_answers, disputes

_NAMES: Final = msgspec.json.Decoder(frozenset[str])
_ANSWERED: Final = Prepared(
    select(disputes.c.ground, disputes.c.contested, disputes.c.segments)
    .join_from(disputes, dispute_answers, dispute_answers.c.dispute == disputes.c.entry)
    .where(disputes.c.reference == bindparam("reference", type_=Text))
)


class Answered(Struct, frozen=True):
    """A dispute that was answered: its ground, the condition or office contested, and the parts."""

    ground: Ground
    contested: str | None
    segments: frozenset[str]


def answered_in(reading: Reading, case: Case) -> tuple[Answered, ...]:
    """The disputes in a case that were answered."""
    rows = _ANSWERED.rows(reading.connection, {"reference": case.reference})
    return tuple(
        Answered(ground, contested, _NAMES.decode(names)) for ground, contested, names in rows
    )


def is_open(case: Case, ground: Ground, names: Collection[str]) -> bool:
    """Whether a dispute about the same is open; without names it is about the whole."""
    return any(
        one.ground == ground and (not names or not set(one.segments).isdisjoint(names))
        for one in case.disputes
    )


def may_dispute(reading: Reading, case: Case) -> dict[Ground, tuple[str, ...]]:
    """What may be disputed by each ground: parts, conditions or offices, as far as they are told.

    Where no part is told of, the refusal as a whole. A delay may be disputed once it is long
    enough: that is looked at then.
    """
    council = reading.rule_book.council(reading.council)
    has_stage = partial(_has_stage, council, case, answered_in(reading, case))
    if not case.told.segments:
        return {"refusal": ()} if has_stage("refusal") else {}
    told = case.told.segments
    found: dict[Ground, tuple[str, ...]] = {
        ground: tuple(
            one.id for one in told if may_be_disputed(ground, one) and has_stage(ground, part=one)
        )
        for ground in ("refusal", "delay")
    }
    conditions = (
        condition
        for one in told
        if may_be_disputed("condition", one)
        for condition in case.conditions_on(one)
        if may_be_varied(council, one, condition)
        and has_stage("condition", part=one, contested=condition)
    )
    found["condition"] = tuple(dict.fromkeys(conditions))
    names = {one.id for one in told}
    offices = {one.office for one in case.waits if one.segment in names}
    found["conflict"] = tuple(
        one for one in sorted(offices) if has_stage("conflict", contested=one)
    )
    return {ground: about for ground, about in found.items() if about}


def _has_stage(
    council: Council,
    case: Case,
    answered: tuple[Answered, ...],
    ground: Ground,
    *,
    part: SegmentDecision | None = None,
    contested: str | None = None,
) -> bool:
    """Whether a stage is left to hear it, and none hears it now; without a part it is the whole."""
    if is_open(case, ground, {part.id} if part else ()):
        return False
    forum = forum_for(council, ground, part, in_confidence=case.asked.in_confidence)
    before = [
        one
        for one in answered
        if (one.ground, one.contested) == (ground, contested)
        and (part is None or part.id in one.segments)
    ]
    return len(before) < len(stages_of(council.profile, ground, forum))
