"""Disputes that wait: those that the caller hears, and those of cases in which they acted."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.hearing import DisputesPage, WaitingDispute, disputes_for
from gateway.domain.casework import Ground

COLUMNS: Final = (
    "reference",
    "entry",
    "filed_at",
    "requester",
    "paper",
    "ground",
    "segments",
    "heard_by",
    "last",
    "yours",
)


@get("/api/disputes", sync_to_thread=True)
def list_disputes(
    request: Visit,
    *,
    ground: Annotated[Ground | None, QueryParameter()] = None,
    sort: Annotated[Literal["oldest", "newest"], QueryParameter()] = "oldest",
    words: Search = "",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[DisputesPage]:
    """Open disputes that the caller hears, the oldest first; `yours`: they may answer it."""
    with request.office.reading() as reading:
        found = disputes_for(
            reading,
            request.user.person,
            words=words,
            ground=ground,
            newest_first=sort == "newest",
            after=after,
            limit=limit,
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


def _row(one: WaitingDispute) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in COLUMNS}
    return row | {"segments": " ".join(one.segments)}
