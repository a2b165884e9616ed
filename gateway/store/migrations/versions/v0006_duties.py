"""Deadlines, notices and the addresses that they go to."""

from gateway.store.migrations import beside

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away; what became of deadlines stays in the log."""
    beside.downgrade(__file__)
