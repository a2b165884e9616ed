"""Signing in through the council's provider: there, and back."""

from typing import Any

from litestar import Response, get
from litestar.response import Redirect

from gateway.api.incoming import ANY_QUERY, Visit
from gateway.casework.provider_sign_in import SignInByProvider
from gateway.errors import NotFoundError, NotSignedInError
from gateway.identity import cookies
from gateway.identity.provider import Provider, Returned
from gateway.web.going_on import (
    A_WHILE,
    give,
    go_on,
    kept,
    packed,
    replaced,
    take,
    unpacked,
    visitor,
)
from gateway.web.rendering import page
from gateway.web.sign_in import Next


@get("/sign-in/provider", include_in_schema=False)
async def go_to_provider(request: Visit, wanted: Next = "") -> Redirect:
    """Send the browser to the provider. Raises NotFoundError where there is none, ProviderError."""
    address = await _provider(request).address(visitor(request))
    response = Redirect(address, status_code=303)
    give(request, response, cookies.NEXT, packed(wanted), A_WHILE)
    return response


@get("/sign-in/provider/back", include_in_schema=False, opt={ANY_QUERY: True})
async def come_back(request: Visit) -> Response[Any]:
    """Take up what the provider says of whoever comes back. Raises ProviderError, BusyError."""
    provider = _provider(request)
    subject = None
    try:
        subject = await provider.subject(visitor(request), _returned(request))
        command = SignInByProvider(
            issuer=provider.issuer, subject=subject, replaced=replaced(request)
        )
        begun = await request.office.carry_out(command)
    except NotSignedInError as error:
        return page(
            request,
            "not_signed_in.html",
            status=error.status,
            title="We could not sign you in",
            detail=error.detail,
            issuer=provider.issuer,
            subject=subject,
        )
    response = go_on(request, begun, unpacked(kept(request, cookies.NEXT)))
    take(request, response, cookies.NEXT)
    return response


def _provider(request: Visit) -> Provider:
    provider: Provider | None = request.app.state.ways_in.provider
    if provider is None:
        raise NotFoundError("This council has no sign-in provider here.")
    return provider


def _returned(request: Visit) -> Returned:
    """What the address says. Raises NotSignedInError where it says that nobody signed in."""
    query = request.query_params

    def once(name: str) -> str | None:
        found = query.getall(name, [])
        return found[0] if len(found) == 1 else None

    code, state = once("code"), once("state")
    if code is None or state is None:
        raise NotSignedInError("The council's sign-in did not sign you in.")
    return Returned(code=code, state=state, issuer=once("iss"))
