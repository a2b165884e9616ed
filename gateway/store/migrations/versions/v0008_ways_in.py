"""Sessions and accounts."""

from gateway.store.migrations import beside

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Make the tables."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away; everybody sets up their account again."""
    beside.downgrade(__file__)
