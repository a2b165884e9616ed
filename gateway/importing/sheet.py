"""A CSV file as rows under headings that are known here, whatever the council calls them.

Excel saves UTF-8 with a mark or Windows-1252; both are read. Columns under other headings, such as
addresses and telephone numbers, are never read.
"""

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from gateway.importing.fault import Place

_SPELLINGS: Final = {
    "uid": "uid|moderngov uid|modern gov uid|mg uid|councillor id|councillorid",
    "person": "id|person id|person|member id",
    "link": "page|link|url|web page|profile|profile page",
    "name": "name|councillor|councillor name|full name|fullname|member|member name",
    "party": "party|party name|political party",
    "group": "group|group name|political group",
    "ward": "ward|ward name|division|electoral division|electoral ward|division name",
    "kind": "kind",
    "offices": "office|offices",
    "positions": "position|positions",
    "from": "from|term start|start of term|elected on",
    "until": "until|term end|end of term|left office",
    "cid": "cid|moderngov cid|modern gov cid|committee id|committeeid",
    "body": "body id|body",
    "body name": "body name|committee|committee name|committee title",
    "role": "role",
    "executive": "executive",
    "scrutiny": "scrutiny",
    "over": "over|expired",
    "meeting": "meeting id|meeting|meetingid|mid|moderngov mid",
    "date": "date|meeting date",
    "time": "time|meeting time",
    "ended": "ended",
    "private": "private",
    "status": "status|meeting status",
}
_COLUMNS: Final = {
    spelling: column for column, listed in _SPELLINGS.items() for spelling in listed.split("|")
}


class Sheet(Struct, frozen=True):
    """The columns that are understood, and the rows with their places."""

    columns: frozenset[str]
    rows: tuple[tuple[Place, dict[str, str]], ...]
    unread: int
    """How many columns were left out."""


def read_sheet(data: bytes, place: Place) -> Sheet:
    """The sheet in the file.

    Raises ImportFileError for bytes in neither encoding, quotes that do not match, a heading that
    stands twice, and a row that is longer or shorter than the headings.
    """
    lines = lines_of(text_of(data, place), place)
    headings = next(lines, None)
    if headings is None:
        raise place.fault("The file is empty; the first line must hold the headings.")
    at, titles = headings
    columns = [_COLUMNS.get(re.sub(r"[\W_]+", " ", title).strip().lower(), "") for title in titles]
    known = [column for column in columns if column]
    if twice := {column for column in known if known.count(column) > 1}:
        raise at.fault(f"Two columns mean '{min(twice)}'; take one of them out.")
    rows = tuple((row_at, _row(row, columns, row_at)) for row_at, row in lines)
    return Sheet(frozenset(known), rows, unread=len(columns) - len(known))


def text_of(data: bytes, place: Place) -> str:
    """The text of a CSV file, in either of the encodings that Excel writes."""
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise place.fault("The text is neither UTF-8 nor Windows-1252; save it as 'CSV UTF-8'.")


def lines_of(text: str, place: Place) -> Iterator[tuple[Place, list[str]]]:
    """The rows that hold something, each with the line on which it ends."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield place.at(f"line {reader.line_num}"), row
    except csv.Error as error:
        at = place.at(f"line {reader.line_num}")
        raise at.fault("The quotes do not match or a cell is too long; correct it.") from error


def _row(row: list[str], columns: list[str], place: Place) -> dict[str, str]:
    if len(row) != len(columns):
        raise place.fault(
            f"There are {len(row)} cells here and {len(columns)} headings; correct the row."
        )
    return {column: cell for column, cell in zip(columns, row, strict=True) if column}
