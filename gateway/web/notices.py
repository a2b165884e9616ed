"""What I was told: the notices to me, and to what I hold, lead or chair."""

from typing import Final

from litestar import Response, get

from gateway.api.incoming import After, Visit
from gateway.casework.told import notices_for
from gateway.policy.life.routes import opens_to
from gateway.web.lists import ListPage
from gateway.web.rendering import page

AT_ONCE: Final = 20


@get("/notices", include_in_schema=False, sync_to_thread=True)
def list_notices(request: Visit, *, after: After = None) -> Response[bytes]:
    """The newest first."""
    with request.office.reading() as reading:
        found = notices_for(reading, request.user, after=after, limit=AT_ONCE)
    listed = ListPage(
        address="/notices",
        api="/api/notices",
        number=len(found.items),
        next=found.next,
        later=after is not None,
    )
    return page(
        request,
        "notices.html",
        title="Messages",
        list=listed,
        notices=found.items,
        asks=opens_to("GET /requests", request.user),
    )
