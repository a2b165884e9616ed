"""Checking that the log is unbroken, for auditors; a long check goes on while its page is left."""

from litestar import Response, get, post
from litestar.response import Redirect

from gateway.api.audits import checks_of
from gateway.api.incoming import Visit
from gateway.web.rendering import page
from gateway.web.told_once import see_other


@get("/log/check", include_in_schema=False, sync_to_thread=True)
def show_check(request: Visit) -> Response[bytes]:
    """How the latest check stands, and the way to take the log away."""
    return page(request, "log-check.html", title="Check the log", check=checks_of(request).latest())


@post("/log/check", include_in_schema=False, sync_to_thread=True)
def begin_check(request: Visit) -> Redirect:
    """Begin a check, and wait a moment for its end."""
    checks_of(request).begin(request.user.person)
    return see_other(request, "/log/check")
