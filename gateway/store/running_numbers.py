"""The running numbers of requests, year by year, without a gap: counted on in memory, then kept."""

from typing import Final

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from gateway.store.prepared import Prepared
from gateway.store.tables import request_numbers

_NEW: Final = insert(request_numbers).values(year=bindparam("in_year"), last=bindparam("number"))
_KEEP: Final = Prepared(
    _NEW.on_conflict_do_update(
        index_elements=[request_numbers.c.year], set_={"last": _NEW.excluded.last}
    )
)
_LAST: Final = Prepared(
    select(request_numbers.c.last).where(request_numbers.c.year == bindparam("in_year"))
)


class RunningNumbers:
    """The numbers that one transaction gives."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._last: dict[int, int] = {}

    def next(self, year: int) -> int:
        """The next number of a year."""
        if year not in self._last:
            rows = _LAST.rows(self._connection, {"in_year": year})
            self._last[year] = rows[0][0] if rows else 0
        self._last[year] += 1
        return self._last[year]

    def mark(self) -> dict[int, int]:
        """A point to which `back_to` can return."""
        return dict(self._last)

    def back_to(self, mark: dict[int, int]) -> None:
        """Take back the numbers given since the mark."""
        self._last = mark

    def write(self) -> None:
        """Keep the last numbers."""
        _KEEP.each(self._connection, [{"in_year": y, "number": n} for y, n in self._last.items()])
        self._last = {}
