"""For readers that are told from memory: whose facts changed, in what order, whoever writes.

Triggers note every person of whom a fact may have changed, as migration 0013 does for papers.
"""

from gateway.store.migrations import beside

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Make the table and the triggers."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away."""
    beside.drop_triggers(__file__)
    beside.downgrade(__file__)
