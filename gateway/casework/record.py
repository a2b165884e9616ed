"""Recording: the one place that writes what happened, in the log and as rows of a case.

Nothing that a person is told or given goes out before the transaction of its record is durable.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

import msgspec
from sqlalchemy import Table

from gateway.audit.entries import Kind
from gateway.casework.turn import Turn
from gateway.domain.people import CONFIDENT

SEALED: Final = "in_confidence"
"""The name under which an entry is committed to what it does not say."""
_NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})


def record(
    turn: Turn,
    *,
    by: str,
    kind: Kind,
    body: Mapping[str, Any],
    committed: Mapping[str, bytes] = _NOTHING,
    rows: Sequence[tuple[Table, Mapping[str, Any]]] = (),
    in_confidence: bool = False,
) -> int:
    """Record an event: its log entry, and the rows that it adds, each with the entry's number.

    `by` is a person's id, or `OPERATOR`. `body` holds ids, numbers and words of the model only;
    what is personal or free text goes into `committed`. A row has all columns of its table but
    `entry`, as values of the driver: moments as text. Gives the entry's number.

    What is done `in_confidence` is told to nobody who reads the log: the entry says that something
    of its kind was done, and is committed to who did it, in what case, and all else.
    """
    if in_confidence:
        sealed = {"by": by, **body}
        committed = {**committed, SEALED: msgspec.json.encode(sealed, order="deterministic")}
        by, body = CONFIDENT, {}
    entry = turn.log.append(actor=by, at=turn.moment, kind=kind, body=body, committed=committed)
    for table, row in rows:
        turn.rows.add(table, {**row, "entry": entry})
    return entry
