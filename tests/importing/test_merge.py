"""Several files together: what counts where they do not agree."""

from datetime import date

from gateway.domain.register import (
    Body,
    GroupMembership,
    Person,
    Register,
    Seat,
    Term,
)
from gateway.importing.merge import merge
from gateway.importing.read_register import read_register
from tests.importing import invented

TODAY = date(2026, 11, 22)


def one(*files: bytes) -> Register:
    """The one register that the files of one source make."""
    (register,) = merge(
        read_register(f"file-{number}", data, today=TODAY) for number, data in enumerate(files)
    )
    return register


def test_files_of_one_source_make_one_register():
    """Everything that any file says is in it, once."""
    register = one(invented.councillors(), invented.committees(), invented.meetings())

    assert (4, 3, 5, 2) == (
        len(register.people),
        len(register.bodies),
        len(register.seats),
        len(register.meetings),
    )
    assert frozenset({"councillors", "bodies"}) == register.whole


def test_files_of_different_sources_stay_apart():
    """Ids of different sources never meet."""
    registers = merge(
        read_register("f", data, today=TODAY)
        for data in (invented.councillors(), invented.popolo(), invented.committees())
    )

    assert ["modern-gov", "popolo"] == [register.source for register in registers]


def test_a_group_that_is_named_goes_before_a_party_in_any_order():
    """The web service knows only parties; the pages know that two of them sit together."""
    first = one(invented.councillors(), invented.COUNCILLORS_XML.encode())
    second = one(invented.COUNCILLORS_XML.encode(), invented.councillors())

    expected = {
        GroupMembership(person="701", group="Meadow Party"),
        GroupMembership(person="702", group="Wold Alliance"),
        GroupMembership(person="703", group="Wold Alliance"),
    }
    assert expected == set(first.group_memberships) == set(second.group_memberships)


def test_what_one_file_leaves_open_another_fills():
    """The pages have no terms of office; the web service has."""
    register = one(invented.councillors(), invented.COUNCILLORS_XML.encode())

    assert Term(person="701", start=date(2025, 5, 5)) in register.terms


def test_where_files_disagree_the_first_counts_and_a_note_says_so():
    """One file calls the board scrutiny, the other does not; one calls a member chair."""
    other = [
        {"name": "Board", "cid": 12, "type": "other", "members": [{"uid": 704, "role": "Chair"}]}
    ]
    register = one(invented.committees(), invented.committees(other))

    assert (
        Body(id="12", name="Oversight and Scrutiny Board", executive=False, scrutiny=True)
        == register.bodies[1]
    )
    assert Seat(person="704", body="12") in register.seats
    assert (
        "The files do not agree about bodies (1); where they do not, the file named first counts.",
        "The files do not agree about seats (1); where they do not, the file named first counts.",
    ) == register.notes[-2:]


def test_a_full_list_of_seats_counts_whole():
    """A seat that only the second full list shows is not added to the first."""
    other = [{"name": "Cabinet", "cid": 11, "members": [{"uid": 704, "name": "R O'Marchbank"}]}]
    register = one(invented.committees(), invented.committees(other))

    assert {"701", "703"} == {seat.person for seat in register.seats if seat.body == "11"}


def test_rows_that_are_no_full_list_are_put_together():
    """Terms are told person by person, so several files add up."""
    first = Register(source="s", terms=(Term(person="1"), Term(person="2")))
    second = Register(source="s", terms=(Term(person="2", end=TODAY), Term(person="3")))

    (register,) = merge([first, second])

    assert (
        Term(person="1"),
        Term(person="2", end=TODAY),
        Term(person="3"),
    ) == register.terms


def test_rows_that_disagree_and_are_no_full_list_are_told():
    """The first date counts, and a note says so."""
    first = Register(source="s", terms=(Term(person="2", end=date(2027, 1, 1)),))
    second = Register(source="s", terms=(Term(person="2", end=TODAY),))

    (register,) = merge([first, second])

    assert first.terms == register.terms
    assert 1 == len(register.notes)


def test_the_first_mention_of_a_name_is_kept():
    """Spellings on seats differ, so the first is as good as any."""
    register = one(invented.committees())

    assert [Person(id="701", name="Philippa Thistlewood")] == [
        person for person in register.mentioned if person.id == "701"
    ]
