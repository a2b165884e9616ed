"""The requests that an officer may open as a case: those that wait for them, overdue first."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.due_cases import DueCase, DueCasePage, DueSort, Show, due_cases

COLUMNS: Final = (
    *("reference", "received_at", "document", "title", "name", "state"),
    *("offices", "what", "due", "days_left", "late"),
)


@get("/api/cases", sync_to_thread=True)
def list_due_cases(
    request: Visit,
    *,
    words: Search = "",
    show: Annotated[Show | None, QueryParameter()] = None,
    sort: Annotated[DueSort | None, QueryParameter()] = None,
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[DueCasePage]:
    """What waits for an office of the caller's, with the next thing that is owed and until when.

    With `show=decided` what is decided, with `show=all` all that the caller may open as a case.
    """
    with request.office.reading() as reading:
        found = due_cases(
            reading, request.user, words=words, show=show, sort=sort, after=after, limit=limit
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


def _row(one: DueCase) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in COLUMNS}
    return row | {"offices": " ".join(one.offices)}
