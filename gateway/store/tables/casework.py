"""Requests and their answers, tokens, and the keys that make a repeated request safe."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from gateway.domain.decision import Outcome
from gateway.domain.facts import Channel, Form, Office, Purpose, RequestType, ScrutinyLink
from gateway.store.tables.columns import (
    Moment,
    flag,
    metadata,
    one_of,
    own_id,
    refers,
    text,
)


def _entry(*, unique: bool = False) -> Column[int]:
    """The log entry that records the row."""
    return Column(
        "entry",
        Integer,
        ForeignKey("log_entries.seq", deferrable=True, initially="DEFERRED"),
        nullable=False,
        unique=unique,
    )


requests = Table(
    "requests",
    metadata,
    text("reference"),
    _entry(unique=True),
    Column("received_at", Moment, nullable=False),
    refers("requester", "people.id", index=False),
    text("document"),
    one_of("type", RequestType),
    one_of("form", Form),
    one_of("purpose", Purpose),
    Column("statement", Text, nullable=False),
    one_of("scrutiny_link", ScrutinyLink),
    text("on_behalf_of", nullable=True),
    one_of("channel", Channel),
    flag("use_at_meeting"),
    one_of("outcome", Outcome),
    one_of("waits_for", Office, nullable=True),
    Column("told", Text),
    PrimaryKeyConstraint("reference"),
    Index("ix_requests_requester_entry", "requester", "entry"),
    Index("ix_requests_document", "document"),
    sqlite_strict=True,
)
"""`document` is the id asked for, held or not. The decision stands with the log entry, as the value
that the entry is committed to. `outcome` is what the requester was told, and `told` the decision
(JSON) as told, where that leaves something out. `waits_for` is the office that must act."""

idempotency = Table(
    "idempotency",
    metadata,
    refers("person", "people.id", index=False),
    text("key"),
    Column(
        "body_hash", Text, CheckConstraint("length(body_hash) = 64", name="sha256"), nullable=False
    ),
    _entry(),
    PrimaryKeyConstraint("person", "key"),
    sqlite_strict=True,
)
"""`body_hash` is the SHA-256 of what was asked; `entry` leads to the answer that was given."""

tokens = Table(
    "tokens",
    metadata,
    own_id(),
    text("hash"),
    refers("person", "people.id"),
    Column("issued_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("revoked_at", Moment),
    UniqueConstraint("hash"),
    sqlite_strict=True,
)
"""`hash` is the SHA-256 of the token's text, which is kept nowhere."""
