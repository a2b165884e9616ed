"""What an import adds, changes and ends, worked out without a database."""

from datetime import date, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from gateway.domain.register import (
    Body,
    GroupMembership,
    HeldPosition,
    Meeting,
    OfficeHeld,
    PartyGroup,
    Person,
    Register,
    Seat,
    Term,
)
from gateway.errors import ImportFileError
from gateway.importing.changes import Change
from gateway.importing.difference import Difference, difference
from gateway.importing.merge import merge
from gateway.importing.read_register import read_register
from tests.importing import invented

TODAY = date(2026, 11, 22)
EARLIER = date(2026, 1, 1)
NOTHING = Register(source="modern-gov")


def said(*files: bytes) -> Register:
    """What the files say."""
    (register,) = merge(
        read_register(f"file-{number}", data, today=TODAY) for number, data in enumerate(files)
    )
    return register


def difference_of(held: Register, told: Register) -> Difference:
    """The difference today."""
    return difference(held, told, today=TODAY)


def changes(held: Register, told: Register, collection: str) -> set[Change]:
    """The changes of one collection."""
    return {
        change for change in difference_of(held, told).changes if change.collection == collection
    }


def held(**rows: Any) -> Register:
    """A small council as it is held: two councillors, a panel, and what is given."""
    rows.setdefault("people", (Person(id="1", name="Ivo Larch", kind="councillor"), ANNA))
    rows.setdefault("terms", (Term(person="1", start=EARLIER), Term(person="2", start=EARLIER)))
    rows.setdefault("bodies", (PANEL,))
    return Register(source="modern-gov", **rows)


ANNA = Person(id="2", name="Annis Reedmace", kind="councillor")
PANEL = Body(id="b", name="Panel", executive=False, scrutiny=False)
SEAT = Seat(person="1", body="b", start=EARLIER)


def test_a_first_import_adds_everything_from_today():
    """Where a source gives no date, a row holds from the day of the import."""
    found = difference_of(NOTHING, said(invented.councillors(), invented.committees()))

    assert {
        "people": {"added": 5},
        "party_groups": {"added": 2},
        "wards": {"added": 3},
        "bodies": {"added": 3},
        "terms": {"added": 5},
        "group_memberships": {"added": 3},
        "ward_seats": {"added": 4},
        "seats": {"added": 5},
        "positions": {"added": 2},
    } == found.counts()
    assert {TODAY} == {
        change.after.start for change in found.changes if change.collection == "seats"
    }


def test_somebody_only_seen_on_a_seat_is_the_weakest_kind_of_member():
    """Nobody becomes a councillor by sitting somewhere; the clerk is told."""
    found = difference_of(NOTHING, said(invented.councillors(), invented.committees()))

    assert [
        Person(id="9001", name="Dr Wilhelmina Ashgrove", kind="committee_coopted_nonvoting")
    ] == [
        change.after
        for change in found.changes
        if change.collection == "people" and change.after.kind != "councillor"
    ]
    assert "1 person sits on a body and is on no list of people" in found.notes[-1]


def test_another_spelling_on_a_seat_is_no_change():
    """The list of councillors gives the name; a seat's spelling never does."""
    told = Register(
        source="modern-gov",
        mentioned=(Person(id="1", name="CC I Larch MBE"),),
        seats=(Seat(person="1", body="b"),),
        complete={"seats": frozenset({("b",)})},
    )

    assert () == difference_of(held(seats=(SEAT,)), told).changes


def test_a_list_that_spells_a_name_anew_changes_the_name_and_nobody_is_added():
    """The person is the same; only the name that is shown changes."""
    told = Register(source="modern-gov", people=(Person(id="1", name="Cllr Ivo Larch"),))

    assert {("people", "changed")} == {
        (change.collection, change.what) for change in difference_of(held(), told).changes
    }


def test_a_list_of_councillors_never_ends_a_seat():
    """It says nothing about bodies."""
    told = said(invented.councillors())

    assert () == tuple(changes(held(seats=(SEAT,)), told, "seats"))


def test_whoever_is_missing_from_the_list_of_councillors_is_out_of_office():
    """The term, the group and the posts end today; the person is kept."""
    before = held(
        party_groups=(PartyGroup(id="M", name="M"),),
        group_memberships=(GroupMembership(person="2", group="M", start=EARLIER),),
        positions=(HeldPosition(person="2", position="civic_mayor", start=EARLIER),),
        seats=(replace(SEAT, person="2"),),
    )
    told = Register(
        source="modern-gov",
        people=(Person(id="1", name="Ivo Larch", kind="councillor"),),
        whole=frozenset({"councillors"}),
    )

    assert {
        ("terms", "2", TODAY),
        ("group_memberships", "2", TODAY),
        ("positions", "2", TODAY),
    } == {
        (change.collection, change.after.person, change.after.end)
        for change in difference_of(before, told).changes
        if change.what == "ended"
    }


def test_officers_and_coopted_members_are_not_on_the_list_of_councillors():
    """They do not leave because that list does not show them."""
    officer = Person(id="9", name="Morwenna Castlereagh", kind="officer")
    coopted = Person(id="8", name="W Ashgrove", kind="committee_coopted_voting")
    before = held(
        people=(officer, coopted),
        terms=(Term(person="9", start=EARLIER), Term(person="8", start=EARLIER)),
        offices=(OfficeHeld(person="9", office="officer", start=EARLIER),),
    )
    told = Register(source="modern-gov", whole=frozenset({"councillors"}))

    assert () == difference_of(before, told).changes


def test_a_seat_that_is_gone_ends_today():
    """It is kept, with its end."""
    told = Register(source="modern-gov", complete={"seats": frozenset({("b",)})})

    assert {Change("seats", "ended", before=SEAT, after=replace(SEAT, end=TODAY))} == changes(
        held(seats=(SEAT,)), told, "seats"
    )


def test_a_seat_of_a_body_that_no_file_lists_stays():
    """A file about one body says nothing about another."""
    told = Register(source="modern-gov", complete={"seats": frozenset({("another",)})})

    assert set() == changes(held(seats=(SEAT,)), told, "seats")


def test_a_seat_that_was_to_begin_later_ends_before_it_begins():
    """It never holds, and its end is not before its start."""
    later = TODAY + timedelta(days=30)
    seat = replace(SEAT, start=later)
    told = Register(source="modern-gov", complete={"seats": frozenset({("b",)})})

    (change,) = changes(held(seats=(seat,)), told, "seats")

    assert later == change.after.end


def test_another_role_ends_the_seat_and_begins_it_anew():
    """So that the register can still say who was in the chair before."""
    told = Register(source="modern-gov", seats=(Seat(person="1", body="b", role="chair"),))

    assert {
        Change(
            "seats",
            "changed",
            before=SEAT,
            after=Seat(person="1", body="b", role="chair", start=TODAY),
        )
    } == changes(held(seats=(SEAT,)), told, "seats")


def test_a_membership_that_is_over_in_the_source_is_not_held():
    """A source that lists past memberships with their dates ends them."""
    told = Register(source="modern-gov", seats=(replace(SEAT, end=TODAY),))

    assert set() == changes(held(), told, "seats")


def test_a_body_that_is_over_loses_its_seats():
    """Whether it is told to be over or is missing from the full list."""
    over = Register(source="modern-gov", bodies=(replace(PANEL, over=True),), seats=(SEAT,))
    missing = Register(source="modern-gov", whole=frozenset({"bodies"}))

    for told in (over, missing):
        assert {("bodies", "ended"), ("seats", "ended")} == {
            (change.collection, change.what)
            for change in difference_of(held(seats=(SEAT,)), told).changes
        }


def test_a_body_that_comes_back_is_a_change():
    """It was expired by mistake; its seats are told anew."""
    before = held(bodies=(replace(PANEL, over=True),))
    told = Register(source="modern-gov", bodies=(PANEL,), whole=frozenset({"bodies"}))

    assert {Change("bodies", "changed", before=replace(PANEL, over=True), after=PANEL)} == changes(
        before, told, "bodies"
    )


@pytest.mark.parametrize(
    ("name", "executive", "scrutiny"),
    [
        ("Cabinet (Resources) Panel", True, False),
        ("The Executive", True, False),
        ("Chief Executive Appointments Panel", False, False),
        ("Executive Scrutiny Board", False, True),
        ("Overview and Scrutiny Committee", False, True),
        ("Planning Committee", False, False),
    ],
)
def test_where_no_source_says_what_a_body_is_its_name_does(
    name: str,
    executive: bool,  # noqa: FBT001  the expected value
    scrutiny: bool,  # noqa: FBT001  the expected value
):
    """Only when it is added: what is held is never overwritten by a guess."""
    told = Register(source="modern-gov", bodies=(Body(id="n", name=name),))
    known = Body(id="n", name=name, executive=not executive, scrutiny=not scrutiny)

    assert {
        Change(
            "bodies",
            "added",
            after=Body(id="n", name=name, executive=executive, scrutiny=scrutiny),
        )
    } == changes(NOTHING, told, "bodies")
    assert set() == changes(held(bodies=(known,)), told, "bodies")


def test_a_meeting_keeps_what_the_source_does_not_say():
    """That it is private, and when it ended, is not forgotten by the next import."""
    start = invented_start()
    known = Meeting(id="m", body="b", start=start, private=True, ended=start + timedelta(hours=1))
    told = Register(source="modern-gov", meetings=(Meeting(id="m", body="b", start=start),))

    assert set() == changes(held(meetings=(known,)), told, "meetings")


def invented_start() -> Any:
    """The start of the invented cabinet meeting."""
    return said(invented.committees(), invented.meetings()).meetings[0].start


@pytest.mark.parametrize(
    "told",
    [
        Register(source="modern-gov", seats=(Seat(person="77", body="b"),)),
        Register(source="modern-gov", seats=(Seat(person="1", body="x"),)),
        Register(
            source="modern-gov",
            meetings=(Meeting(id="m", body="x", start=invented_start()),),
        ),
        Register(source="modern-gov", terms=(Term(person="77"),)),
        Register(source="modern-gov", group_memberships=(GroupMembership(person="1", group="x"),)),
    ],
)
def test_a_reference_to_nothing_is_refused_with_its_place(told: Register):
    """Neither in the files nor held: the clerk is told to import that file first."""
    collection, row = next(
        (name, rows[0])
        for name in ("seats", "meetings", "terms", "group_memberships")
        if (rows := getattr(told, name))
    )
    told = replace(told, places={(collection, row.key): "seats.csv, line 7"})

    with pytest.raises(ImportFileError) as refused:
        difference_of(held(), told)

    assert "seats.csv, line 7" == refused.value.where
