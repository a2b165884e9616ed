"""Marks as exempt: the proper officer makes, tests, reviews and lifts them."""

from typing import Annotated, Final

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct
from msgspec.structs import asdict

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.mark_list import MarkSort, listed_marks
from gateway.casework.marks import MarkExempt
from gateway.casework.short_lists import Cut
from gateway.domain.case_forms import MarkDue, MarkForm, ShownMark

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
    sort: Annotated[MarkSort, QueryParameter()] = "title",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ShownMark]]:
    """The marks that were never tested, and those whose review has fallen due."""
    with request.office.reading() as reading:
        found = listed_marks(
            reading,
            request.user.person,
            why=why,
            words=words,
            sort=sort,
            after=after,
            limit=limit,
        )
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)
