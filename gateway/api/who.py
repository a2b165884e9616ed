"""Who is asking: by the token in a header, by a secret address, or by the session in a cookie.

A token counts everywhere. A session counts for pages, and for reading below `/api/` from a page of
ours; nothing below `/api/` is changed by a session.
"""

import secrets
from typing import Any, Final, Protocol

from litestar.types import HTTPScope

from gateway.api.headers import Headers
from gateway.casework.sessions import FoundSession
from gateway.domain.people import Caller
from gateway.errors import NotSignedInError
from gateway.identity import cookies
from gateway.identity.bearer import NOT_SIGNED_IN
from gateway.identity.genuine import FIELD, SAFE_METHODS, token_for
from gateway.policy.life.routes import ROUTES

API: Final = "/api/"
CALENDARS: Final = "/calendars/"
"""Below this are secret addresses, for programs that cannot send a token."""
FILES: Final = "/assets/"
"""Below this are the files that pages are made with, the same for everybody."""
SIGN_IN: Final = "/sign-in"
"""Here and below one signs in; whoever comes without a cookie is given one to bind the forms to."""
_EVERYBODY: Final = frozenset(
    call.partition(" ")[2] for call, route in ROUTES.items() if "anybody" in route.roles
)
OPEN: Final = frozenset(path for path in _EVERYBODY if "{" not in path)
"""The addresses that need no sign-in."""
OPEN_BELOW: Final = tuple(path.partition("{")[0] for path in _EVERYBODY if "{" in path)
"""Below these are more of them."""
SECRET: Final = "secret"  # noqa: S105  the name under which it stands in the state of a request
"""In the state of a request: the secret of the session or, without one, of the visitor."""
_SITE: Final = b"sec-fetch-site"
_OUR_PAGES: Final = ({"same-origin"}, {"none"})
"""What Sec-Fetch-Site says of a link on a page of ours, and of an address that was typed."""


class SignIn(Protocol):
    """Tells who is asking; raises NotSignedInError."""

    async def __call__(self, headers: Headers) -> Caller:
        """By the headers."""

    async def by_address(self, secret: str) -> Caller:
        """By the secret part of an address."""

    async def by_session(self, secret: str) -> FoundSession:
        """By the secret of a session."""


async def find(scope: HTTPScope, sign_in: SignIn, *, https: bool) -> str | None:
    """Put into the scope who is asking, their session and the token of their forms.

    `user` is None for a stranger at an address that is open to everybody, and while no capacity is
    chosen; `auth` is the session, if there is one. Gives the value of a visitor's cookie where the
    browser must be given one. Raises NotSignedInError.
    """
    path, headers = scope["path"], scope["headers"]
    is_open = path in OPEN or path.startswith(OPEN_BELOW)
    scope["user"] = scope["auth"] = None
    if shows_token(headers):
        scope["user"] = None if is_open else await sign_in(headers)
    elif path.startswith(CALENDARS):
        secret = path.removeprefix(CALENDARS).removesuffix(".ics")
        scope["user"] = await sign_in.by_address(secret)
    elif _session_counts(scope):
        await _by_session(scope, sign_in, https=https)
    if scope["user"] is None and not is_open:
        raise NotSignedInError(NOT_SIGNED_IN)
    if scope["auth"] is None and (path == SIGN_IN or path.startswith(f"{SIGN_IN}/")):
        return _visitor(scope, https=https)
    return None


def shows_token(headers: Headers) -> bool:
    """Whether the request carries the header for tokens, well-formed or not."""
    return any(name == b"authorization" for name, _ in headers)


def _session_counts(scope: HTTPScope) -> bool:
    """Whether a cookie is looked at: for every page, and for reading from a page of ours."""
    if not scope["path"].startswith(API):
        return not scope["path"].startswith(FILES)
    sites = {value.decode("latin-1") for name, value in scope["headers"] if name == _SITE}
    return scope["method"] in SAFE_METHODS and sites in _OUR_PAGES


async def _by_session(scope: HTTPScope, sign_in: SignIn, *, https: bool) -> None:
    secret = cookies.read(scope["headers"], cookies.SESSION, https=https)
    if secret is None:
        return
    try:
        found = await sign_in.by_session(secret)
    except NotSignedInError:
        return
    scope["user"], scope["auth"] = found.caller, found.session
    _state(scope).update({FIELD: token_for(secret), SECRET: secret})


def _visitor(scope: HTTPScope, *, https: bool) -> str | None:
    """Bind the forms of the sign-in to the visitor's cookie; gives it where it is new."""
    known = cookies.read(scope["headers"], cookies.VISITOR, https=https)
    secret = known or secrets.token_urlsafe(32)
    _state(scope).update({FIELD: token_for(secret), SECRET: secret})
    return None if known else secret


def _state(scope: HTTPScope) -> dict[str, Any]:
    return scope["state"]
