"""Lists as pages: JSON, or a CSV file (RFC 4180) that no spreadsheet takes for a program."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from litestar import Response
from msgspec import Struct

from gateway.api.incoming import Visit

CSV: Final = "text/csv"
_COMMANDS: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
"""How a cell begins that a spreadsheet would carry out."""


def page(
    visit: Visit,
    listed: Struct,
    rows: Sequence[Mapping[str, Any]],
    *,
    columns: Sequence[str],
    after: str | None,
    wanted: str | None,
) -> Response[Any]:
    """The list as the caller wants it: `listed` as JSON, or `rows` as CSV.

    The header Link leads to the page that begins after the key `after` (RFC 8288).
    """
    headers = {"Link": _next(visit, after)} if after else {}
    if wanted == "csv" or (wanted is None and _prefers_csv(visit)):
        headers["Content-Disposition"] = 'attachment; filename="list.csv"'
        return Response(to_csv(columns, rows), media_type=CSV, headers=headers)
    return Response(listed, headers=headers)


def to_csv(columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A CSV file with a heading; a cell that a spreadsheet would carry out begins with `'`."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows([_harmless(row[column]) for column in columns] for row in rows)
    return file.getvalue().encode()


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_COMMANDS) else text


def _prefers_csv(visit: Visit) -> bool:
    return visit.accept.best_match(["application/json", "text/csv"]) == "text/csv"


def _next(visit: Visit, after: str) -> str:
    asked = {name: value for name, value in visit.query_params.items() if name != "after"}
    return f'<?{urlencode({**asked, "after": after})}>; rel="next"'
