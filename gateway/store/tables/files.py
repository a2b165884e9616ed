"""Files that officers sent, and where the content of a part of a document comes from."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table, Text

from gateway.domain.files import FileKind
from gateway.store.tables.columns import Moment, logged, metadata, one_of, own_id, refers, text

uploads = Table(
    "uploads",
    metadata,
    own_id(),
    logged("entry"),
    refers("person", "people.id"),
    Column("kept_at", Moment, nullable=False),
    one_of("kind", FileKind),
    text("content_name"),
    Column("sha256", Text, CheckConstraint("length(sha256) = 64", name="sha256"), nullable=False),
    Column("size", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    sqlite_strict=True,
)
"""A file as it was sent. It is shown to nobody but through the parts that are made of it."""

segment_files = Table(
    "segment_files",
    metadata,
    Column("segment", Text, ForeignKey("segments.id"), primary_key=True),
    logged("entry"),
    refers("upload", "uploads.id", nullable=True),
    Column("first_page", Integer),
    Column("last_page", Integer),
    refers("covered_from", "segments.id", nullable=True),
    text("boxes", nullable=True),
    text("proof", nullable=True),
    text("text_name", nullable=True),
    text("text_sha256", nullable=True),
    Column("text_size", Integer),
    CheckConstraint(
        "(covered_from IS NULL) = (boxes IS NULL) AND (covered_from IS NULL) = (proof IS NULL)"
        " AND (covered_from IS NULL) = (text_name IS NULL)"
        " AND (covered_from IS NULL) = (text_sha256 IS NULL)"
        " AND (covered_from IS NULL) = (text_size IS NULL)",
        name="covered",
    ),
    sqlite_strict=True,
)
"""The pages of an upload, or what another part became by covering: boxes and proof are JSON."""
