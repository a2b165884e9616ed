"""Reports and briefings that officers gave to one political group, and that others may have."""

from typing import Annotated, Final

from litestar import Response, get
from litestar.params import QueryParameter

from gateway.api.incoming import After, Search, Visit
from gateway.casework.registers import OfferSort, listed_offers
from gateway.web.lists import ListPage
from gateway.web.rendering import page

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}


@get("/offers", include_in_schema=False, sync_to_thread=True)
def list_offers(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[OfferSort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """The newest first."""
    with request.office.reading() as reading:
        found = listed_offers(reading, words=words, sort=sort, after=after, limit=AT_ONCE)
    listed = ListPage(
        address="/offers",
        api="/api/group-offers",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "newest" else ""},
        searched="Words in it, or its number",
        sorts=SORTS,
        later=after is not None,
    )
    title = "Reports written for groups"
    return page(request, "offers.html", title=title, list=listed, offers=found.items)
