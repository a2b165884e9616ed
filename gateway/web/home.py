"""The page after sign-in: what waits for somebody, and what they can do here, by their roles."""

from typing import Any, Final

from litestar import Response, get

from gateway.api.incoming import Visit
from gateway.casework.advice_pages import questions_for
from gateway.casework.capacities import capacities_of
from gateway.casework.drafts import drafts_of
from gateway.casework.due_cases import due_cases
from gateway.casework.hearing import disputes_for
from gateway.casework.marks import marks_waiting
from gateway.casework.requests import to_answer
from gateway.casework.who import name_of
from gateway.importing.confirming import proposed
from gateway.policy.life.routes import opens_to
from gateway.policy.words import OFFICES
from gateway.web.navigation import groups_for
from gateway.web.rendering import page

AT_ONCE: Final = 20
FIRST: Final = 5
"""So many requests that wait stand on the page, the soonest due first."""
MOST: Final = 99
"""So many that are late are counted."""


@get("/home", include_in_schema=False, sync_to_thread=True)
def home(request: Visit) -> Response[bytes]:
    """What waits, and what can be done here."""
    asks = opens_to("GET /ask", request.user)
    waits: dict[str, Any] = {
        "drafts": 0,
        "to_answer": (),
        "disputes": (),
        "advice": False,
        **_of_caller(request),
    }
    if asks:
        with request.office.reading() as reading:
            waits["to_answer"] = to_answer(reading, request.user.person)
            waits["drafts"] = len(drafts_of(reading, request.user.person))
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
