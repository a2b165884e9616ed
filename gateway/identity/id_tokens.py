"""The id_token of a provider (OpenID Connect Core 1.0, section 3.1.3.7): whose it is, or refused.

The signature is joserfc's work. All else is looked at before or after it, so that nothing rests on
what a library happens to do with an odd token: which key may be used for which algorithm, names
that stand twice, and every claim by its type.
"""

import json
from collections.abc import Mapping
from typing import Annotated, Any, Final

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet
from joserfc.util import to_bytes, urlsafe_b64decode
from msgspec import Meta, Struct

from gateway.errors import NotSignedInError

LONGEST: Final = 16_384
LEEWAY: Final = 60
"""Seconds by which two clocks may differ."""
OLDEST: Final = 600
"""Seconds since the token was made: it comes straight from the provider."""
KINDS: Final = {
    "RS256": "RSA",
    "RS384": "RSA",
    "RS512": "RSA",
    "PS256": "RSA",
    "PS384": "RSA",
    "PS512": "RSA",
    "ES256": "EC",
    "ES384": "EC",
    "ES512": "EC",
    "Ed25519": "OKP",
    "EdDSA": "OKP",
}
"""The algorithms that we take and the kind of key of each. None has a secret that two share."""
_UNSUPPORTED: Final = frozenset({"b64", "crit", "enc", "jku", "jwk", "x5c", "x5u", "zip"})
"""A header that asks for anything of these is refused: keys come from the provider's list alone."""
_PARTS: Final = 3


class UnknownKeyError(Exception):
    """The token names a key that is not in the list; perhaps the list is out of date."""


class _Claims(Struct, frozen=True):
    iss: str
    sub: Annotated[str, Meta(min_length=1, max_length=255)]
    aud: str | list[str]
    exp: int | float
    iat: int | float
    nonce: str
    nbf: int | float = 0
    azp: str | None = None


class Expected(Struct, frozen=True, kw_only=True):
    """What a token must say: who made it, for whom, and in answer to which question.

    `now` is in seconds since 1970.
    """

    issuer: str
    client: str
    nonce: str
    now: float


def subject_of(token: str, keys: KeySet, expected: Expected) -> str:
    """The subject whom a token speaks of.

    Raises UnknownKeyError for a key that is not in the list, NotSignedInError for every other
    fault.
    """
    try:
        key, algorithm = _key_for(token, keys)
        checked = jws.deserialize_compact(token, key, algorithms=[algorithm])
        claims = msgspec.convert(_object(checked.payload), _Claims)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _refused() from error
    _check(claims, expected)
    return claims.sub


def _key_for(token: str, keys: KeySet) -> tuple[Key, str]:
    parts = token.split(".")
    if not token.isascii() or len(token) > LONGEST or len(parts) != _PARTS or not all(parts):
        raise ValueError(parts)
    header = _object(urlsafe_b64decode(to_bytes(parts[0])))
    algorithm, kid = header.get("alg"), header.get("kid")
    if algorithm not in KINDS or not _UNSUPPORTED.isdisjoint(header):
        raise ValueError(algorithm)
    fitting = [one for one in keys.keys if _fits(one, algorithm)]
    named = [one for one in fitting if kid is None or one.kid == kid]
    if len(named) != 1:
        raise UnknownKeyError
    return named[0], algorithm


def _fits(key: Key, algorithm: str) -> bool:
    """Whether the provider's list lets this key sign with this algorithm."""
    said: Mapping[str, Any] = key.as_dict()
    return (
        key.key_type == KINDS[algorithm]
        and said.get("use", "sig") == "sig"
        and said.get("alg", algorithm) == algorithm
        and "verify" in said.get("key_ops", ["verify"])
    )


def _check(claims: _Claims, expected: Expected) -> None:
    audience = [claims.aud] if isinstance(claims.aud, str) else claims.aud
    fits = (
        claims.iss == expected.issuer
        and expected.client in audience
        and claims.azp in ({expected.client} if len(audience) > 1 else {expected.client, None})
        and claims.nonce == expected.nonce
        and claims.exp > expected.now - LEEWAY
        and expected.now - OLDEST < claims.iat < expected.now + LEEWAY
        and claims.nbf < expected.now + LEEWAY
        and claims.sub.isprintable()
    )
    if not fits:
        raise _refused()


def _object(data: bytes) -> dict[str, Any]:
    """An object of JSON in which no name stands twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len({name for name, _ in pairs}) != len(pairs):
            raise ValueError("a name stands twice")
        return dict(pairs)

    found = json.loads(data, object_pairs_hook=once, parse_constant=float)
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return found


def _refused() -> NotSignedInError:
    return NotSignedInError("The council's sign-in provider sent no answer that we can rely on.")
