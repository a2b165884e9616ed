"""Casework: what is done with a request after the first answer, and who may act for an office."""

from gateway.store.migrations import beside

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables, and a case for every request."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take the tables away; what was done with requests stays in the log."""
    beside.downgrade(__file__)
