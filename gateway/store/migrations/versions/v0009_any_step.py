"""A step of a case is a word of the domain: the table lists no longer which words there are."""

from gateway.store.migrations import beside

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Let the table hold any step."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Leave it as it is: it holds all that it held before."""
