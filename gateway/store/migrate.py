"""Bringing a database to the form that this version works with, and back.

All steps of one call run in one transaction: a migration that is killed leaves nothing behind.
"""

from typing import Final

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from gateway.store.form import MIGRATIONS

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


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
