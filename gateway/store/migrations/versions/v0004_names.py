"""People in the order of their names, for lists of who may see a paper."""

from alembic import op
from sqlalchemy import text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the index."""
    op.create_index("ix_people_name", "people", [text("lower(name)"), "id"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index("ix_people_name")
