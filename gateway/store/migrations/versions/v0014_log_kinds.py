"""Entries of the log are found by their kind, and the worker leaves a sign that it works."""

from alembic import op

from gateway.store.migrations import beside

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Add the column with its index, and the table."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away."""
    op.execute("DROP INDEX ix_log_entries_kind_seq")
    op.execute("ALTER TABLE log_entries DROP COLUMN kind")
    beside.downgrade(__file__)
