"""Lists as pages: JSON, or a CSV file for a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from litestar import Response
from msgspec import Struct

from gateway.api.incoming import Visit
from gateway.domain.spreadsheets import csv_lines

CSV: Final = "text/csv"


def page(
    visit: Visit,
    listed: Struct | tuple[Struct, ...],
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
        lines = "".join(csv_lines(columns, rows))
        return Response(lines.encode(), media_type=CSV, headers=headers)
    return Response(listed, headers=headers)


def _prefers_csv(visit: Visit) -> bool:
    return visit.accept.best_match(["application/json", "text/csv"]) == "text/csv"


def _next(visit: Visit, after: str) -> str:
    asked = {name: value for name, value in visit.query_params.items() if name != "after"}
    return f'<?{urlencode({**asked, "after": after})}>; rel="next"'
