"""People at one state: their orders, pages and names, and what it shares with the state before."""

import pytest
from msgspec.structs import replace

from gateway.domain.facts import Requester
from gateway.store.facts_of_people import KnownPerson
from gateway.store.listing.kept.people import (
    People,
    ReaderSort,
    may_read,
    nobody,
    person_of,
    with_people,
)
from gateway.store.listing.kept.reader_rules import ReaderRules
from tests.store.borough import RULES
from tests.store.listing.agreement import LOOKING

COUNCILLOR = Requester(kind="councillor", person="?")
KINDS = {"Émile": "councillor", "ada": "parish_coopted", "Ben": "councillor", "Olive": "officer"}


@pytest.fixture(scope="module")
def rules() -> ReaderRules:
    """The rules of a council, turned to people."""
    return ReaderRules(RULES.council("wolverhampton"), LOOKING)


@pytest.fixture
def people(rules: ReaderRules) -> People:
    """A few people, of whom one is an officer."""
    return _with(nobody(rules), rules, KINDS)


def _with(people: People, rules: ReaderRules, kinds: dict) -> People:
    read = {}
    for name, kind in kinds.items():
        one = replace(COUNCILLOR, person=f"id of {name}", kind=kind)
        read[one.person] = person_of(rules, KnownPerson(name, one, frozenset()))
    return with_people(people, read)


def _names(people: People, sort: ReaderSort = "name", after: str | None = None) -> list[str]:
    after = after and f"id of {after}"
    ids = people.in_order(people.live, sort, after)
    return [one.removeprefix("id of ") for one in ids]


def test_who_may_read():
    """Whoever is in office, but officers and the public."""
    for kind, standing, expected in (
        ("councillor", "current", True),
        ("political_assistant", "current", True),
        ("councillor", "former", False),
        ("councillor", "suspended", False),
        ("officer", "current", False),
        ("public", "current", False),
    ):
        assert expected == may_read(replace(COUNCILLOR, kind=kind, standing=standing))


def test_orders_and_pages(people: People):
    """By name, in capitals or not, or by kind; a page goes on after anybody, also a non-reader."""
    assert ["ada", "Ben", "Émile"] == _names(people)
    assert ["Ben", "Émile", "ada"] == _names(people, "kind")
    assert ["Ben", "Émile"] == _names(people, after="ada")
    assert ["Émile"] == _names(people, after="Olive")
    assert ["ada"] == _names(people, "kind", after="Olive")
    with pytest.raises(KeyError):
        _names(people, after="nobody")


def test_names_are_searched(people: People):
    """Every word must be in the name."""
    found = people.with_words(people.live, ["é", "mil"])
    assert ["id of Émile"] == list(people.in_order(found, "name", None))
    assert not people.with_words(people.live, ["olive"])


def test_somebody_new_and_somebody_renamed(people: People, rules: ReaderRules):
    """They stand where their names say, and the state before is what it was."""
    later = _with(people, rules, {"Bea": "councillor"})
    own = later.people[later.numbers["id of ada"]]
    renamed = with_people(later, {own.id: replace(own, name="zoe")})
    assert ["Bea", "Ben", "ada", "Émile"] == _names(renamed)
    assert ["ada", "Ben", "Émile"] == _names(people)


def test_what_stays_the_same_is_shared(people: People, rules: ReaderRules):
    """When nobody's name or kind changed, the orders are those of before."""
    assert people.orders is _with(people, rules, {"ada": "parish_coopted"}).orders


def test_who_is_gone(people: People):
    """Is in no list and has no key; to be told twice changes nothing."""
    once = with_people(people, {"id of Ben": None})
    twice = with_people(once, {"id of Ben": None})
    assert ["ada", "Émile"] == _names(once) == _names(twice)
    assert not any("Ben" in key for _, key in twice.having)
