"""Errors as pages for people at a browser; programs, and everything below /api/, get problems."""

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from litestar.types import Scope

from gateway.api import problems
from gateway.api.genuine import SENT
from gateway.api.headers import Headers
from gateway.errors import GatewayError, NotSignedInError, StaleFormError
from gateway.identity.genuine import SAFE_METHODS
from gateway.web.rendering import HEADERS, HTML, render
from gateway.web.site import Site

NEXT: Final[dict[str, str]] = {
    "not-well-formed": "Go back, correct what is named, and send it again.",
    "not-signed-in": "Sign in, then open this page again.",
    "method-not-allowed": "Go back to the page before.",
    "conditions-not-accepted": "Go back, and open the paper from its page.",
    "conflict": "Go back and look at the page again: it says what can be done now.",
    "too-large": "Go back, make the text shorter or the file smaller, and send it again.",
    "unsupported-content-type": "Go back and use the form on the page.",
    "cannot-record-now": "Wait a minute, go back, and send it again. What you typed is kept there.",
}
"""What a person does next, where what a program does next would not help them."""


SECRET: Final = frozenset({"password", "old", "again", "code"})
"""Fields of which nothing comes back."""
WORDS: Final = 20
"""From how many characters on something typed is shown to be read; shorter ones are ids."""


class Errors:
    """Answers errors for one site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def __call__(
        self,
        error: Exception,
        scope: Scope,
        request_id: str,
        *,
        called: Callable[[str], str] = str,
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body: a page where a browser asked for one, or else a problem."""
        known = problems.known(error, called)
        status, headers, body = problems.answer(error, request_id, called=called)
        if not wants_page(scope["path"], scope["headers"]):
            return status, headers, body
        if isinstance(known, NotSignedInError) and scope.get("method") in SAFE_METHODS:
            return 303, {"content-type": HTML, "location": _sign_in_for(scope)}, b""
        headers |= HEADERS | {"content-type": f"{HTML}; charset=utf-8"}
        if isinstance(known, NotSignedInError | StaleFormError) and SENT in scope["state"]:
            return status, headers, self._stale(known, scope)
        return status, headers, self._page(known, scope, request_id)

    def _stale(self, error: GatewayError, scope: Scope) -> bytes:
        """A form that cannot be sent as it is: it comes back with all that was typed."""
        sent = _sent(scope)
        return render(
            self._site,
            scope,
            "stale.html",
            title=error.title,
            address=scope["path"],
            sent=sent,
            shown=_shown(sent),
        )

    def _page(self, error: GatewayError, scope: Scope, request_id: str) -> bytes:
        return render(
            self._site,
            scope,
            "problem.html",
            title=error.title,
            detail=error.detail,
            next_step=NEXT.get(error.code, error.next_step),
            status=error.status,
            request_id=request_id,
            shown=_shown(_sent(scope)),
        )


def _sent(scope: Scope) -> list[tuple[str, str]]:
    """The fields of the form that was sent, if any, without what is secret."""
    sent = scope["state"].get(SENT, ())
    return [(name, value) for name, value in sent if name not in SECRET]


def _shown(sent: list[tuple[str, str]]) -> list[str]:
    """What of it somebody wrote, so that they can copy it."""
    return [value for _, value in sent if len(value) >= WORDS]


def _sign_in_for(scope: Scope) -> str:
    """The way in, for a page: to everybody and for every address alike, there or not."""
    query = scope["query_string"].decode("latin-1")
    wanted = scope["path"] + (f"?{query}" if query else "")
    return f"/sign-in?next={quote(wanted, safe='/')}"


def wants_page(path: str, headers: Headers) -> bool:
    """Whether a browser asks for a page: it says that it takes HTML, and asks outside /api/."""
    accepts = b",".join(value for name, value in headers if name == b"accept")
    return not path.startswith("/api/") and b"text/html" in accepts
