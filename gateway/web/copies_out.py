"""Copies that are out, for whoever gets them back: with whom, since when, asked back until when."""

from typing import Annotated, Any, Final, Literal, get_args

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.copies import GiveBackCopy
from gateway.casework.copy_list import CopySort, listed_copies, one_copy
from gateway.domain.copies import CopyState, GivenBack, ReturnForm
from gateway.policy.life.routes import opens_to
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, fill, read_typed
from gateway.web.lists import Filter, ListPage
from gateway.web.officer_terms import COPIES
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {
    "due": "soonest due first",
    "newest": "newest first",
    "oldest": "oldest first",
    "holder": "by name",
}
_STATES: Final = {"": "All that are out"} | {state: words for state, (words, _) in COPIES.items()}
_MISSING: Final = {
    "how": "Choose what was done with it.",
    "all_of_it": "Tick the box when no copy is left.",
}


@get("/copies-out", include_in_schema=False, sync_to_thread=True)
def list_copies_out(
    request: Visit,
    *,
    words: Search = "",
    copy_state: Annotated[CopyState | Literal[""], QueryParameter(name="state")] = "",
    sort: Annotated[CopySort, QueryParameter()] = "due",
    after: After = None,
) -> Response[bytes]:
    """The copies of others that are out; or those given back, with their certificates."""
    out = copy_state not in get_args(GivenBack)
    with request.office.reading() as reading:
        found = listed_copies(
            reading,
            request.user,
            whose="others",
            out=out,
            state=copy_state or None,
            words=words,
            sort=sort,
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/copies-out",
        api="/api/copies",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "state": copy_state, "sort": sort if sort != "due" else ""},
        fixed={"whose": "others", "all": "" if out else "true"},
        searched="Name, or words in the title",
        filters=(Filter("state", "Show", _STATES),),
        sorts=SORTS,
        later=after is not None,
    )
    return page(request, "copies-out.html", title="Copies", list=listed, copies=found.items)


@get("/copies-out/{copy:str}", include_in_schema=False, sync_to_thread=True)
def show_copy_out(request: Visit, copy: PathId) -> Response[bytes]:
    """One copy: what was fetched, its certificate, or the form for one."""
    return _page(request, copy)


@post("/copies-out/{copy:str}", include_in_schema=False)
async def take_back(request: Visit, copy: PathId) -> Redirect | Response[bytes]:
    """Record that it was given back or destroyed."""
    typed = await read_typed(request)
    given, errors = fill(ReturnForm, typed, missing=_MISSING)
    status = REFUSED
    if given is not None:
        command = GiveBackCopy(by=request.user.person, copy=copy, form=given)
        done, errors, status = await attempt(request, command)
        if done is not None:
            return see_other(request, f"/copies-out/{copy}", tell="taken_back")
    return await sync_to_thread(_page, request, copy, typed=typed, errors=errors, status=status)


def _page(request: Visit, copy: str, **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        found = one_copy(reading, request.user, copy)
    return page(
        request,
        "copy-out.html",
        title="A copy",
        copy=found.copy,
        may_give_back=found.may_give_back,
        may_record=opens_to("GET /incidents/new", request.user),
        **how,
    )
