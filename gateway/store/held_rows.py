"""Rows that a transaction adds, held until its end and then written together, table by table.

One statement for the rows of many commands costs a fraction of one for each row; and what a
command held that failed is dropped, where rows already written would have to be rolled back.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, Table

from gateway.store.prepared import Prepared, insertion
from gateway.store.references import References
from gateway.store.tables import metadata

_AFTER: Final = {table: place for place, table in enumerate(metadata.sorted_tables)}
"""Each table with its place: after those that its rows refer to."""


class HeldRow(Struct, frozen=True):
    """A row that is to be added; with `once`, unless such a row stands already."""

    table: Table
    values: Mapping[str, Any]
    once: bool


class HeldRows:
    """The rows of one transaction. While `at_once` is set, a row is written when it is added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._references = References(connection)
        self._held: list[HeldRow] = []
        self._written = 0
        self.at_once = True

    def new_reference(self, year: int) -> str:
        """A reference for a request that is received in a year."""
        return self._references.next(year)

    def add(self, table: Table, values: Mapping[str, Any], *, once: bool = False) -> None:
        """Add a row, with all columns of its table that are not computed, as the driver's values.

        With `once`, nothing is added where such a row stands already.
        """
        if self.at_once:
            _insertion(table, once).rows(self._connection, values)
        else:
            self._held.append(HeldRow(table, values, once))

    def holds(self, table: Table, values: Mapping[str, Any]) -> bool:
        """Whether a row with these values is held and not written yet."""
        return any(
            row.table is table and values.items() <= row.values.items() for row in self._held
        )

    def mark(self) -> int:
        """A point to which `back_to` can return: how many rows were added."""
        return self._written + len(self._held)

    def back_to(self, mark: int) -> None:
        """Forget what was added since the mark, all of which is held yet."""
        del self._held[mark - self._written :]

    def write(self) -> None:
        """Write what is held. Raises SQLAlchemy's IntegrityError for a row that is not allowed."""
        together: dict[tuple[Table, bool], list[Mapping[str, Any]]] = {}
        for row in self._held:
            together.setdefault((row.table, row.once), []).append(row.values)
        for table, once in sorted(together, key=lambda one: (_AFTER[one[0]], one[1])):
            _insertion(table, once).each(self._connection, together[table, once])
        self._written += len(self._held)
        self._held = []


@cache
def _insertion(table: Table, once: bool) -> Prepared:  # noqa: FBT001  a part of the key
    return insertion(table, once=once)
