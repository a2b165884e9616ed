"""Bringing a database to the form that this version works with, and back.

All steps of one call run in one transaction: a migration that is killed leaves nothing behind.
"""

from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from gateway.errors import SetupError

NOTHING: Final = "base"
"""The form of an empty database."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Apply the migrations up to and with `to`."""
    with engine.begin() as connection:
        upgrade_in(connection, to)


def upgrade_in(connection: Connection, to: str = "head") -> None:
    """As `upgrade`, in a transaction that has begun."""
    command.upgrade(_config(connection), to)


def downgrade(engine: Engine, to: str) -> None:
    """Take the migrations after `to` back; `NOTHING` takes back all of them, with all data."""
    with engine.begin() as connection:
        command.downgrade(_config(connection), to)


def current(engine: Engine) -> str | None:
    """The last migration that the database has; None when it has none."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


@cache
def head() -> str | None:
    """The last migration that this version has: its files are read once."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def refuse_unless_current(engine: Engine) -> None:
    """Raises SetupError when the database is of another version."""
    if current(engine) != head():
        raise SetupError(
            "The database was made by another version of the gateway. "
            "Back it up, then run 'gateway init --upgrade'.",
            where="database_url",
        )


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    place = str(Path(__file__).parent / "migrations")
    config.set_main_option("script_location", place.replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
