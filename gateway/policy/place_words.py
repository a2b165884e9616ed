"""The places of a clause in words, as the page of clauses tells them."""

from collections.abc import Iterator
from typing import cast

from gateway.domain.decision import Clock, Condition
from gateway.domain.profile import Profile
from gateway.policy.book import RuleBook
from gateway.policy.letters import CONDITIONS
from gateway.policy.pages import RULES, link
from gateway.policy.places import WORDS, Place
from gateway.policy.quoted import clock_words, condition_words
from gateway.policy.render_rule import term_words, told_under
from gateway.policy.vocabulary import FIELDS, words_for
from gateway.policy.words import OFFICES, VALUES

_KINDS = {
    "design": "How it is made",
    "workflow": "Step taken today",
    "not software": "Not software",
}
_NAMES: dict[str, str] = {**OFFICES, **{str(name): words for name, words in CONDITIONS.items()}}
"""Words for what a setting can name besides its own values."""


def places_in_words(book: RuleBook, name: str, places: tuple[Place, ...]) -> Iterator[str]:
    """What profiles quote, and the places that the clause itself names."""
    profiles = book.profiles.values()
    if any(name in profile.reasons_rules for profile in profiles):
        yield "Quoted with every refusal"
    if any(name in profile.dispute_rules for profile in profiles):
        yield "Quoted with every refusal that can be disputed"
    if any(name in profile.advice_rules for profile in profiles):
        yield "Quoted with every answer of the adviser to a councillor"
    own = next((one for one in profiles if _is_own(name, one)), None)
    for place in places:
        yield _place(place, own)


def _is_own(name: str, profile: Profile) -> bool:
    return bool(profile.rule_prefix) and name.startswith(f"{profile.rule_prefix}-")


def _place(place: Place, own: Profile | None) -> str:  # noqa: PLR0911 - one line for each kind of place
    match place:
        case Place("rule", name):
            return f"Carried by {link(name, name, RULES)}, which does not quote it"
        case Place("term", name):
            return f"The term {_term(name)}"
        case Place("condition", name):
            return condition_words(cast("Condition", name))
        case Place("clock", name):
            return clock_words(cast("Clock", name))
        case Place("setting", name):
            return f"Setting `{name}`{f': {_value(name, own)}' if own else ''}"
        case Place("fact", name):
            return f"Fact `{name}`: {_fact(name)}"
        case Place("role", name):
            return f"Office: {OFFICES[name]}"
        case _:
            return f"{_KINDS[place.kind]}: {WORDS[place.kind][place.name]}"


def _value(setting: str, profile: Profile) -> str:
    """What a council gave a setting, in words."""
    value = getattr(profile, setting)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == 0:
        return "none"
    if isinstance(value, str | int):
        return _word(setting, value)
    if setting == "other_rules":
        return "; ".join(f"{one.title}, in {one.where}" for one in value) or "none"
    several = sorted(value) if isinstance(value, frozenset) else value
    return ", ".join(_word(setting, one) for one in several) or "none"


def _word(setting: str, value: object) -> str:
    return _NAMES.get(str(value)) or words_for(f"profile.{setting}", value)


def _term(name: str) -> str:
    told = told_under(name)
    return link(term_words(name), f"term-{told}", RULES) if told else term_words(name)


def _fact(name: str) -> str:
    """What a fact says: that something is so, one of its values, or what it holds."""
    field = FIELDS[name]
    if name in VALUES:
        *words, last = VALUES[name].values()
        return f"{field.says} {', '.join(words)} or {last}"
    return field.yes or field.found or field.says
