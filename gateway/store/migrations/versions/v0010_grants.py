"""Until when access lasts, its end, and the conditions that were accepted before it."""

from gateway.store.migrations import beside

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the tables."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away; what was said of access stays in the log."""
    beside.downgrade(__file__)
