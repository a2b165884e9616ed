"""Marks as exempt: those that somebody must look at, and a mark that is made, tested or lifted."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, PathId, Search, Visit
from gateway.casework.last_meetings import last_meetings_of
from gateway.casework.mark_list import MarkSort, listed_marks
from gateway.casework.marks import MarkExempt, markable
from gateway.domain.case_forms import MarkDue, MarkedPaper, MarkForm, ShownMark
from gateway.policy.conditions.papers import NEEDS_NO_TEST
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed, typed_day
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"title": "by title", "review": "by day of review"}
_MISSING: Final = {
    "segment": "Choose the part.",
    "paragraph": "Choose the paragraph.",
    "words": "Say why.",
}
_KNOWN: Final = "known"
"""The field by which a form says that it changes a mark, and does not make one."""
_MARKED_ALREADY: Final = (
    "This part is marked under this paragraph already. That mark is filled in with what you "
    "typed: check it, then record it."
)
_FIELDS: Final = frozenset(MarkForm.__struct_fields__)
_WHY: Final = {"": "Everything", "not_tested": "Never tested", "review_due": "Review is due"}


@get("/marks", include_in_schema=False, sync_to_thread=True)
def list_marks(
    request: Visit,
    *,
    words: Search = "",
    why: Annotated[MarkDue | Literal[""], QueryParameter()] = "",
    sort: Annotated[MarkSort, QueryParameter()] = "title",
    after: After = None,
) -> Response[bytes]:
    """What was never tested, and what is due for review."""
    with request.office.reading() as reading:
        found = listed_marks(
            reading,
            request.user.person,
            why=why or None,
            words=words,
            sort=sort,
            after=after,
            limit=AT_ONCE,
        )
        meetings = last_meetings_of(reading, {one.document for one in found.items})
    listed = ListPage(
        address="/marks",
        api="/api/exempt-marks",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "why": why, "sort": sort if sort != "title" else ""},
        searched="Words in the title or the part",
        filters=(Filter("why", "Show", _WHY),),
        sorts=SORTS,
        later=after is not None,
    )
    title = "Marks to look at"
    return page(
        request, "marks.html", title=title, list=listed, marks=found.items, meetings=meetings
    )


@get("/marks/{document:str}", include_in_schema=False, sync_to_thread=True)
def ask_mark(
    request: Visit,
    document: PathId,
    *,
    segment: Annotated[str, QueryParameter(max_length=200)] = "",
    paragraph: Annotated[str, QueryParameter(pattern="^[0-9]{0,2}$")] = "",
) -> Response[bytes]:
    """The marks of a paper, and a form for one of them."""
    chosen = Typed({"segment": (segment,), "paragraph": (paragraph,)})
    return _form(request, document, typed=chosen)


@post("/marks/{document:str}", include_in_schema=False)
async def mark(request: Visit, document: PathId) -> Redirect | Response[bytes]:
    """Mark, test, review or lift; every open request for the paper is decided again.

    Leads back to the paper, which says how it is marked now.
    """
    typed = await read_typed(request)
    form, errors = fill(MarkForm, typed, missing=_MISSING)
    status = REFUSED
    if form is not None and await sync_to_thread(_would_overwrite, request, document, typed):
        errors = {"form": _MARKED_ALREADY}
    elif form is not None:
        command = MarkExempt(by=request.user.person, document=document, mark=form)
        _, errors, status = await attempt(request, command, beside=_FIELDS)
        if not errors:
            return see_other(request, f"/papers/{document}", tell="marked")
    return await sync_to_thread(_form, request, document, typed=typed, errors=errors, status=status)


def _form(request: Visit, document: str, *, typed: Typed, **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        paper = markable(reading, request.user.person, document)
        meets = last_meetings_of(reading, [document]).get(document)
    mark = _chosen(paper, typed)
    if mark and _KNOWN not in typed:
        typed = _as_it_stands(mark, typed)
    return page(
        request,
        "mark.html",
        title="Change a mark" if mark else "Mark as exempt",
        paper=paper,
        meets=meets,
        mark=mark,
        no_test=NEEDS_NO_TEST,
        known=_KNOWN,
        typed=typed,
        **how,
    )


def _would_overwrite(request: Visit, document: str, typed: Typed) -> bool:
    """Whether a mark that is to be new stands there already."""
    if _KNOWN in typed:
        return False
    with request.office.reading() as reading:
        return _chosen(markable(reading, request.user.person, document), typed) is not None


def _chosen(paper: MarkedPaper, typed: Typed) -> ShownMark | None:
    """The mark on the part and under the paragraph that were chosen."""
    chosen = (typed.one("segment"), typed.one("paragraph"))
    return next((one for one in paper.marks if (one.segment, str(one.paragraph)) == chosen), None)


def _as_it_stands(mark: ShownMark, typed: Typed) -> Typed:
    """A mark to change, and what was typed over it. A review that is due is to be set anew."""
    stands = {
        "negotiation_terms": ("true",) if mark.negotiation_terms else (),
        **typed_day("tested", mark.tested),
        **typed_day("review_on", None if mark.why == "review_due" else mark.review_on),
    }
    return typed.over(stands)
