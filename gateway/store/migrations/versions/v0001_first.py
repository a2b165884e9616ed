"""The first form of the database; what it holds stands in the SQL file beside this one."""

import re
from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make all tables, and let what is logged never be changed."""
    for statement in _statements():
        op.execute(statement)


def downgrade() -> None:
    """Take all tables away, the referring ones first; triggers and indices go with them."""
    for statement in reversed(_statements()):
        if made := re.match(r"CREATE TABLE (\w+)", statement):
            op.drop_table(made[1])


def _statements() -> list[str]:
    dialect = op.get_bind().dialect.name
    text = Path(__file__).with_name(f"v0001_first.{dialect}.sql").read_text(encoding="utf-8")
    return [part for part in text.split("\n\n") if not part.startswith("--")]
