"""Marks as exempt: the proper officer makes, tests, reviews and lifts them."""

from litestar import get, post
from litestar.params import JSONBody
from msgspec import Struct

from gateway.api.incoming import PathId, Visit
from gateway.casework.marks import MarkExempt, marks_to_look_at
from gateway.domain.case_forms import MarkForm, ShownMark


class MarkAnswer(Struct, frozen=True, kw_only=True):
    """The log entry that records it."""

    entry: int


@post("/api/documents/{document:str}/exempt-marks")
async def mark_exempt(data: JSONBody[MarkForm], request: Visit, document: PathId) -> MarkAnswer:
    """Mark part of a document as exempt, test or review a mark, or lift it."""
    command = MarkExempt(by=request.user.person, document=document, mark=data)
    return MarkAnswer(entry=await request.office.carry_out(command))


@get("/api/exempt-marks", sync_to_thread=True)
def list_marks(request: Visit) -> tuple[ShownMark, ...]:
    """The marks that were never tested, and those whose review has fallen due."""
    with request.office.reading() as reading:
        return marks_to_look_at(reading, request.user.person)
