"""The clause ids that code cites by name, besides those that rows and profiles cite (section 9).

Each is cited only where it applies (`scope.py`); the rule book refuses to load when a clause is
missing for one of them.
"""

from typing import Final

from gateway.domain.decision import Clock, Condition

CONDITIONS: Final[dict[Condition, tuple[str, ...]]] = {
    "confidential": ("000-4.29g", "WLV-15.8a", "LYD-3.1j", "RUT-12.1d"),
    "official_duties_only": ("000-4.29e",),
    "purpose_only": ("WLV-15.6",),
    "no_onward": ("RUT-12.1b",),
    "controller_notice": ("DPA-S1-23",),
    "inspect_only": (),
    "no_public_reference": ("WLV-12.2c",),
    "undertaking_first": ("LOC-27",),
}
"""What each condition cites on a released segment (section 9.5)."""
CONFIDENTIAL_PERSONAL_DATA: Final = ("RUT-12.1e",)
"""What `confidential` cites besides, where there is personal data."""
CLOCKS: Final[dict[Clock, tuple[str, ...]]] = {"response": ("OXF-23.5",)}
"""What each clock cites (section 9.7)."""
USED_AT_MEETING: Final = ("OXF-23.8a3",)
BRIEFING_OFFERED: Final = ("000-4.21b", "RUT-8.7a", "LYD-4.3d")
SCRUTINY_REASONS: Final = ("R2012-17-4",)
"""What notices cite (section 9.6)."""
UNTESTED: Final = ("SCH12A-10", "SCH12A-W21")
UNTESTED_OWN_DEVELOPMENT: Final = ("SCH12A-9",)
"""What the second look cites (section 8)."""
VOID_TAGS: Final = ("PBAM-1960", "LGA-100K")
OWN_DEVELOPMENT: Final = ("SCH12A-9", "SCH12A-W21", "LGA-100B")
REGISTERED: Final = ("SCH12A-8", "SCH12A-W21")
"""What the classification of a segment cites (section 9.4 b)."""
CO_OPTEE: Final = ("WLV-2.2",)
ASSISTANT: Final = ("WLV-13.5", "LGHA-9")
"""What the kind of requester cites (section 9.4 c)."""
BODY_MEMBER: Final = ("CL-BHAM", "000-4.29c")
"""What membership of the body cites where it is weighed (section 9.4 d)."""
TAGS: Final = (*(f"SCH12A-{paragraph}" for paragraph in range(1, 8)), "SCH12A-W")
"""What tags in effect cite."""

ALL: Final = frozenset(
    {
        *(one for ids in CONDITIONS.values() for one in ids),
        *(one for ids in CLOCKS.values() for one in ids),
        *CONFIDENTIAL_PERSONAL_DATA,
        *USED_AT_MEETING,
        *BRIEFING_OFFERED,
        *SCRUTINY_REASONS,
        *UNTESTED,
        *UNTESTED_OWN_DEVELOPMENT,
        *VOID_TAGS,
        *OWN_DEVELOPMENT,
        *REGISTERED,
        *CO_OPTEE,
        *ASSISTANT,
        *BODY_MEMBER,
        *TAGS,
    }
)
