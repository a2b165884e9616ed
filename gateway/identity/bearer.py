"""Bearer tokens as they arrive (RFC 6750): found in one header, in one form, or not at all."""

import re
from collections.abc import Iterable
from typing import Final

from gateway.errors import NotSignedInError

LONGEST: Final = 200
_BEARER: Final = re.compile(rb"bearer +([A-Za-z0-9._~+/-]+=*)", re.IGNORECASE)


def token_in(headers: Iterable[tuple[bytes, bytes]]) -> str | None:
    """The text of the one token in the header Authorization; None when there is no such header.

    Raises NotSignedInError when the header stands twice or holds no token in the form of section
    2.1. Tokens in an address or a body are never read: they would end up in logs.
    """
    values = [value for name, value in headers if name == b"authorization"]
    if not values:
        return None
    found = _BEARER.fullmatch(values[0])
    if len(values) > 1 or not found or len(found[1]) > LONGEST:
        raise NotSignedInError(NOT_SIGNED_IN)
    return found[1].decode("ascii")


NOT_SIGNED_IN: Final = "A valid token did not come with the request."
"""The same words for a missing, malformed, unknown, expired and revoked token."""
