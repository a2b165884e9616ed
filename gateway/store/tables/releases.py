"""What happens after a release: until when access lasts, and which conditions were accepted."""

from typing import Any

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table

from gateway.domain.access import Lasts
from gateway.store.tables.columns import LocalTime, logged, metadata, one_of, refers, text


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


grants = _table(
    "grants",
    logged("entry"),
    text("segment"),
    refers("reference", "requests.reference"),
    one_of("lasts", Lasts),
    Column("until", LocalTime),
    Column("renews", Integer),
    PrimaryKeyConstraint("entry", "segment"),
)
"""Until when access to a part lasts; the newest counts, and none is ever changed. `until` is the
local moment from which it is over. `renews` is the log entry of the grant, or of the revocation,
that this one takes the place of."""

revocations = _table(
    "revocations",
    logged("entry"),
    text("segment"),
    refers("reference", "requests.reference"),
    PrimaryKeyConstraint("entry", "segment"),
)
"""Access to a part that was ended. The reason stands with the log entry."""

acceptances = _table(
    "acceptances",
    logged("entry"),
    text("segment"),
    refers("person", "people.id", index=False),
    text("document"),
    text("reference", nullable=True),
    text("conditions"),
    text("rule_book"),
    PrimaryKeyConstraint("entry", "segment"),
    Index("ix_acceptances_person_document", "person", "document"),
)
"""The conditions (JSON) on a part that somebody accepted before they opened it, and the digest of
the rule book by which they stood. `reference` is the request on which the release rested; NULL: on
none. The words that they read stand with the log entry."""
