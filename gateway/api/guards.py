"""Who may call an address: the table of routes says, for every address alike.

The guard opens the address only. What a person may do there is decided by the table of
permissions, casework and the rule book.
"""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from gateway.domain.people import Caller
from gateway.errors import NotAllowedError
from gateway.policy.life.routes import ROUTES, WORDS, opens_to

Connection = ASGIConnection[Any, Caller, Any, Any]


async def listed(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever has a role that the address opens to. Raises NotAllowedError for anybody else.

    It is a coroutine because Litestar runs a plain function in a thread of its own.
    """
    scope: Any = connection.scope
    method = scope["method"]
    if method == "OPTIONS":  # tells which methods there are, to those who have signed in
        return
    call = f"{method} {scope['path_template']}"
    if not opens_to(call, scope.get("user")):
        route = ROUTES.get(call)
        roles = " or ".join(WORDS[role] for role in route.roles) if route else "nobody"
        raise NotAllowedError(f"Only {roles} may do this.")
