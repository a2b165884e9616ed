"""Statements rendered once and handed to the driver itself: most of a decision is asking rows.

For a long statement SQLAlchemy takes several times as long as the database takes for the answer:
it finds the SQL by comparing the whole statement, and describes every column of every answer.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

from msgspec import Struct
from sqlalchemy import ClauseElement, Connection, Table, bindparam
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError

_WHAT: Final = "a prepared statement"


class _Rendered(Struct, frozen=True):
    """The SQL, the values that are written in it, and for numbered parameters their names."""

    sql: str
    written: dict[str, Any]
    numbered: tuple[str, ...] | None


class Prepared:
    """A statement with named parameters. They and the answers are the driver's own values.

    It runs in the connection's transaction, and raises SQLAlchemy's errors.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._rendered: dict[str, _Rendered] = {}

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """All rows of the answer, as tuples; none for a statement that only changes something."""
        rendered = self._ready(connection)
        driver = connection.connection
        try:
            if rendered.numbered is not None:
                return [tuple(row) for row in _ask(driver, rendered, [parameters])]
            cursor = driver.cursor()
            cursor.execute(rendered.sql, {**rendered.written, **parameters})
            return cursor.fetchall() if cursor.description else ()
        except Exception as fault:  # noqa: BLE001  raised again, as SQLAlchemy's
            _raise(connection, fault)

    def each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that changes something once for each of the rows."""
        rendered = self._ready(connection)
        driver = connection.connection
        try:
            if rendered.numbered is not None:
                _ask(driver, rendered, rows)
            else:
                driver.cursor().executemany(rendered.sql, rows)
        except Exception as fault:  # noqa: BLE001  raised again, as SQLAlchemy's
            _raise(connection, fault)

    def _ready(self, connection: Connection) -> _Rendered:
        if not connection.in_transaction():
            connection.begin()
        return self._rendered.get(connection.dialect.name) or self._render(connection)

    def _render(self, connection: Connection) -> _Rendered:
        compiled = self._statement.compile(dialect=connection.dialect)
        rendered = self._rendered[connection.dialect.name] = _Rendered(
            str(compiled),
            {name: value for name, value in compiled.params.items() if value is not None},
            _numbered(compiled) if connection.dialect.positional else None,
        )
        return rendered


def run(connection: Connection, sql: str) -> None:
    """Run a statement without parameters, as `Prepared` does; for a connection that begins, too."""
    try:
        connection.connection.cursor().execute(sql)
    except Exception as fault:  # noqa: BLE001  raised again, as SQLAlchemy's
        _raise(connection, fault)


def insertion(table: Table, *, once: bool = False) -> Prepared:
    """The statement that adds a row to a table, with every column that is not computed.

    With `once`, it adds nothing where such a row stands already.
    """
    columns = [column.name for column in table.c if column.computed is None]
    statement = insert(table).values({name: bindparam(name) for name in columns})
    return Prepared(statement.on_conflict_do_nothing() if once else statement)


def _numbered(compiled: Any) -> tuple[str, ...]:
    """The names of the parameters in the order of their numbers."""
    return tuple(compiled.positiontup or ())


def _ask(driver: Any, rendered: _Rendered, many: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The answer of a driver that prepares statements itself."""
    values = [
        [{**rendered.written, **one}[name] for name in rendered.numbered or ()] for one in many
    ]
    rows: list[Any] = driver.dbapi_connection.ask(rendered.sql, values)
    return rows


def _raise(connection: Connection, fault: Exception) -> NoReturn:
    """Raise what the driver raised as SQLAlchemy does; whatever else it is, as it is."""
    error = connection.dialect.loaded_dbapi.Error
    if not isinstance(fault, error):
        raise fault
    raise DBAPIError.instance(
        _WHAT, None, fault, error, hide_parameters=True, dialect=connection.dialect
    ) from fault
