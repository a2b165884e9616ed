"""The door through which every request comes and every answer leaves, known address or not.

It gives each request an id, refuses a host that is not ours, asks who is there before any address
is looked at (so that nobody learns which addresses exist), gives a visitor who wants to sign in the
cookie that binds the forms of the sign-in, sets the headers of every answer, holds back those that
must not tell by their time, turns what nobody caught into a problem, and writes one line of the
operational log.
"""

from functools import cached_property
from time import perf_counter
from typing import Any, Final, Protocol
from uuid import uuid4

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from gateway.api import problems
from gateway.api.evenly import step_of, until_the_step_ends
from gateway.api.genuine import keep_what_was_sent
from gateway.api.headers import check_host, secured
from gateway.api.operational_log import place_of
from gateway.api.who import SignIn, find
from gateway.errors import NotSignedInError
from gateway.identity import cookies

_METHODS: Final = frozenset({"GET", "POST", "HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"})


class Errors(Protocol):
    """Answers an error."""

    def __call__(
        self, error: Exception, scope: Scope, request_id: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body."""


class FrontDoor:
    """An ASGI application around another one."""

    def __init__(
        self,
        inside: ASGIApp,
        *,
        hosts: frozenset[str],
        https: bool,
        sign_in: SignIn,
        errors: Errors,
    ) -> None:
        self._inside = inside
        self._hosts = hosts
        self._https = https
        self._sign_in = sign_in
        self._errors = errors

    @cached_property
    def _log(self) -> Any:
        """The operational log, as it is set up when the first request comes."""
        return structlog.get_logger().bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request in and its answer out."""
        if scope["type"] == ScopeType.WEBSOCKET:
            await send({"type": "websocket.close", "code": 1008, "reason": ""})
            return
        visit = _Visit(scope, send, https=self._https or scope["scheme"] == "https")
        try:
            check_host(scope["headers"], self._hosts)
            visit.visitor = await find(scope, self._sign_in, https=visit.https)
            await self._inside(scope, receive, visit.send)
        except NotSignedInError as error:
            await keep_what_was_sent(scope, receive)
            await self._explain(error, visit)
        except Exception as error:  # noqa: BLE001  the last place where one can be caught
            await self._explain(error, visit)
        self._log.info("request", **visit.line())

    async def _explain(self, error: Exception, visit: "_Visit") -> None:
        """Answer with an error; where the answer has begun, leave it cut short."""
        status, headers, body = self._errors(error, visit.scope, visit.request_id)
        if status >= problems.UNFORESEEN:
            report(error, visit.request_id)
        if visit.status is None:
            encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
            await visit.send({"type": "http.response.start", "status": status, "headers": encoded})
            await visit.send({"type": "http.response.body", "body": body, "more_body": False})


class _Visit:
    """One request on its way through: its id, when it came, and how it was answered."""

    def __init__(self, scope: HTTPScope, send: Send, *, https: bool) -> None:
        self.request_id = str(uuid4())
        self.status: int | None = None
        self.visitor: str | None = None
        self.https = https
        scope.setdefault("state", {}).update(request_id=self.request_id, https=https)
        self.scope = scope
        self._send = send
        self._came = perf_counter()

    async def send(self, message: Message) -> None:
        """Pass the answer on, with the headers that every answer carries."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            step = step_of(self.scope, self.status)
            if step is not None:
                await until_the_step_ends(self._came, step)
            headers = secured(
                message.get("headers", ()), request_id=self.request_id, https=self.https
            )
            if self.visitor is not None:
                given = cookies.made(cookies.VISITOR, self.visitor, https=self.https)
                headers.append(given.to_encoded_header())
            message["headers"] = headers
        await self._send(message)

    def line(self) -> dict[str, str | int | float | None]:
        """What the operational log says of it: the template of the address, never the address."""
        method = self.scope["method"]
        return {
            "request_id": self.request_id,
            "method": method if method in _METHODS else "other",
            "route": self.scope.get("path_template", "none"),
            "status": self.status,
            "ms": round((perf_counter() - self._came) * 1000, 1),
        }


def report(error: Exception, request_id: str) -> None:
    """Say in the operational log that something failed, and where in the code."""
    structlog.get_logger().error(
        "failed", request_id=request_id, error=type(error).__name__, at=place_of(error)
    )
