"""The page after sign-in: what somebody can do here, by their roles."""

from litestar import Response, get

from gateway.api.incoming import Visit
from gateway.web.navigation import menu_for
from gateway.web.rendering import page


@get("/home", include_in_schema=False, sync_to_thread=False)
def home(request: Visit) -> Response[bytes]:
    """What can be done here."""
    return page(request, "home.html", title="Home", doors=menu_for(request.user, "/home")[1:])
