"""Asking to see something: first, find the paper among those that one may know of."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.evenly import passes_over
from gateway.api.incoming import After, Search, Visit
from gateway.casework.drafts import SaveDraft
from gateway.casework.known_papers import known_papers
from gateway.domain.requests import AskedRequest
from gateway.store.listing.orders import Sort
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, fill, read_typed
from gateway.web.lists import ListPage
from gateway.web.papers import AT_ONCE
from gateway.web.rendering import page
from gateway.web.told_once import see_other

SORTS: Final = {
    "newest": "latest meeting first",
    "oldest": "earliest meeting first",
    "title": "by title",
}


@get("/ask", include_in_schema=False, sync_to_thread=True)
def find_paper(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Sort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """A search among the papers of which the caller may know."""
    return _page(request, words=words, sort=sort, after=after)


@post("/ask", include_in_schema=False)
async def choose_paper(request: Visit) -> Redirect | Response[bytes]:
    """Begin a draft for the paper that was chosen, and ask the first question.

    A button may say more than the paper: to have a copy, or to pass it on.
    """
    typed = await read_typed(request)
    asked, errors = fill(AskedRequest, typed, missing={"document": "Choose a paper."})
    if asked is None:
        return await sync_to_thread(_page, request, errors=errors, status=REFUSED)
    command = SaveDraft(by=request.user.person, asked=asked)
    draft, errors, status = await attempt(request, command)
    if draft is None:
        return await sync_to_thread(_page, request, errors=errors, status=status)
    return see_other(request, f"/drafts/{draft.id}/why")


def _page(
    request: Visit,
    *,
    words: str = "",
    sort: Sort = "newest",
    after: str | None = None,
    status: int = 200,
    **context: Any,
) -> Response[bytes]:
    passes_over(request.scope)
    with request.office.reading() as reading:
        found = known_papers(
            reading, request.user, words=words, sort=sort, after=after, limit=AT_ONCE
        )
    listed = ListPage(
        address="/ask",
        api="/api/known-documents",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words in its title",
        found="Papers with “{words}”",
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "ask.html",
        status=status,
        title="What do you want to see?",
        list=listed,
        papers=found.items,
        **context,
    )
