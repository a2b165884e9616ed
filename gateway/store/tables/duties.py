"""What is owed and what is told: deadlines, notices, and the addresses that notices go to."""

from typing import Any

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
    literal_column,
)

from gateway.domain.deadlines import CouncilDay, DeadlineChange, DeadlineStage, DeadlineState
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeState, RecipientKind
from gateway.store.tables.columns import (
    Day,
    LocalTime,
    Moment,
    logged,
    metadata,
    one_of,
    own_id,
    refers,
    text,
)

_OPEN = "state IN ('running', 'paused')"
_is_open = literal_column(_OPEN, Boolean)
is_open: ColumnElement[bool] = literal_column(f"deadlines.{_OPEN}", Boolean)
"""Whether something is owed yet, in the words of the index."""


def _recipient() -> tuple[Any, ...]:
    """Who is told: a person's id, an office, or the id of a political group or a body."""
    return (one_of("recipient_kind", RecipientKind), text("recipient"))


address_book = Table(
    "address_book",
    metadata,
    *_recipient(),
    text("address"),
    Column("recorded_at", Moment, nullable=False),
    PrimaryKeyConstraint("recipient_kind", "recipient"),
    sqlite_strict=True,
)
"""The mail address of a person, or the mailbox of an office, a political group or a body."""

notices = Table(
    "notices",
    metadata,
    own_id(),
    logged("entry"),
    text("kind"),
    *_recipient(),
    text("about"),
    Column("told_at", Moment, nullable=False),
    one_of("state", NoticeState),
    Column("attempts", Integer, nullable=False),
    Column("next_at", Moment, nullable=False),
    text("claim", nullable=True),
    text("fault", nullable=True),
    Column("sent_at", Moment),
    text("address", nullable=True),
    UniqueConstraint("entry", "kind", "recipient_kind", "recipient", "about"),
    CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="sent"),
    Index("ix_notices_recipient", "recipient_kind", "recipient", "entry"),
    Index("ix_notices_state_next_at", "state", "next_at"),
    sqlite_strict=True,
)
"""The outbox. `kind` is one of `domain.notices`; `entry` is the log entry of what happened;
`about` is a reference and never a title. `claim` is held by whoever is sending it until `next_at`,
when it may be tried again; `fault` says why the last try failed. The id is in the Message-ID, so
that who gets it twice can tell. `address` is where it goes in place of the one in the address book,
until it was sent or that was given up."""

deadlines = Table(
    "deadlines",
    metadata,
    own_id(),
    logged("entry"),
    text("kind"),
    text("about"),
    one_of("owed_by_kind", RecipientKind),
    text("owed_by"),
    one_of("escalates_to", Office, nullable=True),
    text("first_due"),
    text("due"),
    text("counted"),
    text("calendar", nullable=True),
    Column("late_from", LocalTime, nullable=False),
    Column("next_at", LocalTime),
    one_of("state", DeadlineState),
    one_of("stage", DeadlineStage),
    Column("paused_at", Moment),
    Column("closed_at", Moment),
    Index("ix_deadlines_about_state_late_from", "about", "state", "late_from"),
    Index("ix_deadlines_owed_by", "owed_by", "state"),
    Index("ix_deadlines_state_next_at", "state", "next_at"),
    sqlite_strict=True,
)
"""`kind` is one of `domain.deadlines`; `due` is a day or a local moment, `first_due` what it was at
first. `counted` (JSON) says how it was counted, and `calendar` is the digest of the days, or of the
rule book, with which. At `next_at` somebody must be told; NULL: nobody any more."""
Index(
    "uq_deadlines_open",
    deadlines.c.kind,
    deadlines.c.about,
    unique=True,
    sqlite_where=_is_open,
    postgresql_where=_is_open,
)

deadline_changes = Table(
    "deadline_changes",
    metadata,
    refers("deadline", "deadlines.id", index=False),
    logged("entry"),
    one_of("change", DeadlineChange),
    text("due"),
    PrimaryKeyConstraint("deadline", "entry"),
    sqlite_strict=True,
)
"""What became of a deadline, and until when it ran then. The reason stands with the log entry."""

calendars = Table(
    "calendars",
    metadata,
    text("digest"),
    text("days"),
    Column("used_from", Moment, nullable=False),
    PrimaryKeyConstraint("digest"),
    sqlite_strict=True,
)
"""The calendars with which deadlines were counted: `days` (JSON) are the bank holidays of each."""

council_days = Table(
    "council_days",
    metadata,
    Column("day", Day, nullable=False),
    one_of("kind", CouncilDay),
    logged("entry"),
    PrimaryKeyConstraint("day"),
    sqlite_strict=True,
)
"""Days on which the council's own calendar differs from that of the library."""

calendar_feeds = Table(
    "calendar_feeds",
    metadata,
    own_id(),
    text("hash"),
    refers("person", "people.id"),
    Column("made_at", Moment, nullable=False),
    Column("ended_at", Moment),
    UniqueConstraint("hash"),
    sqlite_strict=True,
)
"""`hash` is the SHA-256 of the secret part of the address, which is kept nowhere."""

worker_seen = Table(
    "worker_seen",
    metadata,
    Column(
        "id", Integer, CheckConstraint("id = 1", name="one"), primary_key=True, autoincrement=False
    ),
    Column("at", Moment, nullable=False),
    sqlite_strict=True,
)
"""One row: when a worker last finished a round. Not on record; it says that somebody works."""

register_proposals = Table(
    "register_proposals",
    metadata,
    own_id(),
    Column("found_at", Moment, nullable=False),
    text("digests"),
    text("registers"),
    sqlite_strict=True,
)
"""What files say of the register (JSON), and their SHA-256, while it waits to be confirmed."""
