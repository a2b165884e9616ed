"""CSV (RFC 4180) that no spreadsheet takes for a program."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

_COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
"""How a cell begins that a spreadsheet would carry out."""


def csv_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """A heading and a line for each row; a cell that a spreadsheet would carry out begins with `'`.

    Each line ends with CR LF. None is an empty cell.
    """
    yield _line(columns)
    for row in rows:
        yield _line([_harmless(row[column]) for column in columns])


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_COMMANDS) else text
