"""What a clerk reads about an import: names in place of ids, and what was and what is."""

from datetime import date

import msgspec
from msgspec.structs import replace

from gateway.domain.register import (
    Body,
    Meeting,
    PartyGroup,
    Person,
    Register,
    Seat,
    Term,
)
from gateway.importing.difference import difference
from gateway.importing.merge import merge
from gateway.importing.papers_difference import papers_difference
from gateway.importing.read_papers import read_papers
from gateway.importing.read_register import read_register
from gateway.importing.report import Line, lines, paper_line, plain
from tests.importing import invented

TODAY = date(2026, 11, 22)
HELD = Register(
    source="modern-gov",
    people=(Person(id="1", name="Ivo Larch", kind="councillor"),),
    party_groups=(PartyGroup(id="M", name="Meadow"),),
    bodies=(Body(id="b", name="Grants Panel", executive=False, scrutiny=False),),
    terms=(Term(person="1", start=date(2025, 5, 1)),),
    seats=(Seat(person="1", body="b", start=date(2025, 5, 1)),),
)


def report(told: Register, held: Register = HELD) -> list[Line]:
    """The report on what the register would change."""
    return list(lines(difference(held, told, today=TODAY)))


def test_a_seat_is_told_in_words():
    """Who, where and as what; nobody reads ids."""
    told = Register(
        source="modern-gov",
        mentioned=(Person(id="2", name="CC A Reedmace"),),
        seats=(Seat(person="2", body="b", role="chair", voting=False),),
    )

    assert (
        Line(
            "added",
            "seats",
            "CC A Reedmace: Grants Panel",
            "role chair; voting no; from Sunday 22 November 2026",
        )
        == report(told)[-1]
    )


def test_a_change_tells_what_was_and_what_is():
    """Only the values that differ."""
    told = replace(
        HELD,
        people=(Person(id="1", name="Cllr Ivo Larch", kind="elected_mayor"),),
        terms=(Term(person="1", start=date(2025, 5, 5), end=date(2027, 5, 6)),),
        seats=(Seat(person="1", body="b", role="chair"),),
    )

    assert [
        Line(
            "changed",
            "people",
            "Cllr Ivo Larch",
            "name: Ivo Larch -> Cllr Ivo Larch; kind: councillor -> elected_mayor",
        ),
        Line(
            "changed",
            "terms",
            "Cllr Ivo Larch",
            "start: Thursday 1 May 2025 -> Monday 5 May 2025;"
            " end: not known -> Thursday 6 May 2027",
        ),
        Line("changed", "seats", "Cllr Ivo Larch: Grants Panel", "role: member -> chair"),
    ] == report(told)


def test_what_ends_is_told_with_its_day():
    """A seat, and a body that is over."""
    told = Register(source="modern-gov", whole=frozenset({"bodies"}))

    assert [
        Line("ended", "bodies", "Grants Panel", "executive no; scrutiny no"),
        Line(
            "ended",
            "seats",
            "Ivo Larch: Grants Panel",
            "role member; voting yes; until Sunday 22 November 2026",
        ),
    ] == report(told)


def test_a_meeting_is_told_by_its_body_and_time():
    """With what is not known said to be so."""
    start = read_meeting()
    told = Register(source="modern-gov", meetings=(Meeting(id="m", body="b", start=start.start),))

    assert [
        Line(
            "added",
            "meetings",
            "Grants Panel",
            "ended not known; private not known; cancelled no;"
            " from Thursday 3 December 2026, 6.30pm",
        )
    ] == report(told)


def read_meeting() -> Meeting:
    """The invented cabinet meeting."""
    return read_register("f", invented.meetings(), today=TODAY).meetings[0]


def test_every_change_of_a_whole_import_has_its_line():
    """None is passed over, and none has an id where a name is known."""
    told = merge(
        read_register("f", data, today=TODAY)
        for data in (invented.councillors(), invented.committees(), invented.meetings())
    )[0]
    found = difference(Register(source="modern-gov"), told, today=TODAY)
    shown = list(lines(found))

    assert len(found.changes) == len(shown)
    assert not [line for line in shown if line.name.startswith(("70", "9001"))]


def test_the_report_for_programs_is_whole():
    """Counts, changes with the source's ids, and notes, as JSON."""
    told = read_register("f", invented.committees(), today=TODAY)
    found = difference(Register(source="modern-gov"), told, today=TODAY)
    shown = msgspec.json.decode(msgspec.json.encode(plain(found)))

    assert {"added": 5} == shown["counts"]["seats"]
    assert len(found.changes) == len(shown["changes"])
    first = next(change for change in shown["changes"] if change["collection"] == "seats")
    assert ("701", "11") == (first["after"]["person"], first["after"]["body"])
    assert 3 == len(shown["notes"])


def test_documents_are_told_by_their_title():
    """A segment after its document's title."""
    papers = read_papers(
        "f", b'{"documents":[{"id":"d1","title":"Depot","segments":[{"id":"map","text":"x"}]}]}'
    )

    assert [
        Line("added", "documents", "Depot", "d1"),
        Line("added", "segments", "Depot: map", ""),
    ] == [paper_line(change) for change in papers_difference({}, papers, {})]
