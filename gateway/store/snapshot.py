"""A whole database as it is at one moment, in one file of SQLite; and a database made from it.

The file is the same whichever kind of database it was taken from, so it is checked everywhere
without a server. The lists of changes that papers' answers are kept by are not taken along from a
server: they are made anew.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Row,
    Table,
    column,
    delete,
    func,
    insert,
    inspect,
    literal,
    select,
    table,
    text,
    tuple_,
)
from sqlalchemy.types import TypeDecorator, TypeEngine

from gateway.store import form, migrate, sqlite
from gateway.store.engine import files, open_for_reading, open_for_writing
from gateway.store.tables import metadata, paper_changes, people_changes
from gateway.store.tables.columns import Flag

_TOGETHER: Final = 500
"""How many rows are read and written at once."""


def take(url: str, file: Path) -> None:
    """Put the database as it is now into a file that is not there yet, readable by nobody else."""
    if files(url):
        sqlite.copy_to(url, file)
    else:
        _copy_rows_to(url, file)
    file.chmod(0o600)
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def opened(file: Path) -> Engine:
    """A snapshot to be read. Nothing is written, not even beside it. Raises SetupError."""
    return sqlite.open_unchanging(file)


def put_in(file: Path, url: str) -> None:
    """Fill the empty database of a server from a snapshot. All of it is kept, or nothing.

    Raises SetupError where the snapshot is of another version, or the database is not empty.
    """
    reading = opened(file)
    try:
        form.refuse_unless_current(reading)
        writing = open_for_writing(url, create=True)
        try:
            with reading.begin() as source, writing.begin() as target:
                migrate.upgrade_in(target)
                _copy_rows(source, target)
        finally:
            writing.dispose()
    finally:
        reading.dispose()


def empty(url: str, unwanted: Collection[Table]) -> None:
    """Take every row out of some tables, as far as a database of its version has them."""
    writing = open_for_writing(url)
    try:
        with writing.begin() as connection:
            held = set(inspect(connection).get_table_names())
            for one in unwanted:
                if one.name in held:
                    connection.execute(delete(one))
    finally:
        writing.dispose()


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each of the snapshot's own tables has."""
    names = connection.execute(
        text("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    ).scalars()
    return {
        name: connection.execute(select(func.count()).select_from(table(name))).scalar_one()
        for name in sorted(names)
    }


def _copy_rows_to(url: str, file: Path) -> None:
    reading = open_for_reading(url)
    writing = open_for_writing(f"sqlite:///{file}", create=True)
    try:
        with reading.begin() as source, writing.begin() as target:
            source.execute(text("SET LOCAL statement_timeout = 0"))
            target.execute(text("PRAGMA defer_foreign_keys = ON"))
            migrate.upgrade_in(target)
            _copy_rows(source, target)
        with writing.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            driver.execute("PRAGMA journal_mode = delete")  # one file, and nothing beside it
    finally:
        writing.dispose()
        reading.dispose()


def _copy_rows(source: Connection, target: Connection) -> None:
    for kept in metadata.sorted_tables:
        if kept in (paper_changes, people_changes):
            continue
        columns = [one for one in kept.columns if one.computed is None]
        plain = table(kept.name, *(column(one.name, _plain(one)) for one in columns))
        for rows in _batches(source, kept, plain):
            target.execute(insert(plain), [row._asdict() for row in rows])
        if target.dialect.name == "postgresql":
            _go_on_counting(target, kept)


def _batches(connection: Connection, kept: Table, plain: Any) -> Iterator[Sequence[Row[Any]]]:
    key = [plain.c[one.name] for one in kept.primary_key.columns]
    statement = select(plain).order_by(*key).limit(_TOGETHER)
    batch = connection.execute(statement).all()
    while batch:
        yield batch
        last = batch[-1]._mapping  # noqa: SLF001  SQLAlchemy's public name for it
        after = (literal(last[one.name], one.type) for one in key)
        batch = connection.execute(statement.where(tuple_(*key) > tuple_(*after))).all()


def _plain(of: Column[Any]) -> TypeEngine[Any]:
    """The type in which a value goes over as it is kept; a flag is kept in two ways."""
    kind = of.type
    if isinstance(kind, TypeDecorator) and not isinstance(kind, Flag):
        return kind.impl_instance
    return kind


def _go_on_counting(connection: Connection, kept: Table) -> None:
    """Let the database's own numbers begin after those that came along."""
    for one in kept.columns:
        if one.identity is not None:
            newest = select(func.max(one)).scalar_subquery()
            sequence = func.pg_get_serial_sequence(kept.name, one.name)
            connection.execute(
                select(func.setval(sequence, func.coalesce(newest, 1), newest.is_not(None)))
            )
