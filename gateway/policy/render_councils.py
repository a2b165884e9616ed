"""Who does what in each council, and what law it is under, as tables for the page of rules."""

from collections.abc import Iterator

from gateway.domain.profile import Profile
from gateway.policy.book import RuleBook
from gateway.policy.letters import CONDITIONS
from gateway.policy.offices import named_office, office_key
from gateway.policy.pages import short_title
from gateway.policy.render_rule import OFFICE_WORDS
from gateway.policy.vocabulary import words_for
from gateway.policy.words import OFFICES


def who_does_what(book: RuleBook) -> Iterator[str]:
    """The offices of each council, and the settings that a reader asks for first."""
    yield "## Who does what"
    yield ""
    yield (
        "Each council names its own offices, in its settings. An office that may not act on a "
        "request is passed over: its stand-in acts, in the end the full council. A dispute passes "
        "over the officer who decides first: nobody hears a dispute about their own decision."
    )
    yield ""
    heads = [words.removeprefix("the ") for words in OFFICE_WORDS.values()]
    yield from _table(
        ("Council", *(head[0].upper() + head[1:] for head in heads), "Dispute stages, in order"),
        [(short_title(one), *_offices(one.profile)) for one in book.councils.values()],
    )
    yield "What law each is under, and what it asks besides:"
    yield ""
    yield from _table(
        ("Council", "Kind", "Exempt information", "Executive", "Standard conditions", "Answer due"),
        [(short_title(one), *_settings(one.profile)) for one in book.councils.values()],
    )


def _offices(profile: Profile) -> Iterator[str]:
    for key in OFFICE_WORDS:
        yield OFFICES[named_office(office_key(key, profile), profile)]
    yield ", then ".join(OFFICES[stage] for stage in profile.dispute_stages)


def _settings(profile: Profile) -> Iterator[str]:
    for key in ("authority_type", "exemption_scheme"):
        yield words_for(f"profile.{key}", getattr(profile, key))
    yield "yes" if profile.executive_arrangements else "no"
    yield " ".join(CONDITIONS[name] for name in profile.standard_conditions) or "none"
    days = profile.response_working_days
    yield f"in {days} working days" if days else "no number of days is set"


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"
    yield ""
