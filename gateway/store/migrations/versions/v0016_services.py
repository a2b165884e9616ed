"""To which service of the council a document belongs."""

from gateway.store.migrations import beside

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the table."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take it away; the next import says it again."""
    beside.downgrade(__file__)
