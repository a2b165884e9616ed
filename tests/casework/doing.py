"""A command that does in its turn whatever a test says, on record."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct

from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.domain.people import OPERATOR
from gateway.store import tables
from tests.store.borough import Borough


class Do(Struct, frozen=True):
    """Records that the log was checked, and does what `what` says with that entry's number."""

    what: Callable[[Turn, int], Any]

    def carry_out(self, turn: Turn) -> Any:
        """What `what` gives."""
        entry = record(turn, by=OPERATOR, kind="log.verified", body={})
        return self.what(turn, entry)


def rows(borough: Borough, name: str) -> list[Any]:
    """All rows of a table as they are committed, in the order of its first column."""
    table = tables.metadata.tables[name]
    with borough.reading() as connection:
        return list(connection.execute(table.select().order_by(next(iter(table.c)))))
