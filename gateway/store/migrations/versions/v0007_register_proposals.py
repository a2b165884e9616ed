"""What files say of the register, while it waits to be confirmed."""

from gateway.store.migrations import beside

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Make the table."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take it away; what waits is proposed again the next day."""
    beside.downgrade(__file__)
