"""How a person stands to a case."""

import pytest

from gateway.domain.facts import Office
from gateway.policy.life.own_cause import Ties, with_aliases
from gateway.policy.life.posts import Posts
from gateway.policy.life.relations import Bearings, Stage, relations_of
from tests.policy.books import rule_book

HOLDERS: dict[Office, frozenset[str]] = {
    "service_director": frozenset("s"),
    "monitoring_officer": frozenset("m"),
    "proper_officer": frozenset("p"),
}
WAITS: frozenset[Office] = frozenset({"service_director"})
STAGES = frozenset({Stage("monitoring_officer")})


def relations(person: str, ties: Ties | None = None, **more) -> dict[str, set[str]]:
    """How somebody stands to a case that waits for the director and is disputed."""
    around = Bearings(
        posts=Posts(holders=HOLDERS, deputies={}),
        ties=ties or Ties(requester=frozenset("a")),
        profile=rule_book().profiles["england"],
        taken=more.pop("taken", frozenset()),
    )
    asked = {"asked": person == "a", "waits": WAITS, "stages": STAGES, "earlier": frozenset()}
    now = {"over": False, "in_confidence": False, "given": False}
    found = relations_of(person, around, **{**now, **asked, **more})
    return {relation: set(offices) for relation, offices in found.items()}


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        ("a", {"requester": set()}),
        ("s", {"acting": {"service_director"}, "finder": {"service_director"}}),
        ("m", {"finder": {"monitoring_officer"}, "hearer": {"monitoring_officer"}}),
        ("p", {"finder": {"proper_officer"}}),
        ("x", {}),
    ],
)
def test_each_stands_to_it_by_office(person: str, expected: dict[str, set[str]]):
    """Nobody has a relation but by asking or by an office."""
    assert expected == relations(person)


def test_in_confidence_only_the_office_it_waits_for():
    """Whose finding might be needed does not see it."""
    assert {} == relations("p", in_confidence=True)
    assert {"acting"} == set(relations("s", in_confidence=True))


@pytest.mark.parametrize("person", ["s", "m", "p"])
def test_what_was_given_is_watched_over(person: str):
    """The first decider, the proper officer and the determiner; nobody who is tied to it."""
    after = {"waits": frozenset(), "stages": frozenset(), "given": True}
    assert {"keeper"} == set(relations(person, **after))
    assert {} == relations(person, Ties(subject=frozenset(person)), **after)
    assert {} == relations(person, in_confidence=True, **after)
    assert {} == relations("x", **after)


def test_what_is_over_is_heard_by_nobody():
    """A dispute of a request that was withdrawn has no hearer."""
    assert "hearer" not in relations("m", over=True)


def test_who_acted_before_still_looks():
    """As long as they hold the office and are not tied."""
    before = {"waits": frozenset(), "stages": frozenset(), "earlier": WAITS}
    assert {"earlier": {"service_director"}} == relations("s", **before)
    assert {} == relations("m", **before)
    assert {} == relations("s", Ties(subject=frozenset("s")), **before)
    assert {"earlier": {"service_director"}} == relations("s", Ties(heard=frozenset("s")), **before)


def test_an_office_from_which_the_case_was_taken_has_no_part():
    """A dispute about the office was overturned: the next one acts."""
    assert {} == relations("s", taken=WAITS)


def test_who_is_barred_is_told():
    """By part, so that nobody is told of what is not theirs to hear."""
    ties = Ties(requester=frozenset("a"), decided=frozenset("s"))
    around = Bearings(
        posts=Posts(holders=HOLDERS, deputies={}),
        ties=ties,
        profile=rule_book().profiles["england"],
    )
    hears = around.from_hearing(Stage("monitoring_officer"))
    assert (set("a"), set("as")) == (around.from_deciding, hears)


def test_an_alias_is_tied_but_does_not_ask():
    """Another entry of the requester is barred, and is not the requester."""
    ties = with_aliases(Ties(requester=frozenset("a")), frozenset({("a", "b"), ("s", "b")}))
    assert frozenset("abs") == ties.requester
    assert {} == relations("s", ties)


def test_who_acts_for_an_office_does_not_say_whether_it_should():
    """A dispute against the office that hears goes to its stand-in; who holds both is out of it."""
    holders: dict[Office, frozenset[str]] = {
        "service_director": frozenset("m"),
        "monitoring_officer": frozenset("m"),
        "deputy_monitoring_officer": frozenset("d"),
        "full_council": frozenset("f"),
    }
    around = Bearings(
        posts=Posts(holders=holders, deputies={}),
        ties=Ties(),
        profile=rule_book().profiles["england"],
    )
    heard = {
        against: (around.hears(stage), set(around.hearers(stage)))
        for against in (None, "monitoring_officer", "service_director", "full_council")
        for stage in (Stage("monitoring_officer", against),)  # type: ignore[arg-type]
    }
    assert heard == {
        None: ("monitoring_officer", set("m")),
        "monitoring_officer": ("deputy_monitoring_officer", set("d")),
        "service_director": ("deputy_monitoring_officer", set("d")),
        "full_council": ("monitoring_officer", set("m")),
    }
    last = Stage("full_council", "full_council")
    assert ("full_council", set("f")) == (around.hears(last), set(around.hearers(last)))
