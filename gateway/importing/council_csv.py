"""Reads what a clerk exports as CSV: people, seats, bodies or meetings.

Which of them a file holds is told by its columns of ids. Names never join anything, so a file
without ids is refused. A file with `uid`, `cid` or links to `mgUserInfo.aspx?UID=` carries
Modern.Gov's ids; any other file carries the council's own.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from gateway.domain.facts import Position, RequesterKind
from gateway.domain.people import HeldOffice
from gateway.domain.register import Body, HeldPosition, OfficeHeld, Person, Register, Term
from gateway.importing import taking
from gateway.importing.fault import Place
from gateway.importing.gathering import Gathering
from gateway.importing.reading_words import MODERN_GOV
from gateway.importing.sheet import Sheet, read_sheet
from gateway.importing.taking import Row
from gateway.importing.values import day, moment, required, words, yes_no
from gateway.store.tables.columns import values_of

OWN_IDS: Final = "council"
"""The source of files with ids that the council gave itself."""
_LINK_ID: Final = re.compile(r"[?&]UID=(\d+)", re.IGNORECASE)
_MODERN_GOV_COLUMNS: Final = frozenset({"uid", "link", "cid"})
_PEOPLE: Final = ("uid", "person", "link")
_BODIES: Final = ("cid", "body")


def read_csv(data: bytes, place: Place) -> Register:
    """The register that the file describes."""
    sheet = read_sheet(data, place)
    person, body = _first(_PEOPLE, sheet), _first(_BODIES, sheet)
    known_by = {column for column in (person, body) if column}
    into = Gathering(MODERN_GOV if known_by & _MODERN_GOV_COLUMNS else OWN_IDS)
    take: Callable[[Row, dict[str, str]], None]
    if "meeting" in sheet.columns and body:
        take = _meeting
    elif person and body:
        take = _seat
    elif body:
        take = _body
    elif person and "kind" in sheet.columns:
        take = _person
    elif person:
        into.is_whole("councillors")
        take = _councillor
    else:
        raise place.fault(
            "No column holds an id. Names are never used to recognise people, because they are"
            " spelt in several ways. Add a column 'uid' with the number at the end of each"
            " councillor's Modern.Gov page (mgUserInfo.aspx?UID=...), or a column 'id' with an id"
            " of your own that never changes; for seats also 'body id'."
        )
    for at, cells in sheet.rows:
        take(Row(into, at), cells)
    if sheet.unread:
        were = (
            "column is not used here and was"
            if sheet.unread == 1
            else "columns are not used here and were"
        )
        into.note(f"{place}: {sheet.unread} {were} not read.")
    return into.register()


def _first(columns: tuple[str, ...], sheet: Sheet) -> str | None:
    return next((column for column in columns if column in sheet.columns), None)


def _person_id(row: Row, cells: dict[str, str]) -> str:
    column = next(column for column in _PEOPLE if column in cells)
    at = row.place.at(f"column '{column}'")
    text = required(cells[column], at, what="id")
    if column != "link":
        return text
    if found := _LINK_ID.search(text):
        return found[1]
    raise at.fault("The link does not end in UID= and a number; give the councillor's page.")


def _body_id(row: Row, cells: dict[str, str]) -> str:
    column = next(column for column in _BODIES if column in cells)
    return required(cells[column], row.place.at(f"column '{column}'"), what="id of the body")


def _councillor(row: Row, cells: dict[str, str]) -> None:
    name = cells.get("name")
    vacant = taking.left_vacant(row, name)
    person = None if vacant else _person_id(row, cells)
    if person:
        taking.councillor(
            row,
            person,
            name,
            ward=cells.get("ward"),
            group=cells.get("group"),
            party=cells.get("party"),
        )
        _what_they_hold(row, person, cells)


def _person(row: Row, cells: dict[str, str]) -> None:
    person = _person_id(row, cells)
    name = required(cells.get("name"), row.place.at("column 'name'"), what="name")
    kind = _one_of(RequesterKind, cells["kind"], row.place.at("column 'kind'"))
    row.into.add("people", Person(id=person, name=name, kind=kind), row.place)
    taking.ward_of(row, person, cells.get("ward"))
    taking.group_of(row, person, group=cells.get("group"), party=cells.get("party"))
    _what_they_hold(row, person, cells)


def _what_they_hold(row: Row, person: str, cells: dict[str, str]) -> None:
    """Offices, positions and the term of office, where the file has such columns."""
    into, place = row
    if "offices" in cells:
        into.speaks_for("offices", [(person, office) for office in values_of(HeldOffice)])
        for office in _listed(cells["offices"]):
            held = _one_of(HeldOffice, office, place.at("column 'offices'"))
            into.add("offices", OfficeHeld(person=person, office=held), place)
    if "positions" in cells:
        into.speaks_for("positions", [(person, position) for position in values_of(Position)])
        for position in _listed(cells["positions"]):
            post = _one_of(Position, position, place.at("column 'positions'"))
            into.add("positions", HeldPosition(person=person, position=post), place)
    if "from" in cells or "until" in cells:
        start = day(cells.get("from"), place.at("column 'from'"))
        end = day(cells.get("until"), place.at("column 'until'"))
        if start and end and end < start:
            raise place.fault("The term ends before it starts; correct one of the dates.")
        into.add("terms", Term(person=person, start=start, end=end), place)


def _seat(row: Row, cells: dict[str, str]) -> None:
    body = _body_id(row, cells)
    row.into.speaks_for("seats", [(body,)])
    if title := words(cells.get("body name", ""), row.place.at("column 'body name'")):
        row.into.add_once("bodies", Body(id=body, name=title), row.place)
    if not taking.left_vacant(row, cells.get("name")):
        person = _person_id(row, cells)
        taking.seat(row, person, cells.get("name"), body=body, role=cells.get("role"))


def _body(row: Row, cells: dict[str, str]) -> None:
    place = row.place
    body = Body(
        id=_body_id(row, cells),
        name=required(cells.get("body name"), place.at("column 'body name'"), what="name"),
        executive=yes_no(cells.get("executive"), place.at("column 'executive'")),
        scrutiny=yes_no(cells.get("scrutiny"), place.at("column 'scrutiny'")),
        over=bool(yes_no(cells.get("over"), place.at("column 'over'"))),
    )
    row.into.add("bodies", body, place)


def _meeting(row: Row, cells: dict[str, str]) -> None:
    taking.meeting(
        row,
        cells["meeting"],
        _body_id(row, cells),
        on=cells.get("date"),
        at=cells.get("time"),
        status=cells.get("status"),
        ended=moment(cells.get("ended"), row.place.at("column 'ended'")),
        private=yes_no(cells.get("private"), row.place.at("column 'private'")),
    )


def _listed(cell: str) -> list[str]:
    """The entries of a cell that holds several, with semicolons between them."""
    return [entry.strip() for entry in cell.split(";") if entry.strip()]


def _one_of(literal: Any, text: str, place: Place) -> Any:
    value = text.strip().lower().replace(" ", "_")
    if value not in values_of(literal):
        raise place.fault(f"Write one of: {', '.join(values_of(literal))}.")
    return value
