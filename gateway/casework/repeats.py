"""Idempotency: the same key with the same body is done once, and answered alike each time."""

from hashlib import sha256
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Table, bindparam, select

from gateway.casework.turn import Turn
from gateway.errors import ConflictError
from gateway.store.prepared import Prepared
from gateway.store.tables import idempotency

_EARLIER: Final = Prepared(
    select(idempotency.c.body_hash, idempotency.c.entry).where(
        idempotency.c.person == bindparam("by"), idempotency.c.key == bindparam("name")
    )
)


def earlier_entry(turn: Turn, by: str, key: str | None, asked: Struct) -> int | None:
    """The entry that recorded the same question under this key; None when it is new.

    Raises ConflictError when the key was used for another question.
    """
    if key is None:
        return None
    if turn.rows.holds(idempotency, {"person": by, "key": key}):
        turn.write()
    for body_hash, entry in _EARLIER.rows(turn.connection, {"by": by, "name": key}):
        if body_hash != _body_hash(asked):
            raise ConflictError("This idempotency key was used for another request.")
        return int(entry)
    return None


def key_rows(by: str, key: str | None, asked: Struct) -> tuple[tuple[Table, dict[str, Any]], ...]:
    """The row that keeps the key, to be recorded with the answer."""
    if key is None:
        return ()
    return ((idempotency, {"person": by, "key": key, "body_hash": _body_hash(asked)}),)


def _body_hash(asked: Struct) -> str:
    body = msgspec.json.encode([type(asked).__name__, asked], order="deterministic")
    return sha256(body).hexdigest()
