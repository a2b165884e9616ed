"""Checking this installation's own log: the entries, and all that the database keeps beside them.

`gateway.audit.verify` checks the entries against every checkpoint; here their stored numbers and
hashes, the tree's nodes, the checkpoints' sizes and the committed values are compared as well.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, func, select
from sqlalchemy.exc import DBAPIError

from gateway.audit import commitments, tree
from gateway.audit.checkpoint import VerifierKey
from gateway.audit.report import Report
from gateway.audit.verify import LogCheck
from gateway.casework.record import record
from gateway.casework.transactions import CHECKPOINT_EVERY
from gateway.casework.turn import Turn
from gateway.casework.who import refuse_unless_auditor
from gateway.domain.people import OPERATOR
from gateway.errors import LogError
from gateway.store.tables import log_checkpoints, log_entries, log_nodes, log_secrets

_BATCH: Final = 4096
"""How many entries are read at once."""


class CheckLog(Struct, frozen=True, kw_only=True):
    """An auditor, or the operator at the command line (`OPERATOR`), checks the log."""

    by: str

    def carry_out(self, turn: Turn) -> None:
        """Record it. Raises NotAllowedError for anybody else."""
        if self.by != OPERATOR:
            refuse_unless_auditor(turn, self.by)
        record(turn, by=self.by, kind="log.verified", body={})


def check_log(connection: Connection, key: VerifierKey, earlier: Sequence[str] = ()) -> Report:
    """The check of the log in this database, read in one transaction.

    `earlier` are checkpoints kept elsewhere, as signed notes. Raises LogError when the database
    cannot be read.
    """
    try:
        with connection.begin():
            return check_within(connection, key, earlier)
    except DBAPIError as error:
        raise LogError("The database cannot be read as a log.") from error


def check_within(
    connection: Connection,
    key: VerifierKey,
    earlier: Sequence[str] = (),
    step: Callable[[int], object] = int,
) -> Report:
    """As `check_log`, in a transaction that has begun.

    `step` is told how many entries were gone through.
    """
    stored = connection.execute(select(log_checkpoints.c.size, log_checkpoints.c.note)).all()
    notes = [str(row.note) for row in stored]
    check = LogCheck(key, (*notes, *earlier), open_end=CHECKPOINT_EVERY - 1)
    for size, note in stored:
        if note.split("\n")[1:2] != [str(size)]:
            check.add("stored", f"The checkpoint kept for {size:,} entries is one of another size.")
    _check_entries(connection, check, step)
    _check_secrets(connection, check)
    return check.report()


def _check_entries(connection: Connection, check: LogCheck, step: Callable[[int], object]) -> None:
    frontier, ahead = tree.Frontier(), 0
    for batch in _batches(connection):
        first = check.entries
        leaves = check.read([_bytes(row.bytes) for row in batch])
        for place, (row, leaf) in enumerate(zip(batch, leaves, strict=True), first):
            if row.seq - place != ahead:
                ahead = row.seq - place
                check.add("stored", f"Entry {place:,} is kept as number {row.seq:,}.", seq=place)
            if row.hash != leaf:
                check.add("stored", f"The hash kept for entry {place:,} is not its.", seq=place)
        frontier, complete = tree.extend(frontier, leaves)
        for level in complete[1:]:  # the first are the entries' own hashes
            if _kept(connection, level) != level.hashes:
                check.add("stored", f"The tree kept for entries {first:,} and on is not theirs.")
        step(check.entries)
    if not check.entries:
        check.add("missing", "There is no entry, not even the one that says who set this up.")
    nodes = sum(check.entries >> level for level in range(1, check.entries.bit_length()))
    if connection.execute(select(func.count()).select_from(log_nodes)).scalar_one() != nodes:
        check.add("stored", "The tree that is kept has not as many nodes as it should.")


def _batches(connection: Connection) -> Iterator[Sequence[Row[Any, Any, Any]]]:
    statement = select(log_entries.c.seq, log_entries.c.bytes, log_entries.c.hash)
    statement = statement.order_by(log_entries.c.seq).limit(_BATCH)
    batch = connection.execute(statement).all()
    while batch:
        yield batch
        batch = connection.execute(statement.where(log_entries.c.seq > batch[-1].seq)).all()


def _kept(connection: Connection, nodes: tree.Row) -> list[bytes]:
    """What is stored in place of these nodes."""
    wanted = select(log_nodes.c.hash).where(
        log_nodes.c.level == nodes.level,
        log_nodes.c.idx.between(nodes.first, nodes.first + len(nodes.hashes) - 1),
    )
    return list(connection.execute(wanted.order_by(log_nodes.c.idx)).scalars())


def _check_secrets(connection: Connection, check: LogCheck) -> None:
    """Compare every value that is not erased with the commitment in its entry."""
    statement = (
        select(log_secrets, log_entries.c.bytes)
        .outerjoin_from(log_secrets, log_entries, log_entries.c.seq == log_secrets.c.seq)
        .order_by(log_secrets.c.seq)
        .execution_options(yield_per=_BATCH)
    )
    for row in connection.execute(statement):
        if not _committed(row):
            check.add(
                "stored",
                f"A value kept for entry {row.seq:,} is not the one it is committed to.",
                seq=row.seq,
            )


def _committed(row: Row[Any]) -> bool:
    try:
        body = msgspec.json.decode(_bytes(row.bytes))["body"]
        return commitments.opens(body[row.name], row.salt, row.value)
    except (msgspec.DecodeError, LogError, LookupError, TypeError, AttributeError):
        return False


def _bytes(stored: Any) -> bytes:
    """What is stored as an entry's bytes; in a table that was tampered with it may be no bytes."""
    return stored if isinstance(stored, bytes) else b""
