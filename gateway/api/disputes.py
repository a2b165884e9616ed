"""Disputes that wait: those that the caller hears, and those of cases in which they acted."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.hearing import DisputeSort, DisputesPage, WaitingDispute, disputes_for
from gateway.domain.casework import Ground

COLUMNS: Final = (
    "reference",
    "entry",
    "filed_at",
    "requester",
    "paper",
    "ground",
    "segments",
    "due",
    "heard_by",
    "last",
    "yours",
)


@get("/api/disputes", sync_to_thread=True)
def list_disputes(
    request: Visit,
    *,
    ground: Annotated[Ground | None, QueryParameter()] = None,
    sort: Annotated[DisputeSort, QueryParameter()] = "due",
    words: Search = "",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[DisputesPage]:
    """Open disputes that the caller hears, the soonest due first; `yours`: they may answer it."""
    with request.office.reading() as reading:
        found = disputes_for(
            reading,
            request.user.person,
            words=words,
            ground=ground,
            sort=sort,
            after=after,
            limit=limit,
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


def _row(one: WaitingDispute) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in COLUMNS}
    due = one.due.due if one.due else None
    return row | {"segments": " ".join(one.segments), "due": due}
