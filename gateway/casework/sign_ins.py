"""Sign-ins that were refused: recorded with how often, and never with a word of the token."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, select

from gateway.casework.record import record
from gateway.casework.tokens import hashed
from gateway.casework.turn import Reading, Turn
from gateway.store.tables import tokens

_BY_HASH: Final = select(tokens.c.id).where(tokens.c.hash == bindparam("hashed"))
_BY_ID: Final = select(tokens.c.person, tokens.c.revoked_at, tokens.c.expires_at).where(
    tokens.c.id == bindparam("token")
)
SYSTEM: Final = "system"
"""Who acts when nobody has signed in."""


def issued_token(reading: Reading, text: str) -> str | None:
    """The id of the token with this text, in force or not; None when we never issued it."""
    found: str | None = reading.connection.execute(
        _BY_HASH, {"hashed": hashed(text)}
    ).scalar_one_or_none()
    return found


class RecordRefusedSignIns(Struct, frozen=True, kw_only=True):
    """Somebody was refused, once or several times: with a token of ours, by its id, or without."""

    token: str | None
    times: int

    def carry_out(self, turn: Turn) -> None:
        """Record it: whose token it was and why it does not count, if it was one of ours."""
        body = {"times": self.times, **(self._known(turn) or {"reason": "unknown"})}
        record(turn, by=SYSTEM, kind="sign_in.refused", body=body)

    def _known(self, turn: Turn) -> dict[str, Any] | None:
        row = turn.connection.execute(_BY_ID, {"token": self.token}).one_or_none()
        if row is None:
            return None
        over = "revoked" if row.revoked_at else "expired"
        in_force = row.revoked_at is None and row.expires_at > turn.moment
        reason = "not-in-office" if in_force else over
        return {"person": row.person, "reason": reason, "token": self.token}
