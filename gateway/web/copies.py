"""My copies: what I fetched, what is asked back, and the certificate that nothing is left of it."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.copies import GiveBackCopy, copies_seen_by
from gateway.casework.copy_list import CopySort, listed_copies
from gateway.domain.copies import ReturnForm
from gateway.errors import NotFoundError
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, fill, read_typed
from gateway.web.lists import ListPage
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"due": "soonest due first", "newest": "newest first", "oldest": "oldest first"}
_MISSING: Final = {
    "how": "Choose what you did with it.",
    "all_of_it": "Tick the box when no copy is left.",
}


@get("/copies", include_in_schema=False, sync_to_thread=True)
def list_copies(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[CopySort, QueryParameter()] = "due",
    after: After = None,
) -> Response[bytes]:
    """What the caller holds; first what is asked back."""
    with request.office.reading() as reading:
        found = listed_copies(
            reading,
            request.user,
            whose="mine",
            words=words,
            sort=sort,
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/copies",
        api="/api/copies",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "due" else ""},
        fixed={"whose": "mine"},
        searched="Words in the title",
        sorts=SORTS,
        later=after is not None,
    )
    return page(request, "copies.html", title="Your copies", list=listed, copies=found.items)


@get("/copies/{copy:str}", include_in_schema=False, sync_to_thread=True)
def ask_return(request: Visit, copy: PathId) -> Response[bytes]:
    """Ask what they did with it."""
    return _page(request, copy)


@post("/copies/{copy:str}", include_in_schema=False)
async def give_back(request: Visit, copy: PathId) -> Redirect | Response[bytes]:
    """Record the certificate."""
    typed = await read_typed(request)
    given, errors = fill(ReturnForm, typed, missing=_MISSING)
    status = REFUSED
    if given is not None:
        command = GiveBackCopy(by=request.user.person, copy=copy, form=given)
        done, errors, status = await attempt(request, command)
        if done is not None:
            return see_other(request, "/copies", tell="given_back")
    return await sync_to_thread(_page, request, copy, typed=typed, errors=errors, status=status)


def _page(request: Visit, copy: str, **how: Any) -> Response[bytes]:
    """The form for one of the caller's copies. Raises NotFoundError for any other."""
    with request.office.reading() as reading:
        for one in copies_seen_by(reading, request.user.person, out=True):
            if (one.id, one.person) == (copy, request.user.person):
                paper = known_to(request, reading, one.document)
                return page(
                    request, "copy.html", title="Give a copy back", copy=one, paper=paper, **how
                )
    raise NotFoundError("You hold no such copy.")
