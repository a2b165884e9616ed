"""The driver of PostgreSQL, with the errors that its standard (PEP 249) names.

pg8000 calls every refusal of the server a DatabaseError and repeats the values that were refused.
Here an error is of the standard's kind, and says no more than the server's code (SQLSTATE) and the
name of the rule that was broken: its text may reach an operational log.
"""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

from msgspec import Struct
from pg8000 import dbapi
from pg8000.converters import make_params

_AT_ONCE: Final = 50
"""How many rows are sent before answers are read: so few that neither side waits for the other."""
_KINDS: Final = {
    "22": dbapi.DataError,
    "23": dbapi.IntegrityError,
    "42": dbapi.ProgrammingError,
}
"""The kind of error for each class of SQLSTATE; all others are the database's own trouble."""
_GONE: Final = frozenset({"57P01", "57P02", "57P03"})
"""The server shuts down, has crashed or is not up yet."""
_LOST: Final = "network error"
"""By these words SQLAlchemy knows that a connection of pg8000 is lost."""


class _Prepared(Struct, frozen=True):
    """A statement that the server has prepared for one connection."""

    name: bytes
    columns: Any
    readers: Any


class Connection(dbapi.Connection):  # type: ignore[misc]  # pg8000 ships no types
    """A connection that prepares statements, and begins no transaction by itself."""

    def __init__(self, **arguments: Any) -> None:
        try:
            super().__init__(**arguments)
        except OSError as fault:
            raise dbapi.InterfaceError(_LOST) from fault
        self.autocommit = True
        self._prepared: dict[str, _Prepared] = {}

    def ask(self, sql: str, many: Sequence[Sequence[Any]]) -> list[Any]:
        """The rows that a statement gives, run once for each of several lists of values."""
        prepared = self._prepared.get(sql) or self._prepare(sql)
        rows: list[Any] = []
        for start in range(0, len(many), _AT_ONCE):
            *others, last = (
                make_params(self.py_types, values) for values in many[start : start + _AT_ONCE]
            )
            for values in others:
                self.send_BIND(prepared.name, values)
                self.send_EXECUTE()
            answer = self.execute_named(
                prepared.name, last, prepared.columns, prepared.readers, sql
            )
            rows += answer.rows or ()
        return rows

    def close(self) -> None:
        """Let go of it; a server that is gone already need not be told."""
        with suppress(dbapi.InterfaceError):
            super().close()

    def handle_messages(self, context: Any) -> None:
        """As pg8000 does; a network that fails is an error of the standard too."""
        try:
            super().handle_messages(context)
        except OSError as fault:
            raise dbapi.InterfaceError(_LOST) from fault

    def handle_ERROR_RESPONSE(self, data: bytes, context: Any) -> None:  # noqa: N802  pg8000's name
        """As pg8000 does, with an error of the right kind that repeats no value."""
        super().handle_ERROR_RESPONSE(data, context)
        context.error = _error(context.error.args[0])

    def _prepare(self, sql: str) -> _Prepared:
        made = self._prepared[sql] = _Prepared(*self.prepare_statement(sql, ()))
        return made


def _error(said: dict[str, str]) -> Exception:
    code = said.get("C", "")
    if code in _GONE:
        return dbapi.InterfaceError(f"{_LOST}: {code}")  # type: ignore[no-any-return]
    error = _KINDS.get(code[:2], dbapi.OperationalError)(f"{code} {said.get('n', '')}".strip())
    error.sqlstate = code
    return error  # type: ignore[no-any-return]
