"""One's own sessions: listed and ended; and signing out."""

from contextlib import suppress
from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect

from gateway.api.incoming import PathId, Visit
from gateway.casework.capacities import capacities_of
from gateway.casework.sessions import EndSession, sessions_of
from gateway.errors import NotFoundError, NotSignedInError
from gateway.identity import cookies
from gateway.identity.bearer import NOT_SIGNED_IN
from gateway.web.going_on import take
from gateway.web.rendering import page
from gateway.web.told_once import see_other


@get("/sessions", include_in_schema=False, sync_to_thread=True)
def show_sessions(request: Visit) -> Response[bytes]:
    """Where somebody is signed in. Raises NotSignedInError for whoever came with a token."""
    if request.auth is None:
        raise NotSignedInError(NOT_SIGNED_IN)
    with request.office.reading() as reading:
        found = sessions_of(reading, request.auth)
        account = request.auth.account
        capacities = () if account is None else capacities_of(reading, account)
    return page(
        request,
        "sessions.html",
        title="Where you are signed in",
        sessions=found,
        capacities=capacities,
    )


@post("/sessions/{session:str}/end", include_in_schema=False)
async def end_session(request: Visit, session: PathId) -> Redirect:
    """End one of them. Raises NotFoundError for one that is not theirs."""
    if request.auth is None:
        raise NotSignedInError(NOT_SIGNED_IN)
    await request.office.carry_out(EndSession(by=request.auth, session=session))
    if session == request.auth.id:
        return _out(request)
    return see_other(request, "/sessions", tell="session_ended")


@post("/sign-out", include_in_schema=False)
async def sign_out(request: Visit) -> Redirect:
    """End this session, if there is one."""
    if request.auth is not None:
        with suppress(NotFoundError):  # it ended just now
            await request.office.carry_out(EndSession(by=request.auth, session=request.auth.id))
    return _out(request)


@get("/signed-out", include_in_schema=False, sync_to_thread=False)
def signed_out(request: Visit) -> Response[Any]:
    """Say that it is over."""
    return page(
        request,
        "signed_out.html",
        title="You have signed out",
        provider=request.app.state.ways_in.provider is not None,
    )


def _out(request: Visit) -> Redirect:
    response = Redirect("/signed-out", status_code=303)
    take(request, response, cookies.SESSION)
    return response
