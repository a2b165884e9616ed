"""Access after it was given: on what it rests, when it ends, and what is accepted first. Pure."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from gateway.domain.access import Grant, Revocation
from gateway.domain.casework import Mark
from gateway.domain.decision import Condition, SegmentDecision
from gateway.domain.facts import Facts
from gateway.domain.profile import Profile
from gateway.policy.case import case_of
from gateway.policy.council import Council
from gateway.policy.links import entries, to_come
from gateway.policy.rules import Layer

_LAW: Final[frozenset[Layer]] = frozenset({"public", "statute"})
_GIVEN: Final[frozenset[Layer]] = frozenset({"determined", "discretion"})
_OVER: Final[frozenset[Mark]] = frozenset({"ended", "withdrawn"})


def layer_of(council: Council, row: str) -> Layer | None:
    """The layer in which a row stands; None for a row that the rule book does not have."""
    return next((one.layer for one in council.rows if one.row == row), None)


def by_law(council: Council, segment: SegmentDecision) -> bool:
    """Whether a release rests on statute, or the part is public: no council's word ends that."""
    return layer_of(council, segment.row) in _LAW


def giving_rows(council: Council) -> frozenset[str]:
    """The rows by which something is released because somebody found or determined it."""
    return frozenset(one.row for one in council.rows if one.layer in _GIVEN)


def given(council: Council, segment: SegmentDecision) -> bool:
    """Whether a release rests on what somebody found or determined in the case."""
    return segment.released and segment.row in giving_rows(council)


def to_accept(
    council: Council, segment: SegmentDecision, conditions: tuple[Condition, ...]
) -> tuple[Condition, ...]:
    """What must be accepted before the first byte of a released segment.

    On a statutory route a condition records a duty that the law imposes anyway, and declining it
    does not stop the release (section 9.5).
    """
    return () if by_law(council, segment) else conditions


def newest(grants: Collection[Grant], segment: str) -> Grant | None:
    """The grant that counts for a segment; None where none was made."""
    of_it = [one for one in grants if one.segment == segment]
    return max(of_it, key=lambda one: one.entry, default=None)


def revoked(
    grants: Collection[Grant], revocations: Collection[Revocation], segment: str
) -> Revocation | None:
    """The revocation of a segment that no later grant has taken the place of."""
    grant = newest(grants, segment)
    later = [
        one
        for one in revocations
        if one.segment == segment and (grant is None or one.entry > grant.entry)
    ]
    return max(later, key=lambda one: one.entry, default=None)


def is_over(grant: Grant, *, now: datetime, mark: Mark, meeting_to_come: bool) -> bool:
    """Whether a grant is over at a local time, as its request is marked."""
    match grant.lasts:
        case "day":
            return grant.until is None or grant.until <= now
        case "meeting":
            return not meeting_to_come
        case "request":
            return mark in _OVER
        case _:
            return False


def meeting_to_come(facts: Facts, profile: Profile, name: str) -> bool:
    """Whether a segment is business of a meeting that is to come (section 4)."""
    segment = next(one for one in facts.document.segments if one.id == name)
    return bool(entries(case_of(facts, profile, segment), to_come))
