"""What a clerk exports as CSV: told apart by its columns of ids, never joined on names."""

from datetime import date, datetime

import pytest

from gateway.domain.register import (
    Body,
    GroupMembership,
    HeldPosition,
    Meeting,
    OfficeHeld,
    Person,
    Register,
    Seat,
    Term,
    WardSeat,
)
from gateway.errors import ImportFileError
from gateway.importing.council_csv import read_csv
from gateway.importing.fault import file
from tests.importing import invented


def read(text: str, encoding: str = "utf-8") -> Register:
    """The register that the text describes."""
    return read_csv(text.encode(encoding), file("list.csv"))


def test_a_list_of_councillors_is_joined_by_the_number_in_their_link():
    """The Modern.Gov number at the end of a councillor's page is the id."""
    register = read(invented.COUNCILLORS_CSV)

    assert "modern-gov" == register.source
    assert (
        Person(id="701", name="Councillor Philippa Thistlewood", kind="councillor"),
        Person(id="704", name="Councillor Rory O\u2019Marchbank", kind="councillor"),
    ) == register.people
    assert WardSeat(person="704", ward="St Osyth") in register.ward_seats
    assert (GroupMembership(person="701", group="Meadow Party"),) == register.group_memberships
    assert frozenset({"councillors"}) == register.whole


def test_columns_that_are_not_known_are_never_read():
    """A home address reaches no value; how many columns were left out is told."""
    register = read(invented.COUNCILLORS_CSV)

    assert "Secret" not in repr(register)
    assert (
        "list.csv, line 4: a vacancy, left out.",
        "list.csv: 1 column is not used here and was not read.",
    ) == register.notes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_both_encodings_of_excel_are_read(encoding: str):
    """UTF-8 with and without its mark, and Windows-1252."""
    assert read(invented.COUNCILLORS_CSV).people == read(invented.COUNCILLORS_CSV, encoding).people


def test_a_list_with_kinds_says_what_each_person_is():
    """Offices, positions and dates of office have columns; such a list is not the whole list."""
    register = read(invented.PEOPLE_CSV)

    assert "council" == register.source
    assert ["officer", "officer", "political_assistant", "councillor"] == [
        person.kind for person in register.people
    ]
    assert {
        OfficeHeld(person="o1", office="officer"),
        OfficeHeld(person="o1", office="monitoring_officer"),
        OfficeHeld(person="o2", office="auditor"),
    } == set(register.offices)
    assert (
        HeldPosition(person="o4", position="leader"),
        HeldPosition(person="o4", position="group_leader"),
    ) == register.positions
    assert Term(person="o1", start=date(2020, 4, 1)) in register.terms
    assert Term(person="o4", end=date(2025, 12, 31)) in register.terms
    assert frozenset() == register.whole
    assert ("o3", "auditor") in register.complete["offices"]


def test_a_list_without_a_column_says_nothing_about_it():
    """A list without parties, wards and offices ends none of them."""
    assert {} == read("id,name\nz1,Ivo Larch\n").complete


def test_seats_name_body_and_person_by_id():
    """A body in the file lists all its seats, even when it has only an observer."""
    register = read(invented.SEATS_CSV)

    assert {
        Seat(person="701", body="21", role="chair"),
        Seat(person="704", body="21"),
    } == set(register.seats)
    assert {("21",), ("22",)} == register.complete["seats"]
    assert (
        Body(id="21", name="Licensing Panel"),
        Body(id="22", name="Grants Panel"),
    ) == register.bodies
    assert frozenset() == register.whole


def test_seats_need_neither_names_nor_a_person():
    """Bodies and people may have come in before; an empty seat is nobody."""
    register = read("uid,cid,name\n701,21,P Thistlewood\n,21,Vacancy\n")

    assert (Seat(person="701", body="21"),) == register.seats
    assert () == register.bodies
    assert 1 == len(register.notes)


def test_bodies_say_whether_they_are_executive_or_scrutinise():
    """The columns yes and no decide; an empty cell says nothing."""
    register = read(invented.BODIES_CSV + "24,Panel,,\n")

    assert (
        Body(id="21", name="Licensing Panel", executive=False, scrutiny=False),
        Body(id="23", name="Cabinet", executive=True, scrutiny=False),
        Body(id="24", name="Panel"),
    ) == register.bodies


def test_meetings_can_say_that_they_are_private_and_have_ended():
    """Only CSV can say so; the web service does not."""
    assert (
        Meeting(id="6001", body="21", start=datetime(2027, 1, 12, 10), private=False),  # noqa: DTZ001  local
        Meeting(
            id="6002",
            body="21",
            start=datetime(2026, 11, 2, 14),  # noqa: DTZ001  local
            private=True,
            ended=datetime(2026, 11, 2, 15, 45),  # noqa: DTZ001  local
        ),
    ) == read(invented.MEETINGS_CSV).meetings


def test_a_list_of_names_alone_is_refused_with_what_to_add():
    """Names never join, so a file without ids says which column to add."""
    with pytest.raises(ImportFileError) as refused:
        read("Councillor,Party,Ward\nPhilippa Thistlewood,Meadow Party,Larkfield\n")

    assert "mgUserInfo.aspx?UID=" in refused.value.detail
    assert "'id'" in refused.value.detail


def test_a_heading_may_be_written_in_several_ways():
    """Capitals, underscores and marks in headings do not matter."""
    register = read(
        "Moderngov_UID;\n1\n".replace(";", ",Full-Name").replace("1\n", "1,Ivo Larch\n")
    )

    assert (Person(id="1", name="Ivo Larch", kind="councillor"),) == register.people


def test_blank_rows_are_passed_over():
    """Excel leaves rows of commas at the end."""
    assert 1 == len(read("id,name\nz1,Ivo Larch\n,\n\n").people)
