"""Reads what the gateway holds from one source, as a `Register`, to compare files with."""

from collections import defaultdict
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from gateway.domain.register import Collection, Register
from gateway.importing.shapes import ENTITY_SHAPES, LINK_SHAPES, Shape
from gateway.store import tables

Ids = dict[Collection, dict[str, str]]
"""For each collection: our own id of what the source knows by its id."""


def held_from(connection: Connection, source: str, *, today: date) -> Register:
    """What is held from a source today, with every term of office ever held."""
    rows: dict[str, Any] = {}
    for collection, shape in ENTITY_SHAPES.items():
        statement = _select(shape).where(shape.table.c.source == source)
        rows[collection] = tuple(
            _entity(shape, row, today) for row in connection.execute(statement).mappings()
        )
    for collection, shape in LINK_SHAPES.items():
        statement = _select(shape).where(tables.people.c.source == source)
        if collection != "terms":
            ends = shape.table.c.valid_to
            statement = statement.where(or_(ends.is_(None), ends > midnight(today)))
        rows[collection] = tuple(
            _link(shape, row) for row in connection.execute(statement).mappings()
        )
    return Register(source=source, **rows)


def ids_from(connection: Connection, source: str) -> Ids:
    """Our own ids of everything that is held from a source."""
    found: Ids = defaultdict(dict)
    for collection, shape in ENTITY_SHAPES.items():
        own = shape.table.c
        statement = select(own.source_id, own.id).where(own.source == source)
        found[collection] = {row.source_id: row.id for row in connection.execute(statement)}
    return found


def midnight(day: date) -> datetime:
    """The beginning of a day, from which memberships hold or no longer hold."""
    return datetime.combine(day, time())


def _select(shape: Shape) -> Select[Any]:
    """The rows with the source's ids in place of ours."""
    statement = select(shape.table)
    for reference in shape.references:
        target = ENTITY_SHAPES[reference.to].table
        statement = statement.join_from(
            shape.table, target, shape.table.c[reference.column] == target.c.id
        ).add_columns(target.c.source_id.label(f"their_{reference.field}"))
    return statement


def _values(shape: Shape, row: Any) -> dict[str, Any]:
    values = {name: row[name] for name in shape.plain}
    return values | {
        reference.field: row[f"their_{reference.field}"] for reference in shape.references
    }


def _entity(shape: Shape, row: Any, today: date) -> Any:
    values = _values(shape, row)
    if shape.table is tables.bodies:
        values["over"] = row["ended_on"] is not None and row["ended_on"] <= today
    return shape.record(id=row["source_id"], **values)


def _link(shape: Shape, row: Any) -> Any:
    end = row["valid_to"]
    return shape.record(
        start=row["valid_from"].date(),
        end=None if end is None else end.date(),
        **_values(shape, row),
    )
