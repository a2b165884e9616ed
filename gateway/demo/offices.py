"""Which officers the invented council needs: one for every office that its profile can ask."""

from typing import Final

from gateway.domain.facts import Office
from gateway.domain.people import HeldOffice
from gateway.domain.profile import Profile
from gateway.policy.offices import PRECEDENCE, STAND_INS

OF_MEMBERS: Final[frozenset[Office]] = frozenset(
    {"full_council", "personnel_committee", "chairman", "executive"}
)
"""Offices that members hold together or in the chair, and no officer."""
WITHOUT_OFFICE: Final[tuple[HeldOffice, ...]] = ("officer", "officer", "officer")
"""A committee clerk, a lawyer and somebody who answers members' queries."""


def offices_of(profile: Profile) -> tuple[Office, ...]:
    """The offices that a request can wait for in this council, with everyone who stands in."""
    asked: list[Office] = [
        profile.first_decider,
        profile.proper_officer,
        profile.adviser,
        profile.determiner,
        profile.data_protection_lead,
        *profile.dispute_stages,
    ]
    stand_ins = STAND_INS | profile.stand_in
    for office in asked:  # grows while it is read: a stand-in has one, too
        if office in stand_ins and stand_ins[office] not in asked:
            asked.append(stand_ins[office])
    return tuple(office for office in PRECEDENCE if office in asked)
