"""Whether a form comes from a page of ours, in the session that it was made for.

Two things must fit: where the browser says that the request comes from, and a token in the form
that nobody can work out without the secret in the cookie. The token changes with every sign-in, so
a form that was open meanwhile is stale: it is no attack, and what was typed can be sent again.
"""

import hmac
from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Final

from gateway.errors import CrossSiteError, StaleFormError

FIELD: Final = "csrf_token"
"""The field of a form that holds the token."""
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_FROM_OTHERS: Final = CrossSiteError("The form does not come from a page of this gateway.")


def token_for(secret: str) -> str:
    """The token for the forms of a session, or of a visitor; always the same for the same secret.

    A page that differed each time could not be compared with another one.
    """
    return derived(secret, "form")


def derived(secret: str, use: str) -> str:
    """Another secret, for one use, that does not give the first one away: 64 hexadecimal digits."""
    return hmac.new(secret.encode(), use.encode(), sha256).hexdigest()


def refuse_other_sites(headers: Iterable[tuple[bytes, bytes]], *, https: bool) -> None:
    """Refuse what the browser says another site sent, or what does not say where it comes from.

    Browsers of our day send Sec-Fetch-Site; older ones send Origin at least. Raises CrossSiteError.
    """
    given: dict[bytes, list[bytes]] = {}
    for name, value in headers:
        given.setdefault(name, []).append(value)
    sites, origins = given.get(b"sec-fetch-site", []), given.get(b"origin", [])
    own = (b"https://" if https else b"http://") + given.get(b"host", [b""])[0]
    if sites not in ([], [b"same-origin"]) or (not sites and not origins):
        raise _FROM_OTHERS
    hidden = [b"null"] if sites else []
    if len(origins) > 1 or not {own, *hidden}.issuperset(origins):
        raise _FROM_OTHERS


def refuse_stale(token: Sequence[str], secret: str | None) -> None:
    """Refuse a form without the one token of this session. Raises StaleFormError."""
    expected = "" if secret is None else token_for(secret)
    fits = len(token) == 1 and hmac.compare_digest(token[0].encode(), expected.encode())
    if not expected or not fits:
        raise StaleFormError("This page was open since before you signed in or out.")
