"""A notice may go to another address than the one in the address book: to the one before."""

from alembic import op

from gateway.store.migrations import beside

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take it away; what waits goes to the address in the book."""
    op.execute("ALTER TABLE notices DROP COLUMN address")
