"""What I was told: the notices to me, and to what I hold, lead or chair."""

from typing import Annotated, Final, Literal

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Search, Visit
from gateway.casework.told import notices_for
from gateway.policy.life.routes import opens_to
from gateway.web.lists import ListPage
from gateway.web.rendering import page

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}


@get("/notices", include_in_schema=False, sync_to_thread=True)
def list_notices(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """The newest first."""
    with request.office.reading() as reading:
        found = notices_for(
            reading,
            request.user,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/notices",
        api="/api/notices",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words of the message, or the reference",
        sorts=SORTS,
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
