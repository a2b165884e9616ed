"""Statistics of a quarter as tables, each with a chart of the same numbers."""

from datetime import date
from typing import Annotated, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import Visit
from gateway.casework.statistics import statistics_of
from gateway.domain.statistics import BASE, ListName
from gateway.errors import InputError
from gateway.web.charts import COLOURS, chart
from gateway.web.forms import REFUSED
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page

LISTS: Final[dict[ListName, tuple[str, str]]] = {
    "party_group": ("By political group", "Group"),
    "working_days": ("By the working days that the answer took", "Working days"),
    "body": ("By the body whose business it was", "Body"),
    "rule": ("By the rule that decided", "Rule"),
}
"""What each list is called, and what stands in its first column."""
ANSWERS: Final = {
    "agreed": "Agreed",
    "agreed_in_part": "Agreed in part",
    "not_agreed": "Not agreed",
}
QUARTERS: Final = 8
"""How many quarters can be chosen."""


@get("/statistics", include_in_schema=False, sync_to_thread=True)
def show_statistics(
    request: Visit, *, quarter: Annotated[str, QueryParameter(max_length=10)] = ""
) -> Response[bytes]:
    """The newest quarter that is over, or the one that was chosen."""
    errors: dict[str, str] = {}
    with request.office.reading() as reading:
        known = quarters(reading.local.date())
        try:
            found = statistics_of(reading, quarter or known[0])
        except InputError as error:
            errors = {"quarter": error.detail}
            found = statistics_of(reading, known[0])
    listed = ListPage(
        address="/statistics",
        api="/api/statistics",
        number=len(found.lists),
        asked={"quarter": found.quarter},
        filters=(Filter("quarter", "Quarter", {one: in_words(one) for one in known}),),
    )
    return page(
        request,
        "statistics.html",
        status=REFUSED if errors else 200,
        title="Statistics",
        when=in_words(found.quarter),
        list=listed,
        lists=[
            (name, *LISTS[name], rows, chart([(row.of, _numbers(row)) for row in rows]))
            for name, rows in found.lists.items()
            if rows
        ],
        left_out=[LISTS[name][0] for name in found.left_out],
        answers=ANSWERS,
        colours=COLOURS,
        base=BASE,
        errors=errors,
    )


def quarters(today: date) -> list[str]:
    """The last quarters that are over, the newest first, as 2026-Q3. Pure."""
    now = today.year * 4 + (today.month - 1) // 3
    return [f"{one // 4}-Q{one % 4 + 1}" for one in range(now - 1, now - 1 - QUARTERS, -1)]


def in_words(quarter: str) -> str:
    """A quarter as people say it. Pure."""
    year, _, number = quarter.partition("-Q")
    months = {
        "1": "January to March",
        "2": "April to June",
        "3": "July to September",
        "4": "October to December",
    }
    return f"{months[number]} {year}"


def _numbers(row: object) -> tuple[int, ...]:
    return tuple(getattr(row, answer) for answer in ANSWERS)
