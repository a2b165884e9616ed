"""Statistics of a quarter as tables, each with a chart of the same numbers."""

from typing import Annotated, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import Search, Visit
from gateway.casework.statistics import StatisticsSort, quarters_over, statistics_of
from gateway.domain.statistics import BASE, ListName
from gateway.errors import InputError
from gateway.web.charts import COLOURS, chart
from gateway.web.forms import REFUSED
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page

LISTS: Final[dict[ListName, tuple[str, str]]] = {
    "party_group": ("By political group", "Group"),
    "working_days": ("By the working days that the answer took", "Working days"),
    "service": ("By the service that holds the paper", "Service"),
    "body": ("By the body whose business it was", "Body"),
    "rule": ("By the rule that decided", "Rule"),
}
"""What each list is called, and what stands in its first column."""
ANSWERS: Final = {
    "agreed": "Agreed",
    "agreed_in_part": "Agreed in part",
    "not_agreed": "Not agreed",
}
SORTS: Final = {"name": "by name", "most": "most answers first"}
QUARTERS: Final = 8
"""How many quarters can be chosen."""


@get("/statistics", include_in_schema=False, sync_to_thread=True)
def show_statistics(
    request: Visit,
    *,
    quarter: Annotated[str, QueryParameter(max_length=10)] = "",
    words: Search = "",
    sort: Annotated[StatisticsSort, QueryParameter()] = "name",
) -> Response[bytes]:
    """The newest quarter that is over, or the one that was chosen."""
    errors: dict[str, str] = {}
    with request.office.reading() as reading:
        known = quarters_over(reading, QUARTERS)
        try:
            found = statistics_of(reading, quarter or known[0], words=words, sort=sort)
        except InputError as error:
            errors = {"quarter": error.detail}
            found = statistics_of(reading, known[0], words=words, sort=sort)
    listed = ListPage(
        address="/statistics",
        api="/api/statistics",
        number=sum(len(rows) for rows in found.lists.values()),
        asked={
            "quarter": found.quarter if found.quarter != known[0] else "",
            "q": words,
            "sort": sort if sort != "name" else "",
        },
        fixed={"quarter": known[0]},
        searched="Group, service, body or rule",
        filters=(Filter("quarter", "Quarter", {one: in_words(one) for one in known}),),
        sorts=SORTS,
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
