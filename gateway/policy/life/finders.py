"""Which offices a finding belongs to (section 2.5), and the other facts that officers record."""

from typing import Final, get_args

from gateway.domain.casework import FindingName
from gateway.domain.facts import Office
from gateway.domain.profile import Profile
from gateway.policy.offices import named_office, office_key, resolved

_KEYS: Final[dict[FindingName, tuple[str, ...]]] = {
    "relevant_to_scrutiny": ("executive",),
    "casework_lawful": ("first_decider", "data_protection_lead"),
    "casework_ground": ("data_protection_lead",),
    "order_covers_members": ("adviser",),
    "breach_of_confidence": ("adviser",),
    "internal_to_group": ("determiner",),
    "own_development_connection": ("proper_officer",),
    "personal_data_cleared": ("proper_officer", "data_protection_lead"),
    "interest_cleared": ("adviser", "interest_office", "determiner"),
    "author_consents": ("first_decider", "determiner"),
    "authority_of": ("first_decider", "data_protection_lead"),
    "onward_consent": ("adviser", "determiner"),
    "onward_required_by_law": ("adviser", "determiner"),
    "onward_professional_advice": ("adviser", "determiner"),
    "onward_public_interest": ("adviser", "determiner"),
    "onward_good_faith": ("adviser", "determiner"),
}
_FIRST: Final = ("first_decider",)
"""Whoever decides first makes the findings that are not listed."""


def offices_for(
    finding: FindingName, profile: Profile, unable: frozenset[Office]
) -> frozenset[Office]:
    """The offices that may record a finding, with stand-ins for those that may not act. Pure.

    An interest is cleared by the office that the case waits for: the profile's `interest_office`
    (hold H3), the determiner (row L12), or the adviser.
    """
    return frozenset(
        resolved(named_office(office_key(key, profile), profile), profile, unable)
        for key in _KEYS.get(finding, _FIRST)
    )


def all_finders(profile: Profile, unable: frozenset[Office]) -> frozenset[Office]:
    """Every office that may record some finding."""
    return frozenset[Office]().union(
        *(offices_for(finding, profile, unable) for finding in get_args(FindingName))
    )
