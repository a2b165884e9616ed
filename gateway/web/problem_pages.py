"""Errors as pages for people at a browser; programs, and everything below /api/, get problems."""

from collections.abc import Callable
from typing import Final

from litestar.types import Scope

from gateway.api import problems
from gateway.api.headers import Headers
from gateway.errors import GatewayError
from gateway.web.rendering import HTML, POLICY, render
from gateway.web.site import Site

NEXT: Final[dict[int, str]] = {
    400: "Go back, correct what is named, and send it again.",
    401: "Sign in, then open this page again.",
    403: "If you think that you should be able to do this, ask whoever looks after the gateway.",
    404: "Check the address. If you think that the council holds it, send a request for it.",
    405: "Go back to the page before.",
    409: "Go back and look at the page again: it says what can be done now.",
    413: "Go back, make the text shorter or the file smaller, and send it again.",
    415: "Go back and use the form on the page.",
    429: "Wait a few minutes, then try again.",
    503: "Wait a minute, then send it again. Your browser can send what you typed once more.",
}
"""What a person does next, where what a program does next would not help them."""
OTHERWISE: Final = "Try again. If it happens again, tell whoever looks after the gateway."


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
        headers |= {"content-type": f"{HTML}; charset=utf-8", "content-security-policy": POLICY}
        return status, headers, self._page(known, scope, request_id)

    def _page(self, error: GatewayError, scope: Scope, request_id: str) -> bytes:
        return render(
            self._site,
            scope,
            "problem.html",
            title=error.title,
            detail=error.detail,
            next_step=NEXT.get(error.status, OTHERWISE),
            status=error.status,
            request_id=request_id,
        )


def wants_page(path: str, headers: Headers) -> bool:
    """Whether a browser asks for a page: it says that it takes HTML, and asks outside /api/."""
    accepts = b",".join(value for name, value in headers if name == b"accept")
    return not path.startswith("/api/") and b"text/html" in accepts
