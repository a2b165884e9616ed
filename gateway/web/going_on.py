"""Where somebody goes on after a sign-in, and the cookies that change with it."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any, Final

from litestar import Response
from litestar.response import Redirect

from gateway.api.incoming import Visit
from gateway.api.who import SECRET
from gateway.domain.sign_in import BegunSession
from gateway.identity import cookies
from gateway.web.links import address

HOME: Final = "/home"
CAPACITY: Final = "/sign-in/capacity"
LONGEST: Final = 250
_OWN_PAGE: Final = re.compile(r"/[A-Za-z0-9][A-Za-z0-9/_.~%?&=+:@!$'()*,;-]*")
_NOT_AGAIN: Final = ("/sign-in", "/sign-out", "/signed-out", "/api/")
A_WHILE: Final = 900
"""Seconds that somebody may take at the council's sign-in provider."""


def page_of_ours(wanted: str) -> str:
    """The page that somebody wanted, if it is one of ours; or else their start page."""
    fits = len(wanted) <= LONGEST and _OWN_PAGE.fullmatch(wanted)
    return wanted if fits and not wanted.startswith(_NOT_AGAIN) else HOME


def packed(wanted: str) -> str:
    """An address as the value of a cookie."""
    return urlsafe_b64encode(page_of_ours(wanted).encode()).decode().rstrip("=")


def unpacked(value: str | None) -> str:
    """The page of ours that a cookie names."""
    try:
        text = urlsafe_b64decode((value or "") + "=" * (-len(value or "") % 4)).decode()
    except ValueError:
        text = HOME
    return page_of_ours(text)


def replaced(request: Visit) -> str | None:
    """The secret of the session that this browser has, which a sign-in ends."""
    found: str | None = request.scope["state"].get(SECRET) if request.auth else None
    return found


def visitor(request: Visit) -> str:
    """The secret that binds the sign-in to this browser; of a session where there is one."""
    found: str = request.scope["state"].get(SECRET, "")
    return found


def go_on(request: Visit, begun: BegunSession, wanted: str) -> Redirect:
    """Give the browser its new session and lead on: to the choice of a capacity, or to the page."""
    page = page_of_ours(wanted)
    chosen = begun.session.person is not None
    response = Redirect(page if chosen else address(CAPACITY, next=page), status_code=303)
    give(request, response, cookies.SESSION, begun.secret)
    take(request, response, cookies.VISITOR)
    return response


def give(
    request: Visit, response: Response[Any], name: str, value: str, seconds: int | None = None
) -> None:
    """Give the browser a cookie."""
    https = request.scope["state"]["https"]
    response.set_cookie(cookies.made(name, value, https=https, seconds=seconds))


def take(request: Visit, response: Response[Any], name: str) -> None:
    """Take a cookie away."""
    give(request, response, name, "gone", 0)


def kept(request: Visit, name: str) -> str | None:
    """The value of a cookie of ours."""
    return cookies.read(request.scope["headers"], name, https=request.scope["state"]["https"])
