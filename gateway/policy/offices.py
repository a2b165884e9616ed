"""Which office acts: profile keys, conflicts and stand-ins (section 3.1)."""

from collections.abc import Iterator
from typing import cast, get_args

from gateway.domain.facts import Office
from gateway.domain.profile import Profile

PRECEDENCE: tuple[Office, ...] = get_args(Office)
LAST_RESORT: Office = "full_council"
STAND_INS: dict[Office, Office] = {
    "service_director": "chief_executive",
    "designated_officer": "chief_executive",
    "head_of_service": "chief_executive",
    "director": "chief_executive",
    "line_manager": "executive_director",
    "executive_director": "monitoring_officer",
    "chief_executive": "monitoring_officer",
    "proper_officer": "monitoring_officer",
    "data_protection_officer": "proper_officer",
    "monitoring_officer": "deputy_monitoring_officer",
    "deputy_monitoring_officer": "external_monitoring_officer",
    "strategic_director_law_governance": "chief_executive",
    "town_clerk": "chairman",
    "chairman": "personnel_committee",
}


def office_key(then: str, profile: Profile) -> str:
    """A Next with `interest_office` read: the profile key or office that it means."""
    return profile.interest_office if then == "interest_office" else then


def named_office(key: str, profile: Profile) -> Office:
    """The office that a profile key (or an office itself) names."""
    return cast("Office", getattr(profile, key, key))


def resolved(office: Office, profile: Profile, conflicted: frozenset[Office]) -> Office:
    """The office that acts: stand-ins take over while an office may not act.

    Where there is no stand-in, or it was passed over already, the full council acts.
    """
    return next(
        (one for one in in_turn(office, profile) if one not in conflicted),
        LAST_RESORT,
    )


def in_turn(office: Office, profile: Profile) -> Iterator[Office]:
    """The office, and those that stand in for it one after the other; the full council last."""
    passed = set()
    turn: Office | None = office
    while turn is not None and turn not in passed:
        yield turn
        passed.add(turn)
        turn = profile.stand_in.get(turn) or STAND_INS.get(turn)
    yield LAST_RESORT


def first_in_precedence(offices: set[Office]) -> Office:
    """Of several offices, the first in the order of section 3.1."""
    return min(offices, key=PRECEDENCE.index)
