"""The form that a database has, and the one that this version works with: its last migration.

Alembic brings a database from one form to the next (`migrate`); to look which one it has, whoever
starts the gateway need not load it.
"""

from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, inspect, text

from gateway.errors import SetupError

MIGRATIONS: Final = Path(__file__).parent / "migrations"
_KEPT_IN: Final = "alembic_version"
_FORM: Final = text("SELECT version_num FROM alembic_version")


def current(engine: Engine) -> str | None:
    """The last migration that the database has; None when it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(_KEPT_IN):
            return None
        form: str | None = connection.execute(_FORM).scalar_one_or_none()
        return form


@cache
def head() -> str:
    """The last migration that this version has; their files begin with their running number."""
    return max(file.name[1:5] for file in (MIGRATIONS / "versions").glob("v*.py"))


def refuse_unless_current(engine: Engine) -> None:
    """Raises SetupError when the database is of another version."""
    if current(engine) != head():
        raise SetupError(
            "The database was made by another version of the gateway. "
            "Back it up, then run 'gateway init --upgrade'.",
            where="database_url",
        )
