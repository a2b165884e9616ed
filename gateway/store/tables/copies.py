"""Copies that people hold, answers to those who ask to pass something on, and incidents."""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    literal_column,
)

from gateway.domain.copies import CopyState
from gateway.domain.incidents import IncidentOutcome
from gateway.store.tables.columns import (
    LocalTime,
    Moment,
    flag,
    logged,
    metadata,
    one_of,
    own_id,
    refers,
    text,
)

_OUT = "state IN ('held', 'asked_back')"
_is_out = literal_column(_OUT, Boolean)
is_out: ColumnElement[bool] = literal_column(f"copies.{_OUT}", Boolean)
"""Whether somebody has the copy yet, in the words of the index."""


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


copies = _table(
    "copies",
    own_id(),
    refers("person", "people.id", index=False),
    text("document"),
    Column("since", Moment, nullable=False),
    one_of("state", CopyState),
    Column("looked_at", Moment, nullable=False),
    Column("looked_local", LocalTime, nullable=False),
    Column("asked_back", Integer),
    Column("given_back", Integer),
    Column("downloaded", Integer),
    Index("ix_copies_document", "document"),
)
"""What somebody had of a document: one row, however often they fetched it, until they give it back.
`looked_at` and `looked_local` are when it was last looked whether access has ended since.
`asked_back`, `given_back` and `downloaded` are log entries; who has downloaded nothing, but only
read it here, holds nothing that could come back."""
Index(
    "uq_copies_out",
    copies.c.person,
    copies.c.document,
    unique=True,
    sqlite_where=_is_out,
    postgresql_where=_is_out,
)

copy_fetches = _table(
    "copy_fetches",
    logged("entry"),
    text("segment"),
    refers("copy", "copies.id"),
    text("reference", nullable=True),
    text("sha256"),
    text("conditions"),
    PrimaryKeyConstraint("entry", "segment"),
    Index("ix_copy_fetches_reference", "reference"),
)
"""Each part that left, by the log entry of the release: by which request (NULL: by none), the hash
of the bytes, and the conditions (JSON) under which it left."""

onward_answers = _table(
    "onward_answers",
    logged("entry"),
    text("segment"),
    refers("reference", "requests.reference"),
    Column("place", Integer, nullable=False),
    flag("may"),
    PrimaryKeyConstraint("entry", "segment"),
)
"""Whether a part may be passed on. `place` leads to the reasons, which stand with the entry."""

incidents = _table(
    "incidents",
    own_id(),
    logged("entry"),
    refers("by", "people.id", index=False),
    text("document"),
    Column("closed", Integer),
    one_of("outcome", IncidentOutcome, nullable=True),
    Index("ix_incidents_entry", "entry"),
)
"""Misuse of a document. What happened, and why it ended so, stands with the log entries."""

incident_people = _table(
    "incident_people",
    refers("incident", "incidents.id", index=False),
    refers("person", "people.id", index=False),
    PrimaryKeyConstraint("incident", "person"),
)
"""Whom an incident concerns: they neither see it nor judge it."""

incident_copies = _table(
    "incident_copies",
    refers("incident", "incidents.id", index=False),
    refers("copy", "copies.id", index=False),
    PrimaryKeyConstraint("incident", "copy"),
)
