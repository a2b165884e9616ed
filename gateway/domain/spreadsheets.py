"""CSV (RFC 4180) that no spreadsheet takes for a program."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

_COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")
"""How a cell begins that a spreadsheet would carry out, in letters of any width."""
_ALSO_BETWEEN: Final = frozenset(";\t|")
"""What a spreadsheet may take for the end of a cell that has no quotes around it."""


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A heading and a line for each row; a cell that a spreadsheet would carry out begins with `'`.

    Each line ends with CR LF. None is an empty cell; days and moments are written as in ISO 8601. A
    line stands in quotes where a cell of it could be taken for several, of which only the first
    would be harmless.
    """
    yield _line(columns)
    for row in rows:
        yield _line([_harmless(row[column]) for column in columns])


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    if all(_ALSO_BETWEEN.isdisjoint(cell) for cell in cells):
        csv.writer(line).writerow(cells)
    else:
        csv.writer(line, quoting=csv.QUOTE_ALL).writerow(cells)
    return line.getvalue()


def _harmless(value: Any) -> str:
    text = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
    begins = unicodedata.normalize("NFKC", text[:1])
    return f"'{text}" if begins.startswith(_COMMANDS) else text
