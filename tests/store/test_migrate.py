"""Migrations: up, down and up again, on an empty and on a filled database."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select

from gateway.errors import SetupError
from gateway.store import migrate
from gateway.store.engine import open_for_writing
from gateway.store.tables import metadata
from tests.store.borough import Borough, at

_SCHEMA = "SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"


@pytest.fixture
def empty(tmp_path: Path) -> Engine:
    """A database without tables."""
    return open_for_writing(f"sqlite:///{tmp_path / 'empty.sqlite'}", create=True)


def _schema(engine: Engine) -> dict[tuple[str, str], str]:
    with engine.connect() as connection:
        return {
            (kind, name): re.sub(r"\s+", "", sql)
            for kind, name, sql in connection.exec_driver_sql(_SCHEMA)
            if name != "alembic_version"
        }


def _fill(borough: Borough) -> None:
    """At least one row in the tables that refer to others."""
    borough.person("Ada")
    borough.body("Harbour Committee")
    borough.seat("Ada", "Harbour Committee")
    borough.meeting("h1", "Harbour Committee", at("2026-12-04T18:00"))
    borough.document("Dredging", body={"business": "Harbour Committee / h1", "exempt": (3,)})


def _counts(connection: Connection) -> dict[str, int]:
    return {
        table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def test_the_migrations_make_what_the_tables_say(empty: Engine, tmp_path: Path):
    """Tables and indices are the same, whether made by migrations or from the metadata."""
    migrate.upgrade(empty)
    direct = open_for_writing(f"sqlite:///{tmp_path / 'direct.sqlite'}", create=True)
    metadata.create_all(direct)
    migrated = {key: sql for key, sql in _schema(empty).items() if key[0] != "trigger"}
    assert _schema(direct) == migrated


def test_up_down_and_up(empty: Engine):
    """What a migration makes, it takes away again, and can make a second time."""
    migrate.upgrade(empty)
    before = _schema(empty)
    migrate.downgrade(empty, migrate.NOTHING)
    assert {} == _schema(empty)
    assert migrate.current(empty) is None
    migrate.upgrade(empty)
    assert before == _schema(empty)
    assert migrate.head() == migrate.current(empty)


def test_down_and_up_on_a_filled_database(borough: Borough):
    """A database with rows in it, the append-only ones too, goes down and comes up empty."""
    _fill(borough)
    engine = open_for_writing(borough.url)
    migrate.downgrade(engine, migrate.NOTHING)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert {0} == set(_counts(connection).values())


def test_up_on_an_up_to_date_database_keeps_every_row(borough: Borough):
    """Bringing an up-to-date database up to date changes nothing."""
    _fill(borough)
    engine = open_for_writing(borough.url)
    with engine.connect() as connection:
        before = _counts(connection)
    migrate.upgrade(engine)
    with engine.connect() as connection:
        assert before == _counts(connection)


def test_a_migration_that_fails_leaves_nothing(empty: Engine):
    """All steps run in one transaction: a fault half way leaves the database as it was."""
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE segment_exemptions (id INTEGER)")
    before = _schema(empty)
    with pytest.raises(Exception, match="already exists"):
        migrate.upgrade(empty)
    assert before == _schema(empty)


def test_another_version_is_refused(borough: Borough):
    """A database of another version is not worked with; the current one is."""
    engine = open_for_writing(borough.url)
    migrate.refuse_unless_current(engine)
    migrate.downgrade(engine, migrate.NOTHING)
    with pytest.raises(SetupError, match="another version"):
        migrate.refuse_unless_current(engine)
