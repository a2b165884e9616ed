"""Headers that go in and out with every request: which host is meant, and what browsers may do."""

from collections.abc import Iterable
from typing import Final

from gateway.errors import InputError

Headers = Iterable[tuple[bytes, bytes]]

_ALWAYS: Final = (
    (
        b"content-security-policy",
        b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
)
_HTTPS: Final = ((b"strict-transport-security", b"max-age=31536000; includeSubDomains"),)


def secured(headers: Headers, *, request_id: str, https: bool) -> list[tuple[bytes, bytes]]:
    """The headers of an answer, with those that every answer carries.

    A header that the answer sets itself is kept: content carries a stricter policy of its own.
    """
    given = [(name.lower(), value) for name, value in headers]
    names = {name for name, _ in given}
    wanted = [*_ALWAYS, *(_HTTPS if https else ()), (b"x-request-id", request_id.encode())]
    return given + [header for header in wanted if header[0] not in names]


def check_host(headers: Headers, allowed: frozenset[str]) -> None:
    """Refuse a request that does not name exactly one of the hosts that this gateway answers for.

    The names are compared as they stand, without port. Forwarding headers are never read.
    Raises InputError.
    """
    hosts = [value for name, value in headers if name == b"host"]
    if len(hosts) != 1 or _without_port(hosts[0]) not in allowed:
        raise InputError("The header must name one host that this gateway serves.", where="Host")


def single(headers: Headers, name: str) -> str | None:
    """The value of a header that may be given once; None when it is not given.

    Raises InputError when it is given twice or is not visible ASCII.
    """
    wanted = name.lower().encode()
    values = [value for key, value in headers if key == wanted]
    if not values:
        return None
    if len(values) > 1 or not values[0].isascii() or not values[0].decode("ascii").isprintable():
        raise InputError("Give this header once, in visible ASCII.", where=name)
    return values[0].decode("ascii").strip(" ")


def _without_port(host: bytes) -> str:
    name, colon, port = host.decode("latin-1").lower().rpartition(":")
    return name if colon and port.isdecimal() and port.isascii() else host.decode("latin-1").lower()
