"""The page after sign-in: what waits for somebody, and what they can do here, by their roles."""

from datetime import datetime, timedelta
from typing import Any, Final

from litestar import Response, get
from msgspec import Struct

from gateway.api.incoming import Visit
from gateway.casework.advice_pages import questions_for
from gateway.casework.capacities import capacities_of
from gateway.casework.case_pages import shown_state
from gateway.casework.drafts import drafts_of
from gateway.casework.due_cases import due_cases
from gateway.casework.hearing import disputes_for
from gateway.casework.known_papers import KnownPaper
from gateway.casework.marks import marks_waiting
from gateway.casework.places import places_of
from gateway.casework.requests import requests_of, to_answer
from gateway.casework.told import notices_for
from gateway.casework.turn import Reading
from gateway.casework.who import name_of
from gateway.domain.casework import RequestState
from gateway.domain.notices import NoticeKind
from gateway.importing.confirming import proposed
from gateway.policy.life.routes import opens_to
from gateway.policy.words import OFFICES
from gateway.web.navigation import groups_for
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page

AT_ONCE: Final = 20
FIRST: Final = 5
"""So many requests that wait stand on the page, the soonest due first."""
MOST: Final = 99
"""So many that are late are counted."""
NEW: Final = timedelta(days=14)
"""So long an answer stands first on the page."""
_ANSWERS: Final[frozenset[NoticeKind]] = frozenset(
    {"request_decided", "determined", "dispute_answered", "onward_answered"}
)
_ANSWERED: Final[frozenset[RequestState]] = frozenset({"agreed", "agreed_in_part", "not_agreed"})


class Latest(Struct, frozen=True, kw_only=True):
    """A request of the caller's own, as they are told it. `answered`: when, if that is new."""

    reference: str
    paper: KnownPaper | None
    sent: datetime
    state: RequestState
    answered: datetime | None


@get("/home", include_in_schema=False, sync_to_thread=True)
def home(request: Visit) -> Response[bytes]:
    """What waits, and what can be done here."""
    asks = opens_to("GET /ask", request.user)
    waits: dict[str, Any] = {
        "drafts": 0,
        "to_answer": (),
        "latest": (),
        "sits_on": (),
        "disputes": (),
        "advice": False,
        **_of_caller(request),
    }
    if asks:
        with request.office.reading() as reading:
            waits["to_answer"] = to_answer(reading, request.user.person)
            waits["drafts"] = len(drafts_of(reading, request.user.person))
            waits["latest"] = _latest(request, reading)
            waits["sits_on"] = places_of(reading, [request.user.person])[request.user.person].bodies
    if opens_to("GET /disputes", request.user):
        with request.office.reading() as reading:
            heard = disputes_for(reading, request.user.person, limit=AT_ONCE)
            asked = questions_for(reading, request.user, state="waiting", limit=AT_ONCE)
        waits["disputes"] = [one for one in heard.items if one.yours]
        waits["advice"] = any(one.by != request.user.person for one in asked.items)
    doors = groups_for(request.user)[1:]
    return page(
        request,
        "home.html",
        title="Home",
        doors=doors,
        asks=asks,
        audits=opens_to("GET /log", request.user),
        **waits,
    )


def _latest(request: Visit, reading: Reading) -> list[Latest]:
    """The newest requests of the caller's own; first those with an answer that is new."""
    told: dict[str, datetime] = {}
    for notice in notices_for(reading, request.user, limit=AT_ONCE).items:
        if notice.kind in _ANSWERS and reading.moment - notice.told_at < NEW:
            told.setdefault(notice.about, notice.told_at)
    person = request.user.person
    asked = requests_of(reading, request.user, limit=AT_ONCE).items
    own = [one for one in asked if one.requester == person]
    states = {one.reference: shown_state(reading, person, one.reference) for one in own}
    answered = {name: told.get(name) for name, state in states.items() if state in _ANSWERED}
    own.sort(key=lambda one: answered.get(one.reference) is None)
    return [
        Latest(
            reference=one.reference,
            paper=known_to(request, reading, one.asked.document),
            sent=one.received_at,
            state=states[one.reference],
            answered=answered.get(one.reference),
        )
        for one in own[:FIRST]
    ]


def _of_caller(request: Visit) -> dict[str, Any]:
    """Who it is, what is due first from the caller's offices, and what else waits for them."""
    found: dict[str, Any] = {
        "due": None,
        "late": 0,
        "marks": 0,
        "register": False,
        "capacities": (),
    }
    session = request.auth
    with request.office.reading() as reading:
        found["offices"] = sorted(OFFICES.keys() & request.user.offices)
        found["name"] = name_of(reading, request.user.person)
        if session is not None and session.account is not None:
            found["capacities"] = capacities_of(reading, session.account)
        if opens_to("GET /cases", request.user):
            found["due"] = due_cases(reading, request.user, limit=FIRST)
            late = due_cases(reading, request.user, show="late", limit=MOST)
            found["late"] = len(late.items)
            found["marks"] = marks_waiting(reading, request.user.person)
        if opens_to("GET /register", request.user):
            found["register"] = proposed(reading) is not None
    return found
