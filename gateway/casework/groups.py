"""Political groups, so that an officer can say whose meeting a check is about."""

from msgspec import Struct
from sqlalchemy import func, select

from gateway.casework.turn import Reading
from gateway.store.tables import party_groups as groups_table


class Group(Struct, frozen=True, kw_only=True):
    """A political group of the register."""

    id: str
    name: str


def party_groups(reading: Reading) -> tuple[Group, ...]:
    """Every group, in the order of their names."""
    table = groups_table.c
    rows = reading.connection.execute(
        select(table.id, table.name).order_by(func.lower(table.name), table.id)
    )
    return tuple(Group(id=row.id, name=row.name) for row in rows)
