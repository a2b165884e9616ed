"""Papers as officers look after them: the list, one paper with its parts, and who may see it."""

from typing import Annotated

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.afterwards import may
from gateway.casework.documents import documents_for
from gateway.casework.keeping import kept_paper
from gateway.casework.last_meetings import last_meetings
from gateway.casework.marks import acts_as_proper_officer, may_mark
from gateway.casework.readers import list_readers
from gateway.policy.words import VALUES
from gateway.store.listing.kept.people import ReaderSort
from gateway.store.listing.orders import Sort
from gateway.web.lists import ListPage
from gateway.web.papers import AT_ONCE, SORTS
from gateway.web.rendering import page


@get("/papers", include_in_schema=False, sync_to_thread=True)
def list_kept(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Sort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """Every paper that is held."""
    with request.office.reading() as reading:
        found = documents_for(
            reading, request.user, words=words, sort=sort, after=after, limit=AT_ONCE
        )
        meetings = last_meetings(reading, found.items)
        registers = acts_as_proper_officer(reading, request.user.person)
    listed = ListPage(
        address="/papers",
        api="/api/documents",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words in the title",
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "keep-papers.html",
        title="Papers",
        list=listed,
        papers=found.items,
        meetings=meetings,
        registers=registers,
    )


@get("/papers/{document:str}", include_in_schema=False, sync_to_thread=True)
def show_kept(request: Visit, document: PathId) -> Response[bytes]:
    """One paper: its parts, their marks, and what can be done with each."""
    with request.office.reading() as reading:
        paper = kept_paper(reading, request.user.person, document)
        marks = may_mark(reading, request.user.person, document)
        enquires = may(reading, "enquire", request.user.person, ())
    return page(
        request,
        "keep-paper.html",
        may_mark=marks,
        may_enquire=enquires,
        title=paper.title,
        paper=paper,
        kinds=VALUES["segment.kind"],
        personal=VALUES["segment.personal_data"],
    )


@get("/papers/{document:str}/readers", include_in_schema=False, sync_to_thread=True)
def show_readers(
    request: Visit,
    document: PathId,
    *,
    words: Search = "",
    sort: Annotated[ReaderSort, QueryParameter()] = "name",
    after: After = None,
) -> Response[bytes]:
    """Who may see something of it now, and by which rule. Looking is recorded."""
    found = list_readers(
        request.office,
        by=request.user.person,
        document=document,
        words=words,
        sort=sort,
        after=after,
        limit=AT_ONCE,
    )
    with request.office.reading() as reading:
        paper = kept_paper(reading, request.user.person, document)
    listed = ListPage(
        address=f"/papers/{document}/readers",
        api=f"/api/documents/{document}/readers",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "name" else ""},
        searched="Words in the name",
        sorts={"name": "by name", "kind": "by what they are"},
        later=after is not None,
    )
    return page(
        request,
        "keep-readers.html",
        title="Who may see it now",
        paper=paper,
        list=listed,
        readers=found.items,
    )
