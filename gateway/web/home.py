"""The page after sign-in: what waits for somebody, and what they can do here, by their roles."""

from typing import Any, Final

from litestar import Response, get

from gateway.api.incoming import Visit
from gateway.casework.drafts import drafts_of
from gateway.casework.hearing import disputes_for
from gateway.casework.owed import deadlines_of
from gateway.policy.life.routes import opens_to
from gateway.web.navigation import menu_for
from gateway.web.rendering import page

AT_ONCE: Final = 20


@get("/home", include_in_schema=False, sync_to_thread=True)
def home(request: Visit) -> Response[bytes]:
    """What waits, and what can be done here."""
    asks = opens_to("GET /ask", request.user)
    waits: dict[str, Any] = {"drafts": 0, "to_answer": (), "disputes": ()}
    if asks:
        with request.office.reading() as reading:
            owed = deadlines_of(reading, request.user, state="running")
            waits["drafts"] = len(drafts_of(reading, request.user.person))
        waits["to_answer"] = [one for one in owed.items if one.kind == "clarification"]
    if opens_to("GET /disputes", request.user):
        with request.office.reading() as reading:
            heard = disputes_for(reading, request.user.person, limit=AT_ONCE)
        waits["disputes"] = [one for one in heard.items if one.yours]
    doors = menu_for(request.user, "/home")[1:]
    return page(
        request,
        "home.html",
        title="Home",
        doors=doors,
        asks=asks,
        audits=opens_to("GET /log", request.user),
        **waits,
    )
