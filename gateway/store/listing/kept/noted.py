"""What the database's triggers note of changes, read in the transaction of whoever asks.

The latest note names the state that the transaction sees: its number, and a mark drawn by lot, so
that what was rolled back or restored is not taken for what is.
"""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Column, Connection, Integer, Table, bindparam, select

from gateway.store.prepared import Prepared
from gateway.store.tables import paper_changes, people_changes

Version = tuple[int, int]
"""A state: the number and the mark of the latest change."""
NOTHING_NOTED: Final[Version] = (0, 0)
"""The state in which no change was ever noted."""


class Noted:
    """The notes of one table, each of which names something that changed, or nothing: all may."""

    def __init__(self, table: Table, what: Column[str]) -> None:
        notes = table.c
        latest = select(notes.id, notes.mark).order_by(notes.id.desc()).limit(1)
        self._latest = Prepared(latest)
        since = select(notes.id, notes.mark, what).where(
            notes.id >= bindparam("known", type_=Integer)
        )
        most = bindparam("most", type_=Integer)
        self._since = Prepared(since.order_by(notes.id).limit(most))

    def latest(self, connection: Connection) -> Version:
        """Which state the connection's transaction sees."""
        rows = self._latest.rows(connection, {})
        return (rows[0][0], rows[0][1]) if rows else NOTHING_NOTED

    def since(self, connection: Connection, version: Version, most: int) -> Sequence[Any] | None:
        """What changed after a state (number, mark, what), at the end with no name if it is much.

        None when the transaction does not know of that state.
        """
        rows = self._since.rows(connection, {"known": version[0], "most": most})
        if version == NOTHING_NOTED:
            return None if rows else ()
        if not rows or (rows[0][0], rows[0][1]) != version:
            return None
        return (*rows[1:], (0, 0, None)) if len(rows) == most else rows[1:]


OF_PAPERS: Final = Noted(paper_changes, paper_changes.c.document)
OF_PEOPLE: Final = Noted(people_changes, people_changes.c.person)
