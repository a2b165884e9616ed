"""Which clause ids apply to which council (section 9.4, "Scope")."""

from gateway.domain.profile import Profile

_PROTOCOLS = ("000", "WLV", "OXF", "LYD", "RUT")
_ENGLISH = frozenset({"LGA-100F-2", "LGA-100F-2A", *(f"SCH12A-{n}" for n in range(1, 11))})
_WELSH = frozenset({"LGA-100F-W", "SCH12A-W", "SCH12A-W21"})
_LOCAL = frozenset({"LGA-100K", "PBAM-1960"})


def cited(clause: str, profile: Profile) -> bool:  # noqa: PLR0911 - one line for each row of the table
    """Whether a decision of this council cites the clause."""
    head = clause.partition("-")[0]
    if head in _PROTOCOLS:
        return head == profile.rule_prefix
    if clause in _ENGLISH:
        return profile.exemption_scheme == "england"
    if clause in _WELSH:
        return profile.exemption_scheme == "wales"
    if head == "R2012":
        return profile.exemption_scheme == "england" and profile.executive_arrangements
    if head == "W2001":
        return profile.exemption_scheme == "wales" and profile.executive_arrangements
    if clause in _LOCAL:
        return profile.authority_type == "local"
    if clause.startswith("LGA-100") or head == "LGHA":
        return profile.authority_type == "principal"
    return True


def tag_ids(paragraphs: list[int], profile: Profile) -> frozenset[str]:
    """The ids of exempt tags in effect, which rows cite as `TAGS`."""
    if not paragraphs or profile.exemption_scheme == "none":
        return frozenset()
    if profile.exemption_scheme == "wales":
        return frozenset({"SCH12A-W"})
    return frozenset(f"SCH12A-{paragraph}" for paragraph in paragraphs)
