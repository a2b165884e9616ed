"""The register's proposed changes: who would come, move and leave; confirmed or dismissed."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import PathId, Search, Visit
from gateway.errors import ConflictError, ImportFileError
from gateway.importing import report
from gateway.importing.confirming import ConfirmRegister, DismissRegister, proposed
from gateway.web.forms import read_typed
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page
from gateway.web.told_once import see_other

What = Literal["added", "changed", "ended", ""]
WHATS: Final = {"": "Everything", "added": "New", "changed": "Changed", "ended": "Ended"}
MOST: Final = 500
"""So many changes are shown at once; a search shows others."""


@get("/register", include_in_schema=False, sync_to_thread=True)
def show_changes(
    request: Visit, *, words: Search = "", what: Annotated[What, QueryParameter()] = ""
) -> Response[bytes]:
    """How the files differ from the register."""
    return _page(request, words, what)


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


def _page(request: Visit, words: str = "", what: What = "", **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        found = proposed(reading)
    differences = found.differences if found else ()
    lines = [line for one in differences for line in report.lines(one)]
    sought = words.lower().split()
    shown = [
        line
        for line in lines
        if what in {"", line.what}
        and all(word in f"{line.name} {line.detail} {line.collection}".lower() for word in sought)
    ]
    listed = ListPage(
        address="/register",
        number=len(shown),
        asked={"q": words, "what": what},
        searched="Name",
        filters=(Filter("what", "Show", WHATS),),
    )
    return page(
        request,
        "register.html",
        title="Changes to the register",
        list=listed,
        proposal=found,
        lines=shown[:MOST],
        more=max(0, len(shown) - MOST),
        notes=[note for one in differences for note in one.notes],
        sweeping=[many for one in differences if (many := one.sweeping())],
        whats=WHATS,
        **how,
    )
