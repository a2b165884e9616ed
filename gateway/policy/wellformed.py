"""What facts must satisfy besides their types, before anything is decided (section 2)."""

from gateway.domain.facts import Business, Facts, Segment
from gateway.domain.profile import ExemptionScheme, Profile
from gateway.errors import FactsError
from gateway.policy.calendar import Calendar

PARAGRAPHS: dict[ExemptionScheme, range] = {
    "england": range(1, 8),
    "wales": range(12, 19),
    "none": range(1, 19),
}
"""The paragraphs of Schedule 12A that may be written as tags; under no scheme all are void."""


def check_facts(facts: Facts, profile: Profile, calendar: Calendar) -> None:
    """Raises FactsError, naming the key, for facts on which no decision may be made."""
    calendar.check(facts.now.date(), "now")
    _check_officer(facts)
    seen: set[str] = set()
    for place, segment in enumerate(facts.document.segments):
        where = f"document.segments[{place}]"
        if segment.id in seen:
            raise FactsError("two segments have the same id", where=f"{where}.id")
        seen.add(segment.id)
        _check_segment(segment, where, profile)


def _check_officer(facts: Facts) -> None:
    check = facts.request.type == "officer_check"
    if check != (facts.requester.kind == "officer"):
        raise FactsError(
            "an officer makes an 'officer_check', and only an officer does", where="request.type"
        )
    if check != (facts.request.audience is not None):
        raise FactsError(
            "an audience is given for an 'officer_check', and only for that",
            where="request.audience",
        )


def _check_segment(segment: Segment, where: str, profile: Profile) -> None:
    for place, entry in enumerate(segment.business):
        _check_entry(entry, f"{where}.business[{place}]")
    allowed = PARAGRAPHS[profile.exemption_scheme]
    for place, tag in enumerate(segment.exempt):
        if tag.paragraph not in allowed:
            raise FactsError(
                f"paragraph {tag.paragraph} is not one of those that apply to this council",
                where=f"{where}.exempt[{place}].paragraph",
            )


def _check_entry(entry: Business, where: str) -> None:
    if entry.ended is None:
        return
    if entry.start is None:
        raise FactsError("a meeting that ended has a start", where=f"{where}.ended")
    if entry.ended < entry.start:
        raise FactsError("a meeting cannot end before it starts", where=f"{where}.ended")
