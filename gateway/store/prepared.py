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
        self._sql: dict[str, str] = {}

    def rows(self, connection: Connection, parameters: Mapping[str, Any]) -> Sequence[Any]:
        """All rows of the answer, as tuples, read in the connection's transaction."""
        if not connection.in_transaction():
            connection.begin()
        sql = self._sql.get(connection.dialect.name)
        if sql is None:
            sql = str(self._statement.compile(dialect=connection.dialect))
            self._sql[connection.dialect.name] = sql
        dbapi = connection.dialect.loaded_dbapi
        try:
            cursor = connection.connection.cursor()
            cursor.execute(sql, parameters)
            return cursor.fetchall()
        except dbapi.Error as fault:
            raise OperationalError("a prepared statement", None, fault) from fault
