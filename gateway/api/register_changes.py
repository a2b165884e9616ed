"""Changes to the register that wait to be confirmed: who comes, moves and leaves."""

from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Response, delete, get, post
from litestar.params import QueryParameter
from msgspec import Struct
from msgspec.structs import asdict

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.register_lines import LineSort, ListedLine, listed_changes
from gateway.api.tables import page
from gateway.casework.short_lists import Cut
from gateway.importing import report
from gateway.importing.changes import What
from gateway.importing.confirming import ConfirmRegister, DismissRegister, proposed

COLUMNS: Final = ("what", "collection", "name", "detail")


class ShownProposal(Struct, frozen=True, kw_only=True):
    """What waits, if anything: its id, when it was found, and what it would change now."""

    id: str | None
    found_at: datetime | None
    sources: tuple[dict[str, Any], ...]


@get("/api/register-changes", sync_to_thread=True)
def show_register_changes(request: Visit) -> ShownProposal:
    """Who would come, move and leave, by source; `id` is null when nothing waits."""
    with request.office.reading() as reading:
        found = proposed(reading)
    if found is None:
        return ShownProposal(id=None, found_at=None, sources=())
    sources = tuple(report.plain(one) for one in found.differences)
    return ShownProposal(id=found.id, found_at=found.found_at, sources=sources)


@get("/api/register-changes/lines", sync_to_thread=True)
def list_register_changes(
    request: Visit,
    *,
    words: Search = "",
    what: Annotated[What | None, QueryParameter()] = None,
    sort: Annotated[LineSort, QueryParameter()] = "kind",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedLine]]:
    """The same as a list: one line for each row of the register that would change."""
    with request.office.reading() as reading:
        found = listed_changes(reading, what=what, words=words, sort=sort, after=after, limit=limit)
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@post("/api/register-changes/{proposal:str}/confirmation", status_code=204)
async def confirm_register_changes(request: Visit, proposal: PathId) -> None:
    """Bring in what was proposed, as it differs at this moment."""
    await request.office.carry_out(ConfirmRegister(by=request.user.person, proposal=proposal))


@delete("/api/register-changes/{proposal:str}")
async def dismiss_register_changes(request: Visit, proposal: PathId) -> None:
    """Dismiss it; the register stays as it is."""
    await request.office.carry_out(DismissRegister(by=request.user.person, proposal=proposal))
