"""Notices: what the caller was told, how the outbox stands, and where mail goes."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from gateway.api.incoming import After, Format, Limit, Search, Visit
from gateway.api.tables import page
from gateway.casework.address_book import address_asked
from gateway.casework.outbox import Outbox, TryAgain, outbox_of
from gateway.casework.told import NoticePage, ShownNotice, notices_for
from gateway.domain.notices import AskedAddress

COLUMNS: Final = ("told_at", "about", "sentence", "recipient_kind", "state")


@get("/api/notices", sync_to_thread=True)
def list_notices(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[NoticePage]:
    """What the caller was told, in person or by what they hold, lead or chair; newest first."""
    with request.office.reading() as reading:
        found = notices_for(
            reading,
            request.user,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=limit,
        )
    rows = [_row(notice) for notice in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@get("/api/outbox", sync_to_thread=True)
def show_outbox(request: Visit) -> Outbox:
    """How many notices wait or are stuck, why, and who has no address to send them to."""
    with request.office.reading() as reading:
        return outbox_of(reading)


@post("/api/outbox/try-again", sync_to_thread=True)
def try_again(request: Visit) -> Outbox:
    """What is stuck waits to be sent again."""
    request.office.carry_out_now(TryAgain(by=request.user.person))
    with request.office.reading() as reading:
        return outbox_of(reading)


@post("/api/address-book", status_code=204)
async def keep_address(data: JSONBody[AskedAddress], request: Visit) -> None:
    """Keep a mail address, or take it away: one's own, an office's that one holds, or another's.

    Another's by who answers for the rules only. Whose it is, is told at the address before.
    """
    await request.office.carry_out(address_asked(request.user.person, data))


def _row(notice: ShownNotice) -> dict[str, Any]:
    return {name: getattr(notice, name) for name in COLUMNS}
