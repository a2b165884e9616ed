"""The SQL that stands beside a migration, in a file for each kind of database."""

import re
from pathlib import Path
from typing import Final

from alembic import op

_TRIGGER: Final = re.compile(r"CREATE TRIGGER (\w+) AFTER \w+ ON (\w+)")


def statements(migration: str) -> list[str]:
    """The statements of the migration whose file is `migration`, for the database at hand.

    They are separated by empty lines; a part that begins with `--` is a remark.
    """
    file = Path(migration)
    sql = file.with_name(f"{file.stem}.{op.get_bind().dialect.name}.sql")
    parts = sql.read_text(encoding="utf-8").strip().split("\n\n")
    return [part for part in parts if not part.startswith("--")]


def upgrade(migration: str) -> None:
    """Carry the statements out."""
    for statement in statements(migration):
        op.execute(statement)


def downgrade(migration: str) -> None:
    """Take away the tables and functions that they make, the referring ones first.

    What hangs on a table goes with it.
    """
    for statement in reversed(statements(migration)):
        if made := re.match(r"CREATE (TABLE|FUNCTION) (\w+)", statement):
            op.execute(f"DROP {made[1]} {made[2]}")


def drop_triggers(migration: str) -> None:
    """Take away the triggers that they make, on tables that stay too."""
    for statement in statements(migration):
        if made := _TRIGGER.match(statement):
            where = f" ON {made[2]}" if op.get_bind().dialect.name == "postgresql" else ""
            op.execute(f"DROP TRIGGER {made[1]}{where}")
