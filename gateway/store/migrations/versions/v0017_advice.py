"""What councillors ask the adviser."""

from gateway.store.migrations import beside

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Make the table."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take it away."""
    beside.downgrade(__file__)
