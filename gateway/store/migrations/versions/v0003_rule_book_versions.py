"""Rule books are proposed and adopted; until now the one used last was in force."""

from gateway.store.migrations import beside

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables, and let what is in force stay so."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take the tables away; the rule books themselves stay in the log."""
    beside.downgrade(__file__)
