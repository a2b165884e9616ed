"""For lists that are kept in memory: which documents changed, in what order, whoever writes.

Triggers note every document of which a fact may have changed; no document: any of them may have.
The row with the highest number says which state of all papers this is. Its mark is drawn by lot, so
that no two states are taken for each other, not even where one was undone. The oldest rows go.
"""

from gateway.store.migrations import beside

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Make the table and the triggers."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away."""
    beside.drop_triggers(__file__)
    beside.downgrade(__file__)
