"""Whether groups are treated alike, for auditors: how their requests were answered in a quarter."""

from typing import Annotated, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import Visit
from gateway.casework.statistics import quarters_over, statistics_of
from gateway.web.links import address
from gateway.web.rendering import page

AT_MOST: Final = 8
"""How many quarters back there are to choose from."""


@get("/log/even-handed", include_in_schema=False, sync_to_thread=True)
def show_even_handed(
    request: Visit, quarter: Annotated[str, QueryParameter(max_length=7)] = ""
) -> Response[bytes]:
    """The answers by party group; the last quarter that is over, unless another one is asked."""
    with request.office.reading() as reading:
        quarters = quarters_over(reading, AT_MOST)
        chosen = quarter or quarters[0]
        found = statistics_of(reading, chosen)
    return page(
        request,
        "even-handed.html",
        title="Even-handedness",
        quarters={one: one.replace("-", ", ") for one in quarters},
        chosen=chosen,
        groups=found.lists.get("party_group"),
        files={
            form: address("/api/statistics", quarter=chosen, format=form)
            for form in ("csv", "json")
        },
    )
