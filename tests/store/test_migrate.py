"""Migrations: up, down and up again, on an empty and on a filled database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DBAPIError

from gateway.casework.content import ReleaseContent
from gateway.errors import SetupError
from gateway.store import form, migrate
from gateway.store.engine import open_for_writing
from gateway.store.tables import metadata
from tests.casework.asking import submit
from tests.databases import Databases
from tests.store.borough import Borough, at, id_of
from tests.store.schema import schema_of


@pytest.fixture
def empty(databases: Databases, tmp_path: Path) -> Iterator[Engine]:
    """A database without tables."""
    engine = open_for_writing(databases.new(tmp_path), create=True)
    yield engine
    engine.dispose()


@pytest.fixture
def direct(databases: Databases, tmp_path: Path) -> Iterator[Engine]:
    """Another one."""
    (tmp_path / "direct").mkdir()
    engine = open_for_writing(databases.new(tmp_path / "direct"), create=True)
    yield engine
    engine.dispose()


@pytest.fixture
def filled(borough: Borough) -> Iterator[Engine]:
    """A database with tables and rows, open for making and taking away tables."""
    _fill(borough)
    engine = open_for_writing(borough.url, create=True)
    yield engine
    engine.dispose()


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


def test_the_migrations_make_what_the_tables_say(empty: Engine, direct: Engine):
    """Tables and indices are the same, whether made by migrations or from the metadata."""
    migrate.upgrade(empty)
    migrated = schema_of(empty)
    acts = {key: migrated.pop(key) for key in tuple(migrated) if key[0] in {"trigger", "function"}}
    with direct.begin() as connection:
        if entry_text := acts.get(("function", "entry_text")):
            connection.exec_driver_sql(entry_text)  # columns are computed with it
        metadata.create_all(connection)
    made = {key: text for key, text in schema_of(direct).items() if key[0] != "function"}
    assert made == migrated


def test_up_down_and_up(empty: Engine):
    """What a migration makes, it takes away again, and can make a second time."""
    migrate.upgrade(empty)
    before = schema_of(empty)
    migrate.downgrade(empty, migrate.NOTHING)
    assert {} == schema_of(empty)
    assert form.current(empty) is None
    migrate.upgrade(empty)
    assert before == schema_of(empty)
    assert form.head() == form.current(empty)


def test_an_older_version_counts_on_from_the_highest_reference(borough: Borough):
    """Going down, running numbers come back, and give none that a request has."""
    _fill(borough)
    with borough.office() as office:
        asked = [submit(office, id_of("Ada"), id_of("Dredging")).reference for _ in range(3)]
    engine = open_for_writing(borough.url, create=True)
    migrate.downgrade(engine, "0019")
    with engine.begin() as connection:
        kept = connection.execute(text("SELECT year, last FROM request_numbers")).all()
    migrate.upgrade(engine)
    engine.dispose()

    assert [(2026, max(int(one.removeprefix("NTK-2026-")) for one in asked))] == kept


def test_what_was_fetched_before_downloads_were_told_apart_counts_as_downloaded(
    borough: Borough,
):
    """Coming up, a copy that may be with somebody stays one that can be asked back."""
    _fill(borough)
    paper = borough.document("Plan", body={"business": "Harbour Committee / h1", "content": b"a"})
    reading = ReleaseContent(by=id_of("Ada"), document=paper, to_read=True)
    with borough.office() as office:
        first, _ = (office.carry_out_now(reading).entry for _ in range(2))
    engine = open_for_writing(borough.url, create=True)
    migrate.downgrade(engine, "0021")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        kept = connection.execute(text("SELECT downloaded FROM copies")).all()
    engine.dispose()

    assert [(first,)] == kept


def test_down_and_up_on_a_filled_database(filled: Engine):
    """A database with rows in it, the append-only ones too, goes down and comes up empty."""
    migrate.downgrade(filled, migrate.NOTHING)
    migrate.upgrade(filled)
    with filled.connect() as connection:
        assert {0} == set(_counts(connection).values())


def test_up_on_an_up_to_date_database_keeps_every_row(filled: Engine):
    """Bringing an up-to-date database up to date changes nothing."""
    with filled.connect() as connection:
        before = _counts(connection)
    migrate.upgrade(filled)
    with filled.connect() as connection:
        assert before == _counts(connection)


def test_a_migration_that_fails_leaves_nothing(empty: Engine):
    """All steps run in one transaction: a fault half way leaves the database as it was."""
    with empty.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE segment_exemptions (id INTEGER)")
    before = schema_of(empty)
    with pytest.raises(DBAPIError, match=r"already exists|42P07"):
        migrate.upgrade(empty)
    assert before == schema_of(empty)


def test_another_version_is_refused(filled: Engine):
    """A database of another version is not worked with; the current one is."""
    form.refuse_unless_current(filled)
    migrate.downgrade(filled, migrate.NOTHING)
    with pytest.raises(SetupError, match="another version"):
        form.refuse_unless_current(filled)
