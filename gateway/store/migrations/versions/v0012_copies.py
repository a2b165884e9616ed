"""Copies that people hold, answers about passing something on, and incidents."""

from gateway.store.migrations import beside

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Make the tables."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away; what left, and what was answered, stays in the log."""
    beside.downgrade(__file__)
