"""What councillors ask the adviser. What people write stands with the log entries."""

from sqlalchemy import Column, Index, Integer, Table

from gateway.store.tables.columns import flag, logged, metadata, own_id, refers, text

advice_questions = Table(
    "advice_questions",
    metadata,
    own_id(),
    logged("entry"),
    refers("by", "people.id", index=False),
    text("document", nullable=True),
    text("request", nullable=True),
    flag("in_confidence"),
    Column("answered", Integer),
    refers("answered_by", "people.id", nullable=True, index=False),
    Column("departed", Integer),
    Index("ix_advice_questions_entry", "entry"),
    Index("ix_advice_questions_by", "by", "entry"),
    Index("ix_advice_questions_request", "request"),
    sqlite_strict=True,
)
"""A question for advice. It may name a document or a request that there is not. `answered` and
`departed` are the log entries of the answer, and of the reason why it is not followed."""
