"""Salted commitments: the log can prove a personal value later without holding it.

The log keeps only HMAC-SHA-256(salt, value) (RFC 2104). Value and salt stand in an erasable table;
once both are gone the commitment says nothing, and the log's proof stays whole.
"""

import hmac
from hashlib import sha256

from gateway.errors import LogError

SALT_BYTES = 32


def commit(salt: bytes, value: bytes) -> str:
    """The commitment to `value` as 64 hexadecimal digits.

    `salt` is 256 fresh random bits for each value. Raises `LogError` for a salt of another length.
    """
    if len(salt) != SALT_BYTES:
        raise LogError("A salt is 32 bytes long.")
    return hmac.digest(salt, value, sha256).hex()


def opens(commitment: str, salt: bytes, value: bytes) -> bool:
    """Whether `commitment` was made from this salt and value. Raises `LogError` as `commit`."""
    return hmac.compare_digest(commit(salt, value).encode(), commitment.encode())
