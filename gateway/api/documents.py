"""Documents: what the caller may see now, what they may know of, and who may see one."""

from typing import Annotated, Any, Final

from litestar import Response, get
from litestar.params import QueryParameter
from msgspec.structs import asdict

from gateway.api.evenly import passes_over
from gateway.api.incoming import After, Counted, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework import readers
from gateway.casework.documents import (
    DocumentPage,
    DocumentView,
    document_for,
    documents_for,
)
from gateway.casework.known_papers import KnownPage, KnownPaper, known_papers
from gateway.casework.readers import Reader, ReaderPage
from gateway.store.listing.kept.people import ReaderSort
from gateway.store.listing.orders import Sort

COLUMNS: Final = ("id", "title", "registered_at", "segments", "outcome")
KNOWN: Final = KnownPaper.__struct_fields__
READERS: Final = ("person", "name", "segments", "rows")


@get("/api/documents", sync_to_thread=True)
def list_documents(
    request: Visit,
    *,
    after: After = None,
    limit: Limit = 50,
    sort: Annotated[Sort, QueryParameter()] = "newest",
    words: Search = "",
    counted: Counted = False,
    wanted: Format = None,
) -> Response[DocumentPage]:
    """The documents of which the caller may see something now; for an officer, all."""
    with request.office.reading() as reading:
        found = documents_for(
            reading,
            request.user,
            after=after,
            limit=limit,
            sort=sort,
            words=words,
            counted=counted,
        )
    rows = [_row(view) for view in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@get("/api/known-documents", sync_to_thread=True)
def list_known(
    request: Visit,
    *,
    after: After = None,
    limit: Limit = 50,
    sort: Annotated[Sort, QueryParameter()] = "newest",
    words: Search = "",
    wanted: Format = None,
) -> Response[KnownPage]:
    """The documents on agendas of which the caller may know, and for which they can ask."""
    passes_over(request.scope)
    with request.office.reading() as reading:
        found = known_papers(
            reading, request.user, words=words, sort=sort, after=after, limit=limit
        )
    rows = [asdict(paper) for paper in found.items]
    return page(request, found, rows, columns=KNOWN, after=found.next, wanted=wanted)


@get("/api/documents/{document:str}", sync_to_thread=True)
def show_document(request: Visit, document: PathId) -> DocumentView:
    """One document: what of it is released to the caller now, and why."""
    with request.office.reading() as reading:
        return document_for(reading, request.user, document, with_grounds=True)


@get("/api/documents/{document:str}/readers", sync_to_thread=True)
def list_readers(
    request: Visit,
    document: PathId,
    *,
    after: After = None,
    limit: Limit = 50,
    sort: Annotated[ReaderSort, QueryParameter()] = "name",
    words: Search = "",
    counted: Counted = False,
    wanted: Format = None,
) -> Response[ReaderPage]:
    """Who may see something of it now, and by which row. That it was asked is recorded."""
    found = readers.list_readers(
        request.office,
        by=request.user.person,
        document=document,
        after=after,
        limit=limit,
        sort=sort,
        words=words,
        counted=counted,
    )
    rows = [_reader_row(reader) for reader in found.items]
    return page(request, found, rows, columns=READERS, after=found.next, wanted=wanted)


def _row(view: DocumentView) -> dict[str, Any]:
    return {
        "id": view.id,
        "title": view.title,
        "registered_at": view.registered_at,
        "segments": " ".join(view.segments),
        "outcome": view.decision.outcome if view.decision else None,
    }


def _reader_row(reader: Reader) -> dict[str, Any]:
    return {
        "person": reader.person,
        "name": reader.name,
        "segments": " ".join(one.segment for one in reader.segments),
        "rows": " ".join(one.row for one in reader.segments),
    }
