"""The register's proposed changes: who would come, move and leave; confirmed or dismissed."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, PathId, Search, Visit
from gateway.api.register_lines import LineSort, listed_changes
from gateway.errors import ConflictError, ImportFileError
from gateway.importing.changes import What
from gateway.importing.confirming import ConfirmRegister, DismissRegister, proposed
from gateway.web.forms import read_typed
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page
from gateway.web.told_once import see_other

WHATS: Final = {"": "Everything", "added": "New", "changed": "Changed", "ended": "Ended"}
AT_ONCE: Final = 50
SORTS: Final = {"kind": "by what changes", "name": "by name"}


@get("/register", include_in_schema=False, sync_to_thread=True)
def show_changes(
    request: Visit,
    *,
    words: Search = "",
    what: Annotated[What | Literal[""], QueryParameter()] = "",
    sort: Annotated[LineSort, QueryParameter()] = "kind",
    after: After = None,
) -> Response[bytes]:
    """How the files differ from the register."""
    return _page(request, words, what, sort, after)


@post("/register/{proposal:str}/confirmation", include_in_schema=False)
async def confirm_changes(request: Visit, proposal: PathId) -> Redirect | Response[bytes]:
    """Bring it in."""
    typed = await read_typed(request)
    command = ConfirmRegister(
        by=request.user.person,
        proposal=proposal,
        many_may_end=typed.one("many_may_end") == "true",
    )
    try:
        await request.office.carry_out(command)
    except ImportFileError as error:
        errors = {"many_may_end": f"{error.detail} Look at the list, then tick the box."}
        return await sync_to_thread(_page, request, errors=errors, status=ConflictError.status)
    return see_other(request, "/register", tell="confirmed")


@post("/register/{proposal:str}/dismissal", include_in_schema=False)
async def dismiss_changes(request: Visit, proposal: PathId) -> Redirect:
    """Leave the register as it is."""
    await request.office.carry_out(DismissRegister(by=request.user.person, proposal=proposal))
    return see_other(request, "/register", tell="dismissed")


def _page(
    request: Visit,
    words: str = "",
    what: What | Literal[""] = "",
    sort: LineSort = "kind",
    after: str | None = None,
    **how: Any,
) -> Response[bytes]:
    with request.office.reading() as reading:
        found = proposed(reading)
        lines = listed_changes(
            reading, what=what or None, words=words, sort=sort, after=after, limit=AT_ONCE
        )
    differences = found.differences if found else ()
    listed = ListPage(
        address="/register",
        api="/api/register-changes/lines",
        number=len(lines.items),
        next=lines.next,
        asked={"q": words, "what": what, "sort": sort if sort != "kind" else ""},
        searched="Name",
        filters=(Filter("what", "Show", WHATS),),
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "register.html",
        title="Changes to the register",
        list=listed,
        proposal=found,
        lines=lines.items,
        notes=[note for one in differences for note in one.notes],
        sweeping=[many for one in differences if (many := one.sweeping())],
        whats=WHATS,
        **how,
    )
