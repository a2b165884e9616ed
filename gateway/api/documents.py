"""Documents: what the caller may see now, and who may see one."""

from typing import Any, Final

from litestar import Response, get

from gateway.api.incoming import After, Format, Limit, PathId, Visit
from gateway.api.tables import page
from gateway.casework import readers
from gateway.casework.documents import (
    DocumentPage,
    DocumentView,
    document_for,
    documents_for,
)
from gateway.casework.readers import Reader

COLUMNS: Final = ("id", "title", "registered_at", "segments", "outcome")


@get("/api/documents", sync_to_thread=True)
def list_documents(
    request: Visit, *, after: After = None, limit: Limit = 50, wanted: Format = None
) -> Response[DocumentPage]:
    """The documents of which the caller may see something now; for an officer, all."""
    with request.office.reading() as reading:
        found = documents_for(reading, request.user, after=after, limit=limit)
    rows = [_row(view) for view in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@get("/api/documents/{document:str}", sync_to_thread=True)
def show_document(request: Visit, document: PathId) -> DocumentView:
    """One document: what of it is released to the caller now, and why."""
    with request.office.reading() as reading:
        return document_for(reading, request.user, document, with_grounds=True)


@get("/api/documents/{document:str}/readers", sync_to_thread=True)
def list_readers(request: Visit, document: PathId) -> tuple[Reader, ...]:
    """Who may see something of it now, and by which row. That it was asked is recorded."""
    return readers.list_readers(request.office, by=request.user.person, document=document)


def _row(view: DocumentView) -> dict[str, Any]:
    return {
        "id": view.id,
        "title": view.title,
        "registered_at": view.registered_at.isoformat(),
        "segments": " ".join(view.segments),
        "outcome": view.decision.outcome if view.decision else None,
    }
