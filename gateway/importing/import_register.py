"""The command that brings a council's register in, through the one writer, all of it or nothing."""

import secrets
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import insert, update

from gateway.domain.register import Collection, Register
from gateway.errors import SweepingImportError
from gateway.importing.changes import Change
from gateway.importing.difference import Difference, difference
from gateway.importing.held import Ids, held_from, ids_from, midnight
from gateway.importing.shapes import ENTITY_SHAPES, LINK_SHAPES, Shape
from gateway.importing.turn import Reading, Turn
from gateway.store import tables


def find_differences(reading: Reading, registers: tuple[Register, ...]) -> tuple[Difference, ...]:
    """What the files of each source would change now.

    Raises ImportFileError, with its place, for a reference to nothing.
    """
    today = reading.local.date()
    return tuple(
        difference(held_from(reading.connection, said.source, today=today), said, today=today)
        for said in registers
    )


class ImportRegister(Struct, frozen=True, kw_only=True):
    """Make the register what the files say. `digests` are the SHA-256 of the files, in hexadecimal.

    The differences are worked out inside the transaction, so that they hold at that very moment.
    Nothing is written, not even an entry, when nothing changes. `many_may_end` says that more than
    half of the bodies, terms or seats may end, as they would with another council's list.
    """

    by: str
    registers: tuple[Register, ...]
    digests: tuple[str, ...]
    many_may_end: bool = False

    def carry_out(self, turn: Turn) -> tuple[Difference, ...]:
        """Compare, write and record.

        Raises ImportFileError for a reference to nothing, and SweepingImportError where most of
        what is held would end.
        """
        found = find_differences(turn, self.registers)
        for sweeping in filter(None, (changes.sweeping() for changes in found)):
            if not self.many_may_end:
                raise SweepingImportError(f"This would end {sweeping}.")
        for changes in found:
            _Writing(turn, changes).write()
        if any(changes.changes for changes in found):
            body = {
                "files": list(self.digests),
                "sources": {changes.source: changes.counts() for changes in found},
            }
            turn.log.append(
                actor=self.by, at=turn.moment, kind="register.imported", body=body, committed={}
            )
        return found


class _Writing:
    """Writes one source's changes: first what ends, so that what begins anew finds its place."""

    def __init__(self, turn: Turn, found: Difference) -> None:
        self._connection = turn.connection
        self._moment = turn.moment
        self._today = turn.local.date()
        self._source = found.source
        self._changes = found.changes
        self._ids: Ids = ids_from(turn.connection, found.source)

    def write(self) -> None:
        """All changes, in an order in which no row waits for another."""
        for collection, shape in ENTITY_SHAPES.items():
            self._add_entities(collection, shape)
            for change in self._of(collection, "changed", "ended"):
                self._update_entity(collection, shape, change)
        for collection, shape in LINK_SHAPES.items():
            for change in self._of(collection, "changed", "ended"):
                self._update_link(shape, change)
        for collection, shape in LINK_SHAPES.items():
            whats = ("added",) if collection == "terms" else ("added", "changed")
            self._add_links(shape, [change.after for change in self._of(collection, *whats)])

    def _of(self, collection: Collection, *whats: str) -> list[Change]:
        return [
            change
            for change in self._changes
            if change.collection == collection and change.what in whats
        ]

    def _add_entities(self, collection: Collection, shape: Shape) -> None:
        rows = []
        for change in self._of(collection, "added"):
            own_id = secrets.token_hex(16)
            self._ids[collection][change.after.id] = own_id
            origin: dict[str, Any] = {
                "id": own_id,
                "source": self._source,
                "source_id": change.after.id,
            }
            if shape.table is tables.bodies:
                origin["ended_on"] = self._today if change.after.over else None
            rows.append(origin | self._columns(shape, change.after))
        if rows:
            self._connection.execute(insert(shape.table), rows)

    def _update_entity(self, collection: Collection, shape: Shape, change: Change) -> None:
        own_id = self._ids[collection][change.after.id]
        values = self._columns(shape, change.after)
        if shape.table is tables.bodies and change.before.over != change.after.over:
            values["ended_on"] = self._today if change.after.over else None
        self._connection.execute(
            update(shape.table).where(shape.table.c.id == own_id).values(values)
        )

    def _columns(self, shape: Shape, row: Any) -> dict[str, Any]:
        """The values of a row by column, with our own ids in place of the source's."""
        values = {name: getattr(row, name) for name in shape.plain}
        for reference in shape.references:
            values[reference.column] = self._ids[reference.to][getattr(row, reference.field)]
        return values

    def _add_links(self, shape: Shape, begun: list[Any]) -> None:
        rows = [self._columns(shape, row) | self._period(row) for row in begun]
        if rows:
            self._connection.execute(insert(shape.table), rows)

    def _period(self, row: Any) -> dict[str, Any]:
        return {
            "valid_from": midnight(row.start),
            "valid_to": None if row.end is None else midnight(row.end),
            "recorded_at": self._moment,
            "ended_recorded_at": None if row.end is None else self._moment,
        }

    def _update_link(self, shape: Shape, change: Change) -> None:
        """End a row. A change of more than a term's days ends the row, and another one begins."""
        before, after = change.before, change.after
        own = shape.table.c
        period = self._period(after)
        if change.what == "changed" and shape.table is not tables.terms:
            period = self._period(replace(before, end=after.start))
        del period["recorded_at"]
        same = [own[name] == value for name, value in self._columns(shape, before).items()]
        same += [own.valid_from == midnight(before.start), own.valid_to.is_(None)]
        if before.end is not None:
            same[-1] = own.valid_to == midnight(before.end)
        self._connection.execute(update(shape.table).where(*same).values(period))
