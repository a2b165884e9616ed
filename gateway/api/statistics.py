"""Statistics of a quarter, for a report to the standards or the audit committee."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import Format, Search, Visit
from gateway.api.tables import page
from gateway.casework.statistics import StatisticsSort, statistics_of
from gateway.domain.statistics import ANSWERS, Statistics

COLUMNS: Final = ("list", "of", *ANSWERS, "usual_days")


@get("/api/statistics", sync_to_thread=True)
def show_statistics(
    request: Visit,
    quarter: Annotated[str, QueryParameter(description="Such as 2026-Q3; it must be over.")],
    *,
    words: Search = "",
    sort: Annotated[StatisticsSort, QueryParameter()] = "name",
    wanted: Format = None,
) -> Response[Statistics]:
    """How requests were answered, by party group, rule, service, body and time; rounded to five."""
    with request.office.reading() as reading:
        found = statistics_of(reading, quarter, words=words, sort=sort)
    return page(request, found, rows_of(found), columns=COLUMNS, after=None, wanted=wanted)


def rows_of(found: Statistics) -> list[dict[str, Any]]:
    """The lists as the rows of one table."""
    return [
        {
            "list": name,
            "of": row.of,
            **{answer: getattr(row, answer) for answer in ANSWERS},
            "usual_days": row.usual_days or "",
        }
        for name, rows in found.lists.items()
        for row in rows
    ]
