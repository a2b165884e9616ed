"""Files that officers send, and where the content of a part comes from."""

from gateway.store.migrations import beside

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the tables."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away; what is a part of a document stays."""
    beside.downgrade(__file__)
