"""Where a refusal may be disputed first (section 10.2)."""

from gateway.domain.facts import Office
from gateway.policy.council import Council
from gateway.policy.offices import resolved
from gateway.policy.rules import Forum


def dispute_office(council: Council, forum: Forum, conflicted: frozenset[Office]) -> Office | None:
    """The office that hears a dispute about a refusal, resolved for conflicts; None: final here."""
    profile = council.profile
    office: Office
    match forum:
        case "stages":
            office = next(
                (stage for stage in profile.dispute_stages if stage != profile.first_decider),
                profile.dispute_stages[-1],
            )
        case "proper_officer":
            office = profile.proper_officer
        case "adviser":
            office = profile.adviser
        case "executive":
            office = "executive"
        case _:
            return None
    return resolved(office, profile, conflicted)
