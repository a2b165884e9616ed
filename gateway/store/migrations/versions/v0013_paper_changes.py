"""For lists that are kept in memory: which documents changed, in what order, whoever writes.

Triggers note every document of which a fact may have changed; no document: any of them may have.
The row with the highest number says which state of all papers this is. Its mark is drawn by lot, so
that no two states are taken for each other, not even where one was undone. The oldest rows go.
"""

import re
from typing import Final

from alembic import op

from gateway.store.migrations import beside

revision = "0013"
down_revision = "0012"

_TRIGGER: Final = re.compile(r"CREATE TRIGGER (\w+) AFTER \w+ ON (\w+)")


def upgrade() -> None:
    """Make the table and the triggers."""
    beside.upgrade(__file__)


def downgrade() -> None:
    """Take them away."""
    for statement in beside.statements(__file__):
        if made := _TRIGGER.match(statement):
            where = f" ON {made[2]}" if op.get_bind().dialect.name == "postgresql" else ""
            op.execute(f"DROP TRIGGER {made[1]}{where}")
    beside.downgrade(__file__)
