"""From where a request comes, for the limits of sign-ins: what a stranger writes never counts.

That is the peer of the connection. Where the peer is a proxy that the settings name, it is the last
address in X-Forwarded-For that is no such proxy: our proxy wrote it, whatever stands before it.
"""

from collections.abc import Collection, Iterable
from ipaddress import IPv6Address, ip_address, ip_network

_NETWORK_BITS = 64
"""One household or office has a network of so many bits in IPv6, and all addresses in it."""


def source_of(
    peer: str | None, headers: Iterable[tuple[bytes, bytes]], proxies: Collection[str]
) -> str:
    """The network address, or for IPv6 the network of it."""
    hops = [
        hop.strip()
        for name, value in headers
        if name == b"x-forwarded-for"
        for hop in value.decode("latin-1").split(",")
    ]
    source = peer or ""
    while source in proxies and hops:
        source = hops.pop()
    return _network(source)


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    if not isinstance(found, IPv6Address):
        return str(found)
    mapped = found.ipv4_mapped
    return str(mapped or ip_network((int(found), _NETWORK_BITS), strict=False))
