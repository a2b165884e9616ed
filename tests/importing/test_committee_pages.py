"""Committee pages as JSON: joined by uid, cid and MId, never by name."""

from datetime import datetime

from gateway.domain.register import (
    Body,
    GroupMembership,
    HeldPosition,
    Meeting,
    Person,
    Seat,
)
from gateway.importing.committee_pages import read_councillors, read_pages
from gateway.importing.fault import file
from tests.importing import invented

PLACE = file("pages.json")


def test_a_councillor_is_known_by_uid_and_menu_texts_are_no_roles():
    """The website's menu under `roles` leaves no trace."""
    register = read_councillors(invented.councillors(), PLACE)

    assert ["701", "702", "703", "704"] == [person.id for person in register.people]
    assert {"councillor"} == {person.kind for person in register.people}
    assert "Calendar" not in repr(register)


def test_a_named_group_goes_before_the_party_and_independent_is_none():
    """An independent who leads a group is in it; one who names no group is in none."""
    register = read_councillors(invented.councillors(), PLACE)

    assert {
        GroupMembership(person="701", group="Meadow Party", named=True),
        GroupMembership(person="702", group="Wold Alliance", named=True),
        GroupMembership(person="703", group="Wold Alliance", named=True),
    } == set(register.group_memberships)


def test_a_group_leader_is_one_and_a_deputy_is_not():
    """A deputy leader of a group is not the council's deputy leader."""
    register = read_councillors(invented.councillors(), PLACE)

    assert (
        HeldPosition(person="701", position="group_leader"),
        HeldPosition(person="702", position="group_leader"),
    ) == register.positions


def test_seats_carry_ids_and_only_a_fallback_name():
    """Three spellings of a name are one person; nobody is made from a name."""
    register = read_pages(invented.committees(), PLACE)

    assert () == register.people
    assert Person(id="701", name="Philippa Thistlewood") in register.mentioned
    assert {
        Seat(person="701", body="11", role="chair"),
        Seat(person="703", body="11"),
        Seat(person="702", body="12", role="vice_chair"),
        Seat(person="704", body="12"),
        Seat(person="9001", body="12", voting=False),
    } == set(register.seats)


def test_a_substitute_has_no_seat_and_a_vacancy_is_nobody():
    """What gives no seat is left out, with a note that names the place."""
    register = read_pages(invented.committees(), PLACE)

    assert (
        "pages.json, committees[1], members[2]: a vacancy, left out.",
        "pages.json, committees[1], members[4]: the role gives no seat, left out.",
    ) == register.notes


def test_the_type_tells_the_executive_and_scrutiny():
    """A type that is known says both; a type that is not known says nothing."""
    rows = [*invented.COMMITTEES, {"name": "Guild", "moderngov_cid": 19, "type": "guild"}]
    register = read_pages(invented.committees(rows), PLACE)

    assert (
        Body(id="11", name="Cabinet", executive=True, scrutiny=False),
        Body(id="12", name="Oversight and Scrutiny Board", executive=False, scrutiny=True),
        Body(id="13", name="Planning Committee", executive=False, scrutiny=False),
        Body(id="19", name="Guild"),
    ) == register.bodies


def test_a_body_without_a_list_of_members_says_nothing_about_seats():
    """An empty list says that nobody sits there; no list says nothing."""
    assert {("11",), ("12",), ("13",)} == (
        read_pages(invented.committees(), PLACE).complete["seats"]
    )
    assert {} == read_pages(invented.meetings(), PLACE).complete


def test_only_the_list_of_committees_is_the_whole_list():
    """Bodies that are missing where meetings are shown have not ended."""
    assert frozenset({"bodies"}) == read_pages(invented.committees(), PLACE).whole
    assert frozenset() == read_pages(invented.meetings(), PLACE).whole


def test_a_meeting_is_known_by_its_link_and_not_by_the_committees_name():
    """MId and CId are found in any order and any case; a cancelled meeting is told as such."""
    assert (
        Meeting(id="5001", body="11", start=datetime(2026, 12, 3, 18, 30)),  # noqa: DTZ001  local
        Meeting(id="5002", body="12", start=datetime(2026, 12, 8), cancelled=True),  # noqa: DTZ001  local
    ) == read_pages(invented.meetings(), PLACE).meetings
