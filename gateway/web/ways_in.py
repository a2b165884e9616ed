"""The ways in that this gateway has, and what they share: made once, from the settings."""

import asyncio
from ipaddress import ip_address
from typing import Any, Final

from litestar import Request
from msgspec import Struct

from gateway.casework.installation import Clock
from gateway.errors import SetupError
from gateway.identity.passwords import Passwords
from gateway.identity.provider import Provider, ProviderSettings
from gateway.identity.source import source_of
from gateway.settings import Settings, refuse_unsafe_provider

BACK: Final = "/sign-in/provider/back"
"""Where the provider sends browsers back to."""
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "[::1]"})


class WaysIn(Struct, frozen=True, kw_only=True):
    """How people may sign in here. `provider` is None where the council has none."""

    passwords: Passwords
    provider: Provider | None
    proxies: tuple[str, ...]
    public_url: str

    def source(self, request: Request[Any, Any, Any]) -> str:
        """The network address that a request comes from, as far as it can be relied on."""
        client = request.scope["client"]
        return source_of(client[0] if client else None, request.scope["headers"], self.proxies)


def ways_in(settings: Settings) -> WaysIn:
    """The ways in that the settings name."""
    return WaysIn(
        passwords=Passwords(),
        provider=_provider(settings),
        proxies=settings.proxies,
        public_url=settings.public_url,
    )


def sign_in_provider(settings: Settings, _now: Clock) -> str:
    """The council's provider answers as the one that the settings name.

    Raises SetupError for settings that cannot be, and ProviderError when it does not answer.
    """
    refuse_unsafe_provider(settings)
    provider = _provider(settings)
    if provider is None:
        return "No sign-in provider is named."
    secret = settings.oidc_client_secret_file
    try:
        known = secret is None or bool(secret.read_text("utf-8").strip())
    except (OSError, ValueError):
        known = False
    if not known:
        raise SetupError("No secret can be read from it.", where="GATEWAY_OIDC_CLIENT_SECRET_FILE")
    asyncio.run(provider.look())
    return f"{provider.issuer} answers, and sends people back to {settings.public_url}."


def _provider(settings: Settings) -> Provider | None:
    """The provider that the settings name, if any."""
    if not settings.oidc_issuer:
        return None
    return Provider(
        ProviderSettings(
            issuer=settings.oidc_issuer,
            client=settings.oidc_client_id,
            secret_file=settings.oidc_client_secret_file,
            redirect=settings.public_url.rstrip("/") + BACK,
        )
    )


def on_this_machine(request: Request[Any, Any, Any]) -> bool:
    """Whether a request comes from the gateway's own machine, to its own address, under its name.

    The socket says so, and the browser too; over HTTPS there is a proxy between, and nobody knows.
    """
    scope = request.scope
    ends = (scope["client"], scope["server"])
    host = request.headers.get("host", "").lower()
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    own = all(end is not None and _is_loopback(end[0]) for end in ends)
    return own and name in _THIS_MACHINE and not scope["state"]["https"]


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
