"""My copies: what I fetched, what is asked back, and the certificate that nothing is left of it."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathId, Visit
from gateway.casework.copies import GiveBackCopy, copies_seen_by
from gateway.casework.known_papers import title_known
from gateway.domain.copies import ReturnForm
from gateway.errors import NotFoundError
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, fill, read_typed
from gateway.web.rendering import page
from gateway.web.told_once import see_other

_MISSING: Final = {
    "how": "Choose what you did with it.",
    "all_of_it": "Tick the box when no copy is left.",
}


@get("/copies", include_in_schema=False, sync_to_thread=True)
def list_copies(request: Visit) -> Response[bytes]:
    """What the caller holds; first what is asked back."""
    with request.office.reading() as reading:
        found = copies_seen_by(reading, request.user.person, out=True)
        mine = [one for one in found if one.person == request.user.person]
        titles = {one.id: title_known(reading, request.user, one.document) for one in mine}
    mine.sort(key=lambda one: one.state != "asked_back")
    return page(request, "copies.html", title="Your copies", copies=mine, titles=titles)


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
                paper = title_known(reading, request.user, one.document)
                return page(
                    request, "copy.html", title="Give a copy back", copy=one, paper=paper, **how
                )
    raise NotFoundError("You hold no such copy.")
