"""What is kept of people stays true of the register: after any write, and as time goes by."""

from datetime import timedelta
from itertools import accumulate

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from sqlalchemy import delete, insert, update

from gateway.store import tables
from gateway.store.listing.kept import people_keeper
from gateway.store.listing.kept.people import People
from tests.store.borough import FOUNDED, Borough
from tests.store.listing.agreement import (
    LOOKING,
    Town,
    differences_of_readers,
    invented,
    passing_town,
    readers_for,
    register_changed,
)

COUNCIL = "england"
HOUR = timedelta(hours=1)
LATER = (timedelta(0), timedelta(seconds=1), HOUR, -HOUR, timedelta(days=1))


def _kept(town: Town) -> People:
    council = town.rules.council(town.council)
    return town.readers.at(town.connection, council, LOOKING, now=town.now, known=town.known)[1]


def _differences(town: Town, papers: int) -> list[str]:
    some = list(town.held)[:papers]
    return [one for document in some for one in differences_of_readers(town, document)]


def _ended(town: Town, person: str) -> None:
    terms = tables.terms
    period = {"valid_from": town.now - HOUR, "valid_to": town.now, "ended_recorded_at": FOUNDED}
    town.connection.execute(update(terms).where(terms.c.person == person).values(period))


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**6))
def test_readers_follow_changes_and_the_clock(borough: Borough, seed: int):
    """After each of many changes, and at other times, readers are what is decided one by one."""
    with passing_town(borough, "wolverhampton", seed) as unchanged:
        town = unchanged
        for step, later in enumerate(LATER):
            town = register_changed(town, seed + step, times=1 + step, later=later)
            assert [] == _differences(town, papers=4)


def test_only_who_changed_is_read_again(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """Nobody is read for a second question; after a change, only whom it is about."""
    with passing_town(borough, COUNCIL, 0) as town:
        first = _kept(town)
        monkeypatch.setattr(people_keeper, "everybody", None)
        assert first is _kept(town)
        monkeypatch.setattr(people_keeper, "people_of", _only(people_keeper.people_of, town, 1))
        _ended(town, town.people[0].person)
        again = _kept(town)
        assert first is not again
        assert first.orders is again.orders


def _only(reads, town: Town, most: int):
    def reading(connection, people, **moment):
        assert len(people) <= most < len(town.people)
        return reads(connection, people, **moment)

    return reading


def test_when_many_changed_everybody_is_read(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """Reading many one by one would take longer."""
    with passing_town(borough, COUNCIL, 0) as town:
        _kept(town)
        monkeypatch.setattr(people_keeper, "_AT_ONCE", 1)
        monkeypatch.setattr(people_keeper, "people_of", None)
        for one in town.people[:3]:
            _ended(town, one.person)
        assert [] == _differences(register_changed(town, 0, times=0), papers=3)


def test_who_began_before_a_change_sees_what_was(borough: Borough):
    """A transaction that sees the register as it was is told of its readers then."""
    with borough.writing() as connection:
        town = invented(connection, COUNCIL, 1)
    with borough.reading() as early, borough.reading() as late:
        before = replace(town, connection=early)
        expected = _numbers(before)
        with borough.writing() as connection:
            for one in town.people:
                _ended(replace(town, connection=connection), one.person)
        assert {0} == set(_numbers(replace(town, connection=late)))
        assert expected == _numbers(before)
        assert {0} == set(_numbers(replace(town, connection=late)))
    assert {0} < set(expected)


def _numbers(town: Town) -> list[int]:
    return [readers_for(town, document).number() for document in town.held]


def test_what_was_undone_is_not_taken_for_what_is(borough: Borough):
    """Changes that were rolled back, and others that took their numbers, are told apart."""
    with passing_town(borough, COUNCIL, 0) as town:
        undone = town.connection.begin_nested()
        mistaken = register_changed(town, 0, times=3)
        _kept(mistaken)
        undone.rollback()
        assert [] == _differences(register_changed(town, 1, times=3), papers=5)


def test_an_earlier_day(borough: Borough):
    """Before the day as of which all was read, readers are those of that day."""
    with passing_town(borough, COUNCIL, 2) as town:
        days = accumulate([timedelta(0), timedelta(days=-2), timedelta(days=2)])
        for later in days:
            assert [] == _differences(register_changed(town, 0, times=0, later=later), papers=5)


def test_a_person_who_is_gone(borough: Borough):
    """Somebody whom the register does not have any more, whoever did it, reads nothing."""
    with passing_town(borough, COUNCIL, 0) as town:
        _kept(town)
        row = {"id": "f" * 32, "source": "x", "source_id": "x", "name": "New", "kind": "councillor"}
        term = {"person": row["id"], "valid_from": town.now, "recorded_at": FOUNDED}
        town.connection.execute(insert(tables.people), row)
        town.connection.execute(insert(tables.terms), term)
        assert row["id"] in _kept(town).numbers
        town.connection.execute(delete(tables.terms).where(tables.terms.c.person == row["id"]))
        town.connection.execute(delete(tables.people).where(tables.people.c.id == row["id"]))
        assert row["id"] not in _kept(town).numbers
        assert [] == _differences(town, papers=3)


def test_other_rules(borough: Borough):
    """When other rules are in force, nothing is told by the old ones."""
    with passing_town(borough, COUNCIL, 3) as town:
        _kept(town)
        assert [] == _differences(replace(town, council="oxford"), papers=3)
