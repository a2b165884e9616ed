"""The append-only log, its Merkle tree, and the erasable values to which it is committed.

Entries and tree nodes are never changed or deleted: triggers stop it, and `recursive_triggers`
makes them stop `INSERT OR REPLACE` too. Values and salts of commitments may be erased.
"""

from typing import Any, Final

from sqlalchemy import (
    Column,
    Computed,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
)
from sqlalchemy.ext.compiler import compiles

from gateway.store.tables.columns import logged, metadata


class _PartOfEntry(Computed):
    """What the bytes of the entry say at a place."""

    def __init__(self, *place: str) -> None:
        path = ".".join(place)
        super().__init__(f"json_extract(CAST(bytes AS TEXT), '$.{path}')", persisted=False)
        self.place = place


@compiles(_PartOfEntry, "postgresql")
def _kept(part: _PartOfEntry, _compiler: Any, **_words: Any) -> str:
    place = ", ".join(f"'{step}'" for step in part.place)
    return f"GENERATED ALWAYS AS (entry_text(bytes, {place})) STORED"


def _shown(name: str, *place: str) -> Column[str]:
    """Part of the entry, read from its bytes: for finding entries, never a second account."""
    return Column(name, Text, _PartOfEntry(*place))


log_entries = Table(
    "log_entries",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    _shown("actor", "actor"),
    _shown("person", "body", "person"),
    _shown("document", "body", "document"),
    _shown("kind", "kind"),
    Index("ix_log_entries_actor_seq", "actor", "seq"),
    Index("ix_log_entries_document_seq", "document", "seq"),
    Index("ix_log_entries_kind_seq", "kind", "seq"),
    sqlite_strict=True,
)
"""`bytes` are the canonical bytes, `hash` their leaf hash: level 0 of the tree."""

CONCERNS_ANOTHER: Final = log_entries.c.person != log_entries.c.actor
"""Of an entry: it concerns somebody else than who did it. Who asks for themselves is found by what
they did, so those entries, which are most of them, stand in one index and not in two."""

Index(
    "ix_log_entries_person_seq",
    log_entries.c.person,
    log_entries.c.seq,
    sqlite_where=CONCERNS_ANOTHER,
    postgresql_where=CONCERNS_ANOTHER,
)

log_nodes = Table(
    "log_nodes",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("idx", Integer, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
"""The complete nodes of the tree from level 1 up."""

log_secrets = Table(
    "log_secrets",
    metadata,
    logged("seq", primary_key=True),
    Column("name", Text, primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    Column("value", LargeBinary, nullable=False),
    sqlite_strict=True,
)
"""What an entry is committed to: the value and the salt of each commitment. Erasable."""

log_checkpoints = Table(
    "log_checkpoints",
    metadata,
    Column("size", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    sqlite_strict=True,
)

rule_books = Table(
    "rule_books",
    metadata,
    Column("digest", Text, primary_key=True),
    logged("entry"),
    sqlite_strict=True,
)
"""The rule books ever proposed here, and the log entry that keeps the text of each."""

rule_book_proposals = Table(
    "rule_book_proposals",
    metadata,
    logged("entry", primary_key=True),
    Column("digest", Text, ForeignKey("rule_books.digest"), nullable=False, index=True),
    sqlite_strict=True,
)
"""Who proposed it, and when, stands in the log entry."""

rule_book_adoptions = Table(
    "rule_book_adoptions",
    metadata,
    logged("entry", primary_key=True),
    Column(
        "proposal",
        Integer,
        ForeignKey("rule_book_proposals.entry"),
        nullable=False,
        unique=True,
    ),
    sqlite_strict=True,
)
"""The newest one says which rule book is in force."""
