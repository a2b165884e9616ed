"""Who may call an address: the table of routes says, for every address alike.

The guard opens the address only. What a person may do there is decided by the table of
permissions, casework and the rule book.
"""

from typing import Any

from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from gateway.errors import NotAllowedError
from gateway.policy.life.routes import ROUTES, WORDS, opens_to


class Listed(ASGIMiddleware):
    """Lets through whoever has a role that the address opens to.

    It stands before every handler. Litestar's own guards cost more: for each request they are
    handed a copy of the handler.
    """

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Raises NotAllowedError for anybody else."""
        asked: Any = scope
        method = asked["method"]
        call = f"{method} {asked['path_template']}"
        # OPTIONS tells which methods there are, to those who have signed in.
        if method != "OPTIONS" and not opens_to(call, asked.get("user")):
            route = ROUTES.get(call)
            roles = " or ".join(WORDS[role] for role in route.roles) if route else "nobody"
            raise NotAllowedError(f"Only {roles} may do this.")
        await next_app(scope, receive, send)
