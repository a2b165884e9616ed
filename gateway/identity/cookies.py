"""Our cookies (RFC 6265): read from one header, and written so that no other site can use them.

Over HTTPS their names begin with `__Host-`, so that no other host of the council can plant one.
They are out of reach of scripts, and go along from other sites only when somebody follows a link.
"""

from collections.abc import Iterable
from typing import Final

from litestar.datastructures import Cookie

SESSION: Final = "session"
"""The secret of a session."""
VISITOR: Final = "visitor"
"""A secret of the browser of somebody who has not signed in: it binds the forms of the sign-in."""
DEVICE: Final = "device"
"""A secret of a browser in which somebody signed in before."""
NEXT: Final = "next"
"""Which page a visitor wanted, while they are away at the council's sign-in provider."""
LONGEST: Final = 400
_SAFE: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


def read(headers: Iterable[tuple[bytes, bytes]], name: str, *, https: bool) -> str | None:
    """The value of one of our cookies; None where it is missing, stands twice or is not ours."""
    wanted = _full_name(name, https=https)
    found = [
        value.strip()
        for key, line in headers
        if key == b"cookie"
        for part in line.decode("latin-1").split(";")
        for key_, _, value in (part.partition("="),)
        if key_.strip() == wanted
    ]
    if len(found) != 1 or not found[0] or len(found[0]) > LONGEST or not _SAFE.issuperset(found[0]):
        return None
    return found[0]


def made(name: str, value: str, *, https: bool, seconds: int | None = None) -> Cookie:
    """A cookie that lasts until the browser closes, or for so many seconds; 0 takes it away."""
    return Cookie(
        key=_full_name(name, https=https),
        value=value,
        path="/",
        httponly=True,
        samesite="lax",
        secure=https,
        max_age=seconds,
    )


def _full_name(name: str, *, https: bool) -> str:
    return f"__Host-{name}" if https else name
