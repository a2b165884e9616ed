"""A calendar of deadlines at a secret address, for calendar programs, which cannot sign in."""

from datetime import datetime
from typing import Annotated

from litestar import Response, delete, get, post
from litestar.params import PathParameter
from msgspec import Struct

from gateway.api.calendar_file import MEDIA_TYPE, calendar_file
from gateway.api.incoming import Visit
from gateway.api.who import CALENDARS
from gateway.casework.feeds import EndFeed, MakeFeed, dates_of

PathSecret = Annotated[str, PathParameter(pattern=r"^[A-Za-z0-9_-]{43}\.ics$", max_length=47)]


class ShownFeed(Struct, frozen=True, kw_only=True):
    """Where the calendar is. Whoever knows the address can read it; it is shown once."""

    address: str
    made_at: datetime


@post("/api/calendar-feed")
async def make_feed(request: Visit) -> ShownFeed:
    """Make a new secret address for the caller's calendar; the one before ends."""
    made = await request.office.carry_out(MakeFeed(by=request.user.person))
    return ShownFeed(address=f"{CALENDARS}{made.secret}.ics", made_at=made.made_at)


@delete("/api/calendar-feed")
async def end_feed(request: Visit) -> None:
    """End the address of the caller's calendar."""
    await request.office.carry_out(EndFeed(by=request.user.person))


@get(f"{CALENDARS}{{secret:str}}", sync_to_thread=True)
def show_feed(request: Visit, secret: PathSecret) -> Response[bytes]:
    """The calendar: references and days of what is owed, and no titles."""
    with request.office.reading() as reading:
        dates = dates_of(reading, secret.removesuffix(".ics"))
        return Response(calendar_file(dates, made=reading.moment), media_type=MEDIA_TYPE)
