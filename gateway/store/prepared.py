"""Statements rendered once and handed to the driver itself: most of a decision is asking rows.

For a long statement SQLAlchemy takes several times as long as SQLite takes for the answer: it
finds the SQL by comparing the whole statement, and describes every column of every answer.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ClauseElement, Connection, Table, bindparam, insert
from sqlalchemy.exc import OperationalError

_WHAT: Final = "a prepared statement"


class Prepared:
    """A statement with named parameters. They and the answers are the driver's own values.

    It runs in the connection's transaction, and raises SQLAlchemy's OperationalError.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._rendered: dict[str, tuple[str, dict[str, Any]]] = {}

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """All rows of the answer, as tuples; none for a statement that only changes something."""
        cursor, sql, written = self._ready(connection)
        try:
            cursor.execute(sql, {**written, **parameters})
            return cursor.fetchall() if cursor.description else ()
        except connection.dialect.loaded_dbapi.Error as fault:
            raise OperationalError(_WHAT, None, fault) from fault

    def each(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run a statement that changes something once for each of the rows."""
        cursor, sql, _ = self._ready(connection)
        try:
            cursor.executemany(sql, rows)
        except connection.dialect.loaded_dbapi.Error as fault:
            raise OperationalError(_WHAT, None, fault) from fault

    def _ready(self, connection: Connection) -> tuple[Any, str, dict[str, Any]]:
        """A cursor in the connection's transaction, the SQL, and the values written in it."""
        if not connection.in_transaction():
            connection.begin()
        sql, written = self._rendered.get(connection.dialect.name) or self._render(connection)
        return connection.connection.cursor(), sql, written

    def _render(self, connection: Connection) -> tuple[str, dict[str, Any]]:
        compiled = self._statement.compile(dialect=connection.dialect)
        written = {name: value for name, value in compiled.params.items() if value is not None}
        rendered = str(compiled), written
        self._rendered[connection.dialect.name] = rendered
        return rendered


def insertion(table: Table) -> Prepared:
    """The statement that adds a row to a table, with every column that is not computed."""
    columns = [column.name for column in table.c if column.computed is None]
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}))
