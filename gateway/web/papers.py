"""What I may see: the list of papers, and one paper with its parts."""

from typing import Annotated, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.documents import document_for, documents_for, waits_if_asked
from gateway.casework.last_meetings import last_meetings
from gateway.language.speaking import say_marked
from gateway.policy.reply import reply
from gateway.store.listing.orders import Sort
from gateway.web.lists import ListPage
from gateway.web.rendering import page

AT_ONCE: Final = 20
SORTS: Final = {
    "newest": "last registered first",
    "oldest": "first registered first",
    "title": "by title",
}


@get("/documents", include_in_schema=False, sync_to_thread=True)
def list_papers(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Sort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """The papers of which the caller may see something now."""
    with request.office.reading() as reading:
        found = documents_for(
            reading, request.user, words=words, sort=sort, after=after, limit=AT_ONCE
        )
        meetings = last_meetings(reading, found.items)
    listed = ListPage(
        address="/documents",
        api="/api/documents",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words in the title",
        found="Papers with “{words}”",
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "papers.html",
        title="What you may see",
        list=listed,
        papers=found.items,
        meetings=meetings,
    )


@get("/documents/{document:str}", include_in_schema=False, sync_to_thread=True)
def show_paper(request: Visit, document: PathId) -> Response[bytes]:
    """One paper: what of it is open to the caller, and why the rest is not."""
    with request.office.reading() as reading:
        view = document_for(reading, request.user, document, with_grounds=True)
        meeting = last_meetings(reading, [view]).get(view.id)
        told = view.decision.segments if view.decision else ()
        closed = {one.id for one in told if not one.released}
        waits = closed and closed & waits_if_asked(reading, request.user, document)
    answer = reply(view.decision, say=say_marked) if view.decision else None
    return page(
        request,
        "paper.html",
        title=view.title,
        paper=view,
        meeting=meeting,
        reply=answer,
        closed=closed,
        waits=waits,
    )
