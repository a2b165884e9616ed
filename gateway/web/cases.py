"""What is due, and what is decided: the requests that an officer may open, and one as a case."""

from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, PathReference, Search, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.case_papers import paper_of_case
from gateway.casework.due_cases import DueSort, Show, due_cases, named_in, usual_sort
from gateway.casework.explained import with_grounds
from gateway.casework.owed import deadlines_of
from gateway.casework.places import who_asks
from gateway.casework.requests import one_request
from gateway.casework.turning import turning_on
from gateway.domain.deadlines import MAY_MOVE
from gateway.policy.life.routes import opens_to
from gateway.policy.offices import LAST_RESORT
from gateway.web import hearing_terms
from gateway.web.case_steps import ways_of
from gateway.web.checks_table import RESULTS, checked_parts
from gateway.web.finding_words import QUESTIONS, consequences
from gateway.web.lists import Filter, ListPage
from gateway.web.officer_terms import SHOW
from gateway.web.rendering import page

AT_ONCE: Final = 20
SORTS: Final[dict[str, str]] = {
    "due": "soonest due first",
    "newest": "newest first",
    "oldest": "oldest first",
}
TITLES: Final[dict[Show | Literal[""], str]] = {
    "decided": "Requests that are decided",
    "all": "Requests that you may open",
}
"""What the page is called where it shows more than what is due."""


@get("/cases", include_in_schema=False, sync_to_thread=True)
def list_cases(
    request: Visit,
    *,
    words: Search = "",
    show: Annotated[Show | Literal[""], QueryParameter()] = "",
    sort: Annotated[DueSort | Literal[""], QueryParameter()] = "",
    after: After = None,
) -> Response[bytes]:
    """What waits for an office of the caller's, or what else they may open as a case."""
    usual = usual_sort(show or None)
    with request.office.reading() as reading:
        found = due_cases(
            reading,
            request.user,
            words=words,
            show=show or None,
            sort=sort or None,
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/cases",
        api="/api/cases",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "show": show, "sort": sort if sort != usual else ""},
        searched="Paper, councillor or reference",
        filters=(Filter("show", "Show", SHOW),),
        sorts={usual: SORTS[usual], **SORTS},
        later=after is not None,
    )
    title = TITLES.get(show, "What is due")
    return page(request, "cases.html", title=title, list=listed, cases=found.items)


@get("/cases/{reference:str}", include_in_schema=False, sync_to_thread=True)
def show_case(request: Visit, reference: PathReference) -> Response[bytes]:
    """One of them: what is asked, the checks, until when, what was done and what can be done."""
    with request.office.reading() as reading:
        named = named_in(reading, request.user.person, reference)
        answer = one_request(reading, request.user, reference)
        case = shown_case(reading, request.user.person, reference)
        paper = paper_of_case(reading, request.user.person, reference)
        asks = who_asks(reading, request.user.person, reference)
        turning = turning_on(reading, request.user.person, reference)
        owed = deadlines_of(reading, request.user, about=reference)
    explained = with_grounds(request.office, answer)
    return page(
        request,
        "case.html",
        title=f"Request {reference}",
        answer=answer,
        named=named,
        case=case,
        paper=paper,
        place=asks.place,
        business=asks.business,
        opens_paper=opens_to("GET /papers/{document}", request.user) and paper is not None,
        opens_cover=opens_to("GET /cover", request.user),
        last_resort=LAST_RESORT,
        acts=turning.acts,
        decisive=turning.decisive,
        consequences=consequences(turning.effects, case.asked.type),
        helps=turning.helps,
        ways=ways_of(case, asked=bool(turning.decisive)),
        parts=checked_parts(request.office, explained.decision),
        results=RESULTS,
        questions=QUESTIONS,
        deadlines=owed.items,
        may_move=MAY_MOVE,
        hearing_terms=hearing_terms,
    )
