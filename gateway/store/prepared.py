"""Statements rendered once and asked of the driver itself: loading facts is most of a decision.

For a long statement SQLAlchemy takes several times as long as SQLite takes for the answer: it
finds the SQL by comparing the whole statement, and describes every column of every answer.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ClauseElement, Connection
from sqlalchemy.exc import OperationalError


class Prepared:
    """A statement with named parameters. They and the answers are the driver's own values."""

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement
        self._rendered: dict[str, tuple[str, dict[str, Any]]] = {}

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """All rows of the answer, as tuples; none for a statement that only changes something.

        It runs in the connection's transaction. Raises SQLAlchemy's OperationalError.
        """
        if not connection.in_transaction():
            connection.begin()
        rendered = self._rendered.get(connection.dialect.name)
        sql, written = rendered or self._render(connection)
        dbapi = connection.dialect.loaded_dbapi
        try:
            cursor = connection.connection.cursor()
            cursor.execute(sql, {**written, **parameters})
            return cursor.fetchall() if cursor.description else ()
        except dbapi.Error as fault:
            raise OperationalError("a prepared statement", None, fault) from fault

    def _render(self, connection: Connection) -> tuple[str, dict[str, Any]]:
        """The SQL, and the values that are written in the statement itself."""
        compiled = self._statement.compile(dialect=connection.dialect)
        written = {name: value for name, value in compiled.params.items() if value is not None}
        rendered = str(compiled), written
        self._rendered[connection.dialect.name] = rendered
        return rendered
