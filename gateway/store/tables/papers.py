"""Documents, their segments, the markings of each, and the business to which it relates."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKeyConstraint,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    func,
    literal_column,
)

from gateway.domain.facts import (
    Confidential,
    DecisionMaker,
    HeldBy,
    PersonalData,
    SegmentKind,
    ThirdPartyConfidence,
)
from gateway.store.tables.columns import (
    Day,
    LocalTime,
    Moment,
    TextSet,
    flag,
    metadata,
    one_of,
    own_id,
    refers,
    running_number,
    text,
)


def _newest() -> Column[str]:
    """The place among all papers, newest last: when the document was registered, `~`, its id.

    The database keeps it (migration 0002), so that an index can lead to papers in their order.
    """
    return Column("newest", Text)


def _leads(
    name: str, table: Table, *columns: str, where: ColumnElement[bool] | None = None
) -> None:
    """An index that leads to papers in their order; `where` it leads to some only."""
    parts = [table.c[column] for column in (*columns, "newest")]
    Index(name, *parts, sqlite_where=where, postgresql_where=where)


documents = Table(
    "documents",
    metadata,
    own_id(),
    text("source"),
    text("source_id"),
    text("title"),
    Column("registered_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    UniqueConstraint("source", "source_id"),
    Index("ix_documents_newest", "registered_at", "id"),
    sqlite_strict=True,
)
"""A document that is withdrawn is answered as one that is not held."""
_is_withdrawn = documents.c.withdrawn_at.is_not(None)
Index("ix_documents_title", func.lower(documents.c.title), documents.c.id)
Index(
    "ix_documents_withdrawn",
    documents.c.id,
    sqlite_where=_is_withdrawn,
    postgresql_where=_is_withdrawn,
)

document_services = Table(
    "document_services",
    metadata,
    refers("document", "documents.id", index=False),
    Column("since", Moment, nullable=False),
    text("service"),
    PrimaryKeyConstraint("document", "since"),
    sqlite_strict=True,
)
"""To which service of the council a document belongs, and since when we know: for statistics."""

segments = Table(
    "segments",
    metadata,
    own_id(),
    refers("document", "documents.id", index=False),
    text("name"),
    Column("place", Integer, nullable=False),
    one_of("kind", SegmentKind),
    flag("public"),
    one_of("held_by", HeldBy),
    text("held_by_council", nullable=True),
    one_of("executive_decision_by", DecisionMaker, nullable=True),
    Column("executive_decision_made", LocalTime),
    flag("registered_information"),
    flag("own_development"),
    one_of("confidential", Confidential),
    one_of("third_party_confidence", ThirdPartyConfidence),
    one_of("personal_data", PersonalData),
    Column("subjects", TextSet, nullable=False),
    refers("owner_group", "party_groups.id", nullable=True, index=False),
    refers("advice_to", "people.id", nullable=True, index=False),
    flag("keep_from_others"),
    flag("author_consents", nullable=True),
    Column("matters", TextSet, nullable=False),
    text("not_severable", nullable=True),
    text("content_name", nullable=True),
    text("content_type", nullable=True),
    Column("content_sha256", Text, CheckConstraint("length(content_sha256) = 64", name="sha256")),
    Column("content_size", Integer),
    Column("withdrawn_at", Moment),
    _newest(),
    CheckConstraint(
        "(executive_decision_by IS NULL) = (executive_decision_made IS NULL)",
        name="executive_decision",
    ),
    CheckConstraint(
        "(content_name IS NULL) = (content_sha256 IS NULL)"
        " AND (content_name IS NULL) = (content_type IS NULL)"
        " AND (content_name IS NULL) = (content_size IS NULL)",
        name="content",
    ),
    UniqueConstraint("document", "name"),
    sqlite_strict=True,
)
"""`name` is the segment's id in the facts. The content columns belong together: the random name
under which the bytes are kept, their media type, hash and size in bytes."""
COMMON_KIND = "report"
"""The kind that most papers are of: no index leads to it."""
_of = segments.c
_leads("ix_segments_public", segments, where=_of.public)
_leads("ix_segments_consent", segments, where=_of.author_consents)
_leads("ix_segments_advice", segments, "advice_to", where=_of.advice_to.is_not(None))
_leads("ix_segments_decided", segments, where=_of.executive_decision_made.is_not(None))
is_tied = _of.not_severable.is_not(None)
_leads("ix_segments_tied", segments, where=is_tied)
_leads("ix_segments_kind", segments, "kind", where=_of.kind != literal_column(f"'{COMMON_KIND}'"))
# An index that leads to some is used only where the question says so in the index's own words.
is_public: ColumnElement[bool] = literal_column("segments.public")
is_consented: ColumnElement[bool] = literal_column("segments.author_consents")
is_of_a_rare_kind = _of.kind != literal_column(f"'{COMMON_KIND}'")

segment_business = Table(
    "segment_business",
    metadata,
    running_number(),
    refers("segment", "segments.id"),
    refers("body", "bodies.id", index=False),
    Column("meeting", Text),
    _newest(),
    ForeignKeyConstraint(["meeting", "body"], ["meetings.id", "meetings.body"]),
    UniqueConstraint("segment", "body", "meeting"),
    sqlite_strict=True,
)
"""Business of a body, and the meeting at which it stands (NULL: no meeting fixed)."""
_leads("ix_segment_business_body", segment_business, "body")
_leads("ix_segment_business_meeting", segment_business, "meeting")

segment_exemptions = Table(
    "segment_exemptions",
    metadata,
    running_number(),
    refers("segment", "segments.id", index=False),
    Column(
        "paragraph",
        Integer,
        CheckConstraint("paragraph BETWEEN 1 AND 18", name="paragraph"),
        nullable=False,
    ),
    flag("negotiation_terms"),
    Column("tested", Day),
    UniqueConstraint("segment", "paragraph"),
    sqlite_strict=True,
)

paper_changes = Table(
    "paper_changes",
    metadata,
    running_number(),
    Column("mark", Integer, nullable=False),
    Column("document", Text),
    sqlite_strict=True,
)
"""Documents of which a fact may have changed, each time (NULL: any of them). The database keeps it
(migration 0013); the row with the highest number, and its mark, name the state of all papers."""
