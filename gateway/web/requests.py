"""My requests: the list, and one with its answer, its clocks, and what can be done with it."""

from collections.abc import Collection
from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, PathReference, Search, Visit
from gateway.casework.case_pages import shown_case, shown_state
from gateway.casework.explained import reply_about
from gateway.casework.next_due import next_due
from gateway.casework.owed import deadlines_of
from gateway.casework.request_clocks import CLOCKS
from gateway.casework.requests import one_request, requests_of
from gateway.domain.casework import RequestState
from gateway.domain.decision import Decision
from gateway.domain.reply import Reply
from gateway.language.speaking import say_marked
from gateway.policy.reply import OPEN_NOW
from gateway.web.lists import Filter, ListPage
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page
from gateway.web.terms import STATES

AT_ONCE: Final = 20
ANY: Final = ""
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}


@get("/requests", include_in_schema=False, sync_to_thread=True)
def list_requests(
    request: Visit,
    *,
    words: Search = "",
    stands: Annotated[RequestState | Literal[""], QueryParameter(name="state")] = ANY,
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """What the caller asked for, with the answers."""
    with request.office.reading() as reading:
        found = requests_of(
            reading,
            request.user,
            state=stands or None,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=AT_ONCE,
        )
        papers = {
            one.reference: known_to(request, reading, one.asked.document) for one in found.items
        }
        due = {one.reference: next_due(reading, one.reference, of=CLOCKS) for one in found.items}
        states = {
            one.reference: shown_state(reading, request.user.person, one.reference)
            for one in found.items
        }
    listed = ListPage(
        address="/requests",
        api="/api/requests",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "state": stands, "sort": sort if sort != "newest" else ""},
        searched="Words in the title, or the reference",
        filters=(Filter("state", "Answer", _states()),),
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "requests.html",
        title="Your requests",
        list=listed,
        requests=found.items,
        papers=papers,
        states=states,
        due=due,
    )


@get("/requests/{reference:str}", include_in_schema=False, sync_to_thread=True)
def show_request(request: Visit, reference: PathReference) -> Response[bytes]:
    """One request: the answer as it was told, its clocks, its history, what can be done now."""
    with request.office.reading() as reading:
        answer = one_request(reading, request.user, reference, as_told=True)
        case = shown_case(reading, request.user.person, reference)
        owed = deadlines_of(reading, request.user, about=reference)
        paper = known_to(request, reading, answer.asked.document)
    told = reply_about(request.office, answer, say_marked)
    dated = {one.kind for one in owed.items}
    return page(
        request,
        "request.html",
        title=f"Your request {reference}",
        answer=answer,
        reply=told,
        by_when=_not_among(dated, answer.decision, told),
        open_now=OPEN_NOW,
        case=case,
        deadlines=owed.items,
        paper=paper,
    )


def _not_among(dated: Collection[str], decision: Decision, told: Reply) -> list[str]:
    """What is told of clocks that do not stand among the dates of the page."""
    return [
        words for clock, words in zip(decision.due, told.by_when, strict=True) if clock not in dated
    ]


def _states() -> dict[str, str]:
    """The states of what was sent, in the words of the list."""
    sent = {name: tag for name, (tag, _) in STATES.items() if name != "draft"}
    return {"": "Any answer"} | sent
