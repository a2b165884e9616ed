"""Whoever comes to watch over what was given finds it, however the office before became unable."""

from typing import get_args

import pytest
from sqlalchemy import func, select, update

from gateway.casework.openable import ways_to
from gateway.casework.who import caller_from, known_person
from gateway.casework.writer import Office
from gateway.policy.life.own_cause import BARS, Tie
from gateway.store import tables
from gateway.store.tables import cases, requests
from tests.casework.asking import submit
from tests.casework.casing import CEO, SID, absent, staffed, take, tie
from tests.casework.disputing import answer, dispute, refused
from tests.casework.giving import given
from tests.casework.test_openable import OFFICERS, listed, opens
from tests.casework.thornmere import BEN, LOOSE, OPEN
from tests.store.borough import Borough

MATTER = 'The "Ferry" landing'


def led_to(office: Office, person: str) -> int:
    """To how many requests the ways of somebody lead."""
    with office.reading() as reading:
        known = known_person(reading, person)
        assert known
        statement = (
            select(func.count())
            .select_from(requests)
            .join(cases, cases.c.reference == requests.c.reference)
            .where(ways_to(reading, caller_from(known)))
        )
        return reading.connection.execute(statement).scalar_one()


def tied(town: Borough, how: str) -> None:
    """Tie Sid to what was given of `loose` to Ben."""
    part = {"subject": ("subjects", SID), "interested": ("matters", MATTER)}
    if how in part:
        column, value = part[how]
        with town.writing() as connection:
            this = update(tables.segments).where(tables.segments.c.document == LOOSE)
            connection.execute(this.values({column: frozenset({value})}))
    match how:
        case "author":
            tie(town, tables.document_authors, document=LOOSE, person=SID)
        case "related":
            tie(town, tables.relationships, person=BEN, other=SID)
        case "requester":
            tie(town, tables.relationships, person=SID, other=BEN, same_person=True)
        case "interested":
            tie(
                town,
                tables.interests,
                person=SID,
                matter=MATTER,
                kind="personal_or_prejudicial",
                dispensation=False,
                sensitive=False,
            )
        case "helped":
            with town.writing() as connection:
                connection.execute(update(requests).values(on_behalf_of=SID))
        case "away":
            absent(town, "Sid")
        case _:
            assert how in part


@pytest.mark.parametrize(
    "how", ["author", "related", "requester", "subject", "interested", "away", "helped"]
)
def test_the_stand_in_finds_what_was_given(town: Borough, how: str):
    """The list is what can be opened, for everybody: the chief executive acts for Sid."""
    with staffed(town).office() as office:
        reference = given(office, LOOSE, accepted=False)
        tied(town, how)
        may = {person for person in OFFICERS if opens(office, person, reference)}
        found = {person for person in OFFICERS if reference in listed(office, person, show="all")}

    assert may == found
    assert CEO in may


def test_a_taken_case_and_one_heard_before_are_found(town: Borough):
    """The office from which a dispute took it, and whoever determined in it, watch no more."""
    with staffed(town).office() as office:
        taken = submit(office, BEN, LOOSE, purpose="official_duty").reference
        number = take(office, dispute(taken, "conflict", office="service_director"))
        take(office, answer(taken, number, "overturn"))
        heard = refused(office, finder=SID)
        take(office, answer(heard, take(office, dispute(heard)), "overturn"))
        for reference in (taken, heard):
            may = {person for person in OFFICERS if opens(office, person, reference)}
            found = {
                person for person in OFFICERS if reference in listed(office, person, show="all")
            }
            assert may == found


def test_what_the_office_itself_watches_over_is_not_gone_through(town: Borough):
    """While Sid is there and tied to nothing, no way leads his stand-in to what he gave."""
    with staffed(town).office() as office:
        given(office, LOOSE, accepted=False)
        submit(office, BEN, OPEN)
        assert 0 == led_to(office, CEO)
        absent(town, "Sid")
        assert 1 == led_to(office, CEO)


def test_every_tie_is_thought_of():
    """A new one needs a way here."""
    ties = {"author", "related", "requester", "subject", "interested", "helped", "heard"}

    assert set(get_args(Tie)) == ties | {"decided", "concerned"}
    assert "decided" not in BARS["decide"]
