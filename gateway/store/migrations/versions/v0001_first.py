"""The first form of the database; what it holds stands in the SQL file beside this one."""

from gateway.store.migrations import beside

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, and let what is logged never be changed."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take all tables away."""
    beside.downgrade(__file__)
