"""Keys of an invented provider and of somebody who would like to be it; tokens they sign."""

import base64
import hmac
import json
from typing import Any

from joserfc import jws
from joserfc.jwk import ECKey, Key, KeySet, RSAKey

OURS = RSAKey.generate_key(2048, {"kid": "ours", "use": "sig"})
CURVE = ECKey.generate_key("P-256", {"kid": "curve", "use": "sig", "alg": "ES256"})
SEALING = RSAKey.generate_key(2048, {"kid": "sealing"})
STRANGER = RSAKey.generate_key(2048, {"kid": "ours"})
PUBLIC = [one.as_dict(private=False) for one in (OURS, CURVE)]
PUBLIC.append({**SEALING.as_dict(private=False), "use": "enc"})
KEYS = KeySet.import_key_set({"keys": PUBLIC})
"""What the provider shows; the last key is for sealing only."""
SECRET = b"the client's secret, which two know"
PUBLIC_AS_SECRET = OURS.as_pem(private=False)
"""What the public key looks like to whoever takes it for a shared secret."""
_ANY = list(jws.JWSRegistry.algorithms)


def part(value: Any) -> str:
    """A part of a token, from an object or from bytes."""
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def signed(payload: bytes, header: dict[str, Any], key: Key = OURS) -> str:
    """A token with whatever header and payload."""
    registry = jws.JWSRegistry(algorithms=_ANY, strict_check_header=False)
    return jws.serialize_compact(header, payload, key, registry=registry)


def sealed(payload: bytes, header: dict[str, Any], secret: bytes, digest: str = "sha256") -> str:
    """A token with a shared secret, which the library would not make with a public key."""
    begun = f"{part(header)}.{part(payload)}"
    return f"{begun}.{part(hmac.new(secret, begun.encode(), digest).digest())}"
