"""Deadlines: until when something is owed, how that was counted, and more time for a reason."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter
from msgspec.structs import asdict

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit, limits
from gateway.api.tables import page
from gateway.casework.calendars import AddCouncilDay, DaySort, ShownDay, listed_days
from gateway.casework.extending import extend
from gateway.casework.owed import DeadlinePage, ShownDeadline, deadlines_of
from gateway.casework.short_lists import Cut
from gateway.domain.deadlines import AskedDay, AskedExtension, DeadlineState
from gateway.domain.requests import Reference

DAYS: Final = ShownDay.__struct_fields__
COLUMNS: Final = ("about", "kind", "what", "due", "late", "state", "owed_by", "how_counted")
About = Annotated[
    str | None, QueryParameter(description="The reference of a request.", **limits(Reference))
]


@get("/api/deadlines", sync_to_thread=True)
def list_deadlines(
    request: Visit,
    *,
    about: About = None,
    deadline_state: Annotated[DeadlineState | None, QueryParameter(name="state")] = None,
    words: Search = "",
    sort: Annotated[Literal["soonest", "latest"], QueryParameter()] = "soonest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[DeadlinePage]:
    """What the caller owes, also by an office, and what is owed about their own requests."""
    with request.office.reading() as reading:
        found = deadlines_of(
            reading,
            request.user,
            about=about,
            state=deadline_state,
            words=words,
            latest_first=sort == "latest",
            after=after,
            limit=limit,
        )
    rows = [_row(deadline) for deadline in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@post("/api/deadlines/{deadline:str}/extension", sync_to_thread=True)
def extend_deadline(
    data: JSONBody[AskedExtension], request: Visit, deadline: PathId
) -> ShownDeadline:
    """Take more time; the requester is told why. Of an answer, this is the holding reply."""
    return extend(request.office, by=request.user.person, deadline=deadline, asked=data)


@get("/api/calendar", sync_to_thread=True)
def list_council_days(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[DaySort, QueryParameter()] = "earliest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ShownDay]]:
    """The days by which the council's calendar differs from the bank holidays known here."""
    with request.office.reading() as reading:
        found = listed_days(reading, words=words, sort=sort, after=after, limit=limit)
    rows = [asdict(one) for one in found.items]
    return page(request, found, rows, columns=DAYS, after=found.next, wanted=wanted)


@post("/api/calendar")
async def add_council_day(data: JSONBody[AskedDay], request: Visit) -> ShownDay:
    """Add a bank holiday, a day on which the offices are closed, or one that is a working day."""
    command = AddCouncilDay(by=request.user.person, day=data.day, kind=data.kind)
    return await request.office.carry_out(command)


def _row(deadline: ShownDeadline) -> dict[str, Any]:
    return {name: getattr(deadline, name) for name in COLUMNS}
