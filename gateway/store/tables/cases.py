"""What people do with requests after the first answer, and who may act for an office.

Steps and decisions made again are added and never changed. Free text stands with the log entries,
as the values to which they are committed.
"""

from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
)

from gateway.domain.casework import Capacity, DisputeAnswer, Ground, Mark, MarkStep
from gateway.domain.facts import Office, SegmentKind
from gateway.store.tables.columns import (
    Day,
    Moment,
    flag,
    logged,
    metadata,
    one_of,
    own_id,
    period,
    refers,
    text,
)


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


cases = _table(
    "cases",
    refers("reference", "requests.reference", index=False),
    one_of("mark", Mark),
    one_of("capacity", Capacity),
    Column("authority", Text, nullable=False),
    Column("interests", Text, nullable=False),
    refers("again_from", "requests.reference", nullable=True, index=False),
    Column("waits", Text, nullable=False),
    PrimaryKeyConstraint("reference"),
)
"""One for each request. `authority` are the requester's own words on who lets them ask, and
`interests` (JSON) the matters in which they declare an interest with it.
`waits` (JSON) are the segments that wait, each with its office and since when: one row whatever is
held, so that what is hidden is written as what is absent."""
is_waiting: ColumnElement[bool] = literal_column("cases.waits <> '[]'", Boolean)
Index(
    "ix_cases_waiting",
    cases.c.reference,
    sqlite_where=literal_column("waits <> '[]'"),
    postgresql_where=literal_column("waits <> '[]'"),
)

concerned = _table(
    "concerned",
    refers("reference", "requests.reference", index=False),
    Column("people", Text, nullable=False),
    PrimaryKeyConstraint("reference"),
)
"""Whom a report of suspected wrongdoing concerns (JSON, ids of people), where it names anybody."""

request_decisions = _table(
    "request_decisions",
    logged("entry", primary_key=True),
    refers("reference", "requests.reference"),
    Column("told", Text),
)
"""The decisions on a request after the first. `told` is as in `requests`."""

case_steps = _table(
    "case_steps",
    logged("entry", primary_key=True),
    refers("reference", "requests.reference"),
    text("step"),
    refers("by", "people.id", index=False),
    one_of("office", Office, nullable=True),
)
"""What was done with a request (a step of `domain.casework`), and for which office; NULL: as its
requester."""

drafts = _table(
    "drafts",
    own_id(),
    refers("person", "people.id"),
    Column("saved_at", Moment, nullable=False),
    Column("asked", Text, nullable=False),
    refers("again_from", "requests.reference", nullable=True, index=False),
)
"""Requests not yet sent. They are their author's own, and leave no trace in the log."""

deputies = _table(
    "deputies",
    *period(),
    logged("entry"),
    one_of("office", Office),
    refers("person", "people.id", index=False),
)
"""Who acts for an office while none of its holders can."""

absences = _table(
    "absences", *period(), logged("entry"), refers("person", "people.id", index=False)
)

relationships = _table(
    "relationships",
    *period(),
    logged("entry"),
    refers("person", "people.id"),
    refers("other", "people.id"),
    flag("same_person"),
)
"""A close relationship that somebody declared, for the adviser's eyes only; or (`same_person`) two
entries of the register that are one human being."""

document_authors = _table(
    "document_authors",
    refers("document", "documents.id", index=False),
    refers("person", "people.id", index=False),
    PrimaryKeyConstraint("document", "person"),
)
"""Who wrote a document: they judge no request for it."""

findings = _table(
    "findings",
    logged("entry"),
    Column("number", Integer, nullable=False),
    refers("reference", "requests.reference"),
    text("segment", nullable=True),
    text("name"),
    text("value"),
    PrimaryKeyConstraint("entry", "number"),
)
"""What was found, in the order of the entries; the last word on a name counts. `value` is JSON.
Author and office stand with the step, the reason with the log entry."""

exempt_marks = _table(
    "exempt_marks",
    logged("entry", primary_key=True),
    refers("segment", "segments.id"),
    Column("paragraph", Integer, nullable=False),
    one_of("step", MarkStep),
    Column("review_on", Day),
    refers("by", "people.id", index=False),
)
"""What proper officers did with marks. The marks themselves stand in `segment_exemptions`."""

disputes = _table(
    "disputes",
    logged("entry", primary_key=True),
    refers("reference", "requests.reference"),
    one_of("ground", Ground),
    text("forum"),
    one_of("stage", Office),
    flag("last"),
    Column("segments", Text, nullable=False),
    text("contested", nullable=True),
)
"""What a requester disputes: the segments (JSON), and the condition or office that is contested.
`stage` is the office that the profile names to hear it; `last`: it has the last word."""

dispute_answers = _table(
    "dispute_answers",
    logged("entry", primary_key=True),
    refers("dispute", "disputes.entry", index=False, kind=Integer),
    UniqueConstraint("dispute"),
)
"""Each dispute is answered once."""

determinations = _table(
    "determinations",
    logged("entry"),
    text("segment"),
    Column("place", Integer, nullable=False),
    one_of("answer", DisputeAnswer),
    text("row"),
    one_of("kind", SegmentKind),
    text("rule_book"),
    flag("in_confidence"),
    PrimaryKeyConstraint("entry", "segment"),
    Index("ix_determinations_row", "row", "kind"),
)
"""What a stage made of each segment: the rule that had decided, the kind of paper, and the rule
book (digest) under which it was made. Never changed. `place` leads to the reasons;
`in_confidence`: not for the register."""
