"""The log's rows: appending entries in the writer's transaction, and reading them back.

`Log` lives for one transaction. It reads the head of the log when it first needs it, because
another process may have written since; it holds what is appended and writes all of it together.

An entry is written before the rows that name it. While a row names one that is not there yet,
SQLite looks for it in every table that may, at each entry written: the longer, the more they hold.
"""

import secrets
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, cast

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Integer, Text, asc, bindparam, desc, select, union_all
from sqlalchemy.exc import DataError, IntegrityError, InternalError

from gateway.audit import commitments, entries
from gateway.audit.proofs import root_of
from gateway.audit.tree import Frontier, NodeLookup, extend, frontier_of, leaf_hash
from gateway.errors import LogError
from gateway.store.json_lists import IsListed
from gateway.store.prepared import Prepared, insertion
from gateway.store.tables import log_entries, log_nodes, log_secrets
from gateway.store.tables.columns import moment_text
from gateway.store.tables.log import CONCERNS_ANOTHER

_CHUNK = 1000
"""How many entries are read at once when many are streamed."""
_REFUSED: Final = "the log's rows"


class LoggedEntry(Struct, frozen=True):
    """An entry as it is kept: its number, its bytes, and their leaf hash."""

    seq: int
    data: bytes
    hash: bytes


class Head(Struct, frozen=True):
    """The newest entry of the log, and the tree up to it.

    The one entails the other, since each entry holds the hash of the entry before.
    """

    newest: LoggedEntry
    tree: Frontier


class Mark(Struct, frozen=True):
    """How far a transaction had come with the log."""

    entries: int
    secrets: int
    head: Head | None
    found: LoggedEntry | None


class Log:
    """What one transaction appends. Nothing reaches the database before `write`.

    While `at_once` is set, an entry is written when it is appended.

    `head` is where an earlier transaction left the log; it spares looking the tree up when nothing
    was appended since. After `write` it is where this one leaves it.
    """

    def __init__(self, connection: Connection, head: Head | None = None) -> None:
        self._connection = connection
        self.head = head
        self._entries: list[LoggedEntry] = []
        self._secrets: list[dict[str, Any]] = []
        self._written = (0, 0)
        self._found: LoggedEntry | None = None
        self._asked = False
        self.at_once = False

    def append(
        self,
        *,
        actor: str,
        at: datetime,
        kind: entries.Kind,
        body: Mapping[str, Any],
        committed: Mapping[str, bytes],
    ) -> int:
        """Append an entry; gives its number.

        Each value of `committed` is kept with a fresh salt in the erasable table, and the body has
        the commitment to it under the same name. Raises LogError for what the log does not keep.
        """
        before = self.latest()
        seq = before.seq + 1 if before else 0
        salts = {name: secrets.token_bytes(commitments.SALT_BYTES) for name in committed}
        commits = {name: commitments.commit(salt, committed[name]) for name, salt in salts.items()}
        data = entries.write(
            entries.Entry(
                actor=actor,
                at=moment_text(at),
                kind=kind,
                body={**body, **commits},
                prev=before.hash.hex() if before else entries.FIRST_PREV,
                seq=seq,
            )
        )
        self._entries.append(LoggedEntry(seq, data, leaf_hash(data)))
        self._secrets += [
            {"seq": seq, "name": name, "salt": salt, "value": committed[name]}
            for name, salt in salts.items()
        ]
        if self.at_once:
            self.write()
        return seq

    def latest(self) -> LoggedEntry | None:
        """The newest entry, whether it is written yet or not; None while the log is empty."""
        if self._entries:
            return self._entries[-1]
        if not self._asked:
            self._found, self._asked = last_entry(self._connection), True
        return self._found

    def mark(self) -> Mark:
        """A point to which `back_to` can return."""
        entries, secrets = self._written
        head, found = self.head, self.latest()
        return Mark(entries + len(self._entries), secrets + len(self._secrets), head, found)

    def back_to(self, mark: Mark) -> None:
        """Forget what was appended since the mark; what is written of it was rolled back."""
        entries, secrets = self._written
        if entries > mark.entries:
            self._written = mark.entries, mark.secrets
            self.head, self._found = mark.head, mark.found
        del self._entries[max(mark.entries - entries, 0) :]
        del self._secrets[max(mark.secrets - secrets, 0) :]

    def write(self) -> Frontier | None:
        """Write what was appended, with the nodes of the tree that it makes complete.

        Gives the tree as it is now; None when nothing was appended. Raises SQLAlchemy's
        InternalError when the database refuses what is written: that is no command's own fault.
        """
        if not self._entries:
            return None
        grown, rows = extend(self._tree(), [entry.hash for entry in self._entries])
        nodes = [
            {"level": row.level, "idx": row.first + place, "hash": node}
            for row in rows
            if row.level > 0  # level 0 is the hash of the entry itself
            for place, node in enumerate(row.hashes)
        ]
        written = [
            {"seq": entry.seq, "bytes": entry.data, "hash": entry.hash} for entry in self._entries
        ]
        try:
            _NEW_ENTRY.each(self._connection, written)
            _NEW_NODE.each(self._connection, nodes)
            _NEW_SECRET.each(self._connection, self._secrets)
        except (IntegrityError, DataError) as fault:
            raise InternalError(_REFUSED, None, cast(BaseException, fault.orig)) from fault
        mark = self.mark()
        self._written = mark.entries, mark.secrets
        self._found, self._asked = self._entries[-1], True
        self.head = Head(self._found, grown)
        self._entries, self._secrets = [], []
        return grown

    def _tree(self) -> Frontier:
        """The tree before what was appended."""
        if self.head is not None and self.head.newest == self._found:
            return self.head.tree
        return frontier_of(self._entries[0].seq, node_lookup(self._connection))


_NEW_ENTRY, _NEW_NODE, _NEW_SECRET = (
    insertion(table) for table in (log_entries, log_nodes, log_secrets)
)
_ENTRY = select(log_entries.c.seq, log_entries.c.bytes, log_entries.c.hash)
_LAST = Prepared(_ENTRY.order_by(log_entries.c.seq.desc()).limit(1))
_LEAF = Prepared(select(log_entries.c.hash).where(log_entries.c.seq == bindparam("idx")))
_NODE = Prepared(
    select(log_nodes.c.hash).where(
        log_nodes.c.level == bindparam("level"), log_nodes.c.idx == bindparam("idx")
    )
)
_LISTED = Prepared(
    select(log_entries.c.seq, log_entries.c.bytes).where(
        IsListed(log_entries.c.seq, bindparam("entries", type_=Text))
    )
)
_SECRET = select(log_secrets.c.value).where(
    log_secrets.c.seq == bindparam("seq", type_=Integer),
    log_secrets.c.name == bindparam("name", type_=Text),
)


def last_entry(connection: Connection) -> LoggedEntry | None:
    """The newest entry; None while the log is empty."""
    rows = _LAST.rows(connection, {})
    return LoggedEntry(*rows[0]) if rows else None


def size_of(connection: Connection) -> int:
    """How many entries there are."""
    last = last_entry(connection)
    return last.seq + 1 if last else 0


def root(connection: Connection, size: int) -> bytes:
    """The root of the tree of the first `size` entries."""
    return root_of(size, node_lookup(connection))


def node_lookup(connection: Connection) -> NodeLookup:
    """Finds the stored nodes of the tree. The look-up raises LogError for one that is missing."""

    def find(level: int, index: int) -> bytes:
        rows = (_NODE if level else _LEAF).rows(connection, {"level": level, "idx": index})
        if not rows:
            raise LogError("A node of the log's tree is missing.")
        found: bytes = rows[0][0]
        return found

    return find


def committed_value(connection: Connection, seq: int, name: str) -> bytes:
    """The value to which entry `seq` is committed under `name`."""
    value: bytes = connection.execute(_SECRET, {"seq": seq, "name": name}).scalar_one()
    return value


def moment_of(connection: Connection, seq: int) -> datetime:
    """The moment at which entry `seq` was made. Raises KeyError when there is no such entry."""
    return moments_of(connection, (seq,))[seq]


def moments_of(connection: Connection, seqs: Iterable[int]) -> dict[int, datetime]:
    """The moments at which entries were made, by their numbers."""
    asked = {"entries": msgspec.json.encode(list(seqs)).decode()}
    return {
        seq: datetime.fromisoformat(entries.read(data).at)
        for seq, data in _LISTED.rows(connection, asked)
    }


def page(
    connection: Connection,
    *,
    person: str | None = None,
    document: str | None = None,
    kinds: Collection[entries.Kind] | None = None,
    first: int = 0,
    before: int | None = None,
    limit: int,
    oldest_first: bool = False,
) -> list[LoggedEntry]:
    """The newest entries with a number from `first` on and under `before`, of some `kinds` or all.

    With `person`, what that person did or what concerns them; with `document`, what concerns it.
    With `oldest_first`, the oldest of them.
    """
    in_order = asc if oldest_first else desc
    wanted = []
    if first:
        wanted.append(log_entries.c.seq >= first)
    if kinds is not None:
        wanted.append(log_entries.c.kind.in_(sorted(kinds)))
    if before is not None:
        wanted.append(log_entries.c.seq < before)
    if document is not None:
        wanted.append(log_entries.c.document == document)
    if person is None:
        statement = _ENTRY.where(*wanted).order_by(in_order(log_entries.c.seq))
    else:
        # One ordered search for each index, so that neither walks the whole log.
        halves = [
            _ENTRY.where(*theirs, *wanted)
            .order_by(in_order(log_entries.c.seq))
            .limit(limit)
            .subquery()
            for theirs in (
                (log_entries.c.actor == person,),
                (log_entries.c.person == person, CONCERNS_ANOTHER),
            )
        ]
        either = union_all(*(select(half) for half in halves)).subquery()
        statement = select(either).order_by(in_order(either.c.seq))
    rows = connection.execute(statement.limit(limit))
    return [LoggedEntry(*row) for row in rows]


def first_since(connection: Connection, moment: datetime) -> int:
    """The number of the first entry of that moment or later; the log's size when there is none."""
    return bisect_left(
        range(size_of(connection)), moment, key=lambda seq: moment_of(connection, seq)
    )


def numbers_of(
    connection: Connection, kinds: Collection[entries.Kind], *, first: int, before: int
) -> list[int]:
    """The numbers of the entries of these kinds, from `first` on and under `before`."""
    rows = connection.execute(
        select(log_entries.c.seq)
        .where(
            log_entries.c.kind.in_(sorted(kinds)),
            log_entries.c.seq >= first,
            log_entries.c.seq < before,
        )
        .order_by(log_entries.c.seq)
    )
    return list(rows.scalars())


def stream(connection: Connection, size: int) -> Iterator[bytes]:
    """The bytes of the first `size` entries, a thousand read at once."""
    for start in range(0, size, _CHUNK):
        rows = connection.execute(
            select(log_entries.c.bytes)
            .where(log_entries.c.seq >= start, log_entries.c.seq < min(start + _CHUNK, size))
            .order_by(log_entries.c.seq)
        )
        yield from rows.scalars()
