"""Whom a report of suspected wrongdoing concerns."""

from gateway.store.migrations import beside

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Make the table."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take it away."""
    beside.downgrade(__file__)
