"""The ways in that this gateway has, and what they share: made once, from the settings."""

from ipaddress import ip_address
from typing import Any, Final

from litestar import Request
from msgspec import Struct

from gateway.identity.passwords import Passwords
from gateway.identity.provider import Provider, ProviderSettings
from gateway.identity.source import source_of
from gateway.settings import Settings

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
    provider = None
    if settings.oidc_issuer:
        provider = Provider(
            ProviderSettings(
                issuer=settings.oidc_issuer,
                client=settings.oidc_client_id,
                secret_file=settings.oidc_client_secret_file,
                redirect=settings.public_url.rstrip("/") + BACK,
            )
        )
    return WaysIn(
        passwords=Passwords(),
        provider=provider,
        proxies=settings.proxies,
        public_url=settings.public_url,
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
