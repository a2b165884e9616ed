"""Readers of a paper, told from what is kept of all people, are those who are decided to be."""

from functools import cache
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from gateway.domain.facts import Document, Facts, Findings, Requester
from gateway.store.facts_of_people import KnownPerson
from gateway.store.listing.kept.people import may_read, nobody, person_of, with_people
from gateway.store.listing.kept.reader_rules import ReaderRules
from gateway.store.listing.kept.readers import readers_of
from tests.policy.books import COUNCILS
from tests.store.borough import RULES
from tests.store.listing.agreement import LOOKING
from tests.strategies import PEOPLE, invent, invent_requester

NAMES = (*PEOPLE, "person-d", "person-e")


class _Town(Struct, frozen=True):
    """A paper, and people who were something else `before`."""

    facts: Facts
    before: dict[str, Requester]
    people: dict[str, Requester]


def _town(seed: int) -> _Town:
    pick = Random(seed).choice  # noqa: S311 - the same town again, not a secret
    facts = invent(pick, pick(COUNCILS))
    if pick((True, False)):  # all parts are tied, which is rare otherwise
        tied = tuple(replace(one, not_severable="knot") for one in facts.document.segments)
        facts = replace(facts, document=Document(segments=tied))

    def register() -> dict[str, Requester]:
        return {
            name: replace(invent_requester(pick, facts.now), person=name)
            for name in NAMES[: pick((1, 2, 3, 5))]
        }

    return _Town(facts, register(), register())


@cache
def _rules(council: str) -> ReaderRules:
    return ReaderRules(RULES.council(council), LOOKING)


def _readers(town: _Town) -> set[str]:
    """As they are told, once the people of before are what they are now, or are gone."""
    rules = _rules(town.facts.council)
    people = with_people(nobody(rules), _kept(rules, town.before))
    gone = dict.fromkeys(town.before)
    people = with_people(people, gone | _kept(rules, town.people))
    found = readers_of(people, rules, town.facts.document, town.facts.now)
    return set(people.in_order(found, "name", None))


def _kept(rules: ReaderRules, people: dict[str, Requester]) -> dict:
    known = {own: KnownPerson(own, one, frozenset()) for own, one in people.items()}
    return {own: person_of(rules, one) for own, one in known.items()}


def _sees(town: _Town, one: Requester) -> bool:
    asked = replace(town.facts, requester=one, request=LOOKING, findings=Findings())
    return any(part.released for part in RULES.decide(asked).segments)


@given(st.integers(0, 2**32).map(_town))
def test_readers_are_whom_a_decision_lets_see(town: _Town):
    """For any people, paper and council, told from memory and decided one by one is the same."""
    expected = {own for own, one in town.people.items() if may_read(one) and _sees(town, one)}
    assert expected == _readers(town)
