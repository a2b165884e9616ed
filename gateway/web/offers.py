"""Reports and briefings that officers gave to one political group, and that others may have."""

from litestar import Response, get

from gateway.api.incoming import Visit
from gateway.casework.registers import offers_of
from gateway.web.rendering import page


@get("/offers", include_in_schema=False, sync_to_thread=True)
def list_offers(request: Visit) -> Response[bytes]:
    """The newest first."""
    with request.office.reading() as reading:
        found = offers_of(reading)
    return page(request, "offers.html", title="Reports written for groups", offers=found)
