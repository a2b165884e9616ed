"""Who may call an address: every handler names one of these guards.

They open the address only. What a person sees there is decided by casework and the rule book.
They are coroutines because Litestar runs a plain function in a thread of its own.
"""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from gateway.domain.people import Caller
from gateway.errors import NotAllowedError

Connection = ASGIConnection[Any, Caller, Any, Any]


async def councillors(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever asks for themselves."""
    _need(connection.user.may_request, "Only a councillor may do this.")


async def officers(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever holds an office, but the auditor's."""
    _need(connection.user.is_officer, "Only an officer may do this.")


async def councillors_and_officers(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever asks for themselves, and whoever holds an office but the auditor's."""
    allowed = connection.user.may_request or connection.user.is_officer
    _need(allowed, "Only a councillor or an officer may do this.")


async def office_holders(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever holds an office, but the auditor's; some offices are held by councillors."""
    _need(bool(connection.user.offices - {"auditor"}), "Only who holds an office may do this.")


async def auditors(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever may read the log."""
    _need(connection.user.is_auditor, "Only an auditor may do this.")


async def signed_in(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Whoever has signed in."""
    _need(isinstance(connection.user, Caller), "Sign in first.")


async def anybody(_connection: Connection, _handler: BaseRouteHandler) -> None:
    """Also somebody who has not signed in: the address tells nothing of the council."""


def _need(allowed: bool, detail: str) -> None:  # noqa: FBT001  the condition itself
    if not allowed:
        raise NotAllowedError(detail)
