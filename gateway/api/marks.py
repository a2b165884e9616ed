"""Marks as exempt: the proper officer makes, tests, reviews and lifts them."""

from typing import Annotated, Final

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.marks import MarkExempt, marks_page
from gateway.domain.case_forms import MarkDue, MarkForm, MarkPage

COLUMNS: Final = ("document", "title", "segment", "paragraph", "tested", "review_on", "why")


class MarkAnswer(Struct, frozen=True, kw_only=True):
    """The log entry that records it."""

    entry: int


@post("/api/documents/{document:str}/exempt-marks")
async def mark_exempt(data: JSONBody[MarkForm], request: Visit, document: PathId) -> MarkAnswer:
    """Mark part of a document as exempt, test or review a mark, or lift it."""
    command = MarkExempt(by=request.user.person, document=document, mark=data)
    return MarkAnswer(entry=await request.office.carry_out(command))


@get("/api/exempt-marks", sync_to_thread=True)
def list_marks(
    request: Visit,
    *,
    words: Search = "",
    why: Annotated[MarkDue | None, QueryParameter()] = None,
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[MarkPage]:
    """The marks that were never tested, and those whose review has fallen due."""
    with request.office.reading() as reading:
        person = request.user.person
        found = marks_page(reading, person, words=words, why=why, after=after, limit=limit)
    rows = [{name: getattr(one, name) for name in COLUMNS} for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)
