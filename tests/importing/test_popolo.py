"""Popolo: organizations become groups and bodies, memberships become terms and seats."""

from datetime import date, datetime

import pytest

from gateway.domain.register import (
    Body,
    GroupMembership,
    HeldPosition,
    Meeting,
    PartyGroup,
    Person,
    Register,
    Seat,
    Term,
    WardSeat,
)
from gateway.errors import ImportFileError
from gateway.importing.fault import file
from gateway.importing.popolo import read_popolo
from tests.importing import invented


def read(**changes: object) -> Register:
    """The invented council, with some parts replaced."""
    return read_popolo(invented.popolo(**changes), file("council.json"), today=date(2026, 11, 22))


def test_whoever_sits_on_the_council_is_a_councillor():
    """Others are people of whom the source does not say what they are."""
    assert (
        Person(id="p1", name="Philippa Thistlewood", kind="councillor"),
        Person(id="p2", name="Abayomi Okonjo-Fell", kind="councillor"),
        Person(id="p3", name="Wilhelmina Ashgrove"),
    ) == read().people


def test_organizations_are_groups_or_bodies():
    """The council itself is a body; "Independent" is no group; a dissolved body is over."""
    assert (PartyGroup(id="meadow", name="Meadow Party"),) == read().party_groups
    assert (
        Body(id="wold", name="Wold County Council"),
        Body(id="cab", name="The Executive", executive=True),
        Body(id="osb", name="Oversight Board", scrutiny=True),
        Body(id="old", name="Old Panel", over=True),
    ) == read().bodies


def test_a_membership_of_the_council_is_a_term_with_group_and_ward():
    """A past membership is left out; a year or a month alone begins with its first day."""
    register = read()

    assert (
        Term(person="p1", start=date(2025, 5, 1)),
        Term(person="p2", start=date(2023, 1, 1), end=date(2027, 5, 6)),
    ) == register.terms
    assert (GroupMembership(person="p1", group="meadow", named=True),) == register.group_memberships
    assert (HeldPosition(person="p1", position="group_leader"),) == register.positions
    assert (
        WardSeat(person="p1", ward="a1"),
        WardSeat(person="p2", ward="a2"),
    ) == register.ward_seats


def test_other_memberships_are_seats():
    """An observer has no seat, a vacancy is nobody, a co-optee may have no vote."""
    assert {
        Seat(person="p1", body="wold", start=date(2025, 5, 1)),
        Seat(person="p2", body="wold", start=date(2023, 1, 1), end=date(2027, 5, 6)),
        Seat(person="p1", body="cab", role="chair"),
        Seat(person="p2", body="osb", role="chair"),
        Seat(person="p3", body="osb", voting=False),
    } == set(read().seats)


def test_an_event_of_an_organization_is_a_meeting():
    """Its start is local time; an event of nobody is no meeting."""
    assert (
        Meeting(id="e1", body="cab", start=datetime(2026, 7, 2, 18, 30)),  # noqa: DTZ001  local
    ) == read().meetings


def test_a_file_without_groups_and_areas_says_nothing_about_them():
    """Nobody loses a group because a file does not know groups."""
    plain = [row for row in invented.POPOLO["organizations"] if row["id"] == "wold"]
    register = read(
        organizations=plain,
        areas=[],
        posts=[],
        memberships=[{"person_id": "p1", "organization_id": "wold"}],
        events=[],
    )

    assert {"seats": {("wold",)}} == dict(register.complete)


MEMBER = {"person_id": "p1", "organization_id": "wold"}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"memberships": [MEMBER | {"person_id": "p7"}]}, "memberships[0], person_id"),
        ({"memberships": [MEMBER | {"organization_id": None}]}, "memberships[0], organization_id"),
        ({"memberships": [MEMBER | {"on_behalf_of_id": "cab"}]}, "memberships[0], on_behalf_of_id"),
        ({"memberships": [MEMBER | {"area_id": "a9"}]}, "memberships[0], area_id"),
        ({"memberships": [MEMBER | {"post_id": "x"}]}, "memberships[0]"),
        ({"memberships": [MEMBER | {"start_date": "May"}]}, "memberships[0], start_date"),
        ({"memberships": [MEMBER, MEMBER]}, "memberships[1]"),
        ({"events": [{"id": "e", "organization_id": "cab"}]}, "events[0], start_date"),
        ({"persons": [{"id": "p1", "name": ""}], "memberships": []}, "persons[0], name"),
        ({"organizations": [{"id": "o"}]}, "organizations[0]"),
    ],
)
def test_what_refers_to_nothing_is_refused(changes: dict[str, object], where: str):
    """Every id must stand in the file, and the place of one that does not is told."""
    with pytest.raises(ImportFileError) as refused:
        read(**changes)

    assert f"council.json, {where}" == refused.value.where


def test_two_groups_at_once_are_refused():
    """Nobody is in two groups; the file must say which one."""
    groups = [
        *invented.POPOLO["organizations"],
        {"id": "harbour", "name": "Harbour", "classification": "group"},
    ]
    both = [
        {"person_id": "p1", "organization_id": "meadow"},
        {"person_id": "p1", "organization_id": "harbour"},
    ]

    with pytest.raises(ImportFileError):
        read(organizations=groups, memberships=both)
