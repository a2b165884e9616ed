"""Second proofs: the code of an authenticator app (RFC 6238), and recovery codes on paper."""

import hmac
import re
import secrets
from datetime import datetime
from hashlib import sha256
from typing import Final

import pyotp
import segno

STEP: Final = 30
"""Seconds for which a code is shown."""
_ASIDE: Final = (0, -1, 1)
"""Steps of time that count: now, the one before and the one after, for clocks that differ."""
RECOVERY_CODES: Final = 10
_ALPHABET: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS: Final = 4


def new_authenticator() -> str:
    """A secret for an authenticator app: 160 random bits in base32."""
    return pyotp.random_base32()


def step_of(authenticator: str, code: str, now: datetime) -> int | None:
    """The step of time whose code this is; None where it is no code of about now.

    Whoever calls keeps the step and takes no code of it, or of an earlier one, again.
    """
    typed = re.sub(r"\s", "", code)
    made = pyotp.TOTP(authenticator, interval=STEP)
    current = int(now.timestamp()) // STEP
    found = None
    for aside in _ASIDE:
        right = made.generate_otp(current + aside)
        if hmac.compare_digest(right.encode(), typed.encode()) and found is None:
            found = current + aside
    return found


def picture(authenticator: str, *, name: str, council: str, title: str) -> str:
    """The QR code that an authenticator app reads, as SVG without style or script.

    `title` says what it is, for people who do not see it.
    """
    made = pyotp.TOTP(authenticator, interval=STEP)
    address = made.provisioning_uri(name=name, issuer_name=council)
    return segno.make(address, error="m", micro=False).svg_inline(
        scale=5, border=4, title=title, light="white"
    )


def in_groups(authenticator: str) -> str:
    """The secret as people type it."""
    return " ".join(re.findall(".{1,4}", authenticator))


def new_recovery_codes() -> tuple[str, ...]:
    """Codes of 79 random bits, each for one sign-in without the authenticator."""
    return tuple(
        "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(_GROUPS))
        for _ in range(RECOVERY_CODES)
    )


def recovery_hash(code: str) -> str | None:
    """What is kept of a recovery code; None for what cannot be one, such as six digits."""
    typed = re.sub(r"[\s-]", "", code.casefold())
    if len(typed) != 4 * _GROUPS or not set(_ALPHABET).issuperset(typed):
        return None
    return sha256(typed.encode()).hexdigest()
