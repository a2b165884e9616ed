"""Dates: what I owe and what is owed to me, how each was counted, and the calendar of them."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, Search, Visit
from gateway.api.who import CALENDARS
from gateway.casework.feeds import EndFeed, MakeFeed, has_feed
from gateway.casework.owed import deadlines_of
from gateway.domain.deadlines import DeadlineState
from gateway.policy.life.routes import opens_to
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page
from gateway.web.request_places import place_of
from gateway.web.terms import DEADLINE_STATES
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"soonest": "soonest first", "latest": "latest first"}


@get("/deadlines", include_in_schema=False, sync_to_thread=True)
def list_deadlines(
    request: Visit,
    *,
    words: Search = "",
    deadline_state: Annotated[DeadlineState | Literal[""], QueryParameter(name="state")] = "",
    sort: Annotated[Literal["soonest", "latest"], QueryParameter()] = "soonest",
    after: After = None,
) -> Response[bytes]:
    """The soonest first."""
    return _page(request, words=words, state=deadline_state, sort=sort, after=after)


@post("/deadlines/calendar", include_in_schema=False)
async def make_calendar(request: Visit) -> Response[bytes]:
    """A new secret address for the calendar; it is shown on this page and never again."""
    made = await request.office.carry_out(MakeFeed(by=request.user.person))
    base = str(request.base_url).rstrip("/")
    return await sync_to_thread(_page, request, calendar=f"{base}{CALENDARS}{made.secret}.ics")


@post("/deadlines/calendar/end", include_in_schema=False)
async def end_calendar(request: Visit) -> Redirect:
    """End the address of the calendar."""
    await request.office.carry_out(EndFeed(by=request.user.person))
    return see_other(request, "/deadlines", tell="calendar_ended")


def _page(
    request: Visit,
    *,
    words: str = "",
    state: DeadlineState | Literal[""] = "",
    sort: Literal["soonest", "latest"] = "soonest",
    after: str | None = None,
    calendar: str | None = None,
    **how: Any,
) -> Response[bytes]:
    with request.office.reading() as reading:
        found = deadlines_of(
            reading,
            request.user,
            words=words,
            state=state or None,
            latest_first=sort == "latest",
            after=after,
            limit=AT_ONCE,
        )
        places = {
            one.about: place_of(reading, one.about, request.user)
            for one in found.items
            if one.about.startswith("NTK-")
        }
        has_calendar = has_feed(reading, request.user.person)
    listed = ListPage(
        address="/deadlines",
        api="/api/deadlines",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "state": state, "sort": sort if sort != "soonest" else ""},
        searched="What is due, or the reference",
        sorts=SORTS,
        filters=(Filter("state", "State", {"": "All"} | DEADLINE_STATES),),
        later=after is not None,
    )
    return page(
        request,
        "deadlines.html",
        title="Dates",
        list=listed,
        deadlines=found.items,
        places=places,
        calendar=calendar,
        has_calendar=has_calendar,
        asks=opens_to("GET /requests", request.user),
        **how,
    )
