"""For lists: each part of a paper knows its document's place, and indices lead to papers in order.

`newest` repeats what the document says (its moment of registration, `~`, its id), because no index
reaches into another table. The triggers beside this file keep it true, whoever writes.
"""

from typing import Final

from alembic import op
from sqlalchemy import Column, Text, TextClause, text

from gateway.store.migrations import beside

revision = "0002"
down_revision = "0001"

_KNOWING: Final = ("segments", "segment_business")
_INDICES: Final[tuple[tuple[str, str, list[str | TextClause], str | None], ...]] = (
    ("ix_documents_title", "documents", [text("lower(title)"), "id"], None),
    ("ix_documents_withdrawn", "documents", ["id"], "withdrawn_at IS NOT NULL"),
    ("ix_meetings_start", "meetings", ["start"], None),
    ("ix_segments_public", "segments", ["newest"], "public"),
    ("ix_segments_consent", "segments", ["newest"], "author_consents"),
    ("ix_segments_advice", "segments", ["advice_to", "newest"], "advice_to IS NOT NULL"),
    ("ix_segments_decided", "segments", ["newest"], "executive_decision_made IS NOT NULL"),
    ("ix_segments_tied", "segments", ["newest"], "not_severable IS NOT NULL"),
    ("ix_segments_kind", "segments", ["kind", "newest"], "kind != 'report'"),
    ("ix_segment_business_body", "segment_business", ["body", "newest"], None),
    ("ix_segment_business_meeting", "segment_business", ["meeting", "newest"], None),
)


def upgrade() -> None:
    """Add the column, fill it and keep it, and make the indices."""
    for table in _KNOWING:
        op.add_column(table, Column("newest", Text))
    beside.upgrade(__file__)
    op.drop_index("ix_segment_business_body")
    for name, table, columns, where in _INDICES:
        some = text(where) if where else None
        op.create_index(name, table, columns, sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    """Take all of it away."""
    for name, *_ in _INDICES:
        op.drop_index(name)
    op.create_index("ix_segment_business_body", "segment_business", ["body"])
    for table in ("documents", *_KNOWING):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP FUNCTION {table}_newest CASCADE")
        else:
            op.execute(f"DROP TRIGGER {table}_newest")
    for table in _KNOWING:
        op.drop_column(table, "newest")
