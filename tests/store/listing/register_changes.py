"""Random changes of a register, of everything on which it depends who may see a paper."""

from datetime import timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, update

from gateway.store import tables
from gateway.store.facts_of_people import MEMBERSHIPS
from tests.store.borough import FOUNDED, LOCAL, NOW
from tests.store.listing.changes import one_of, set_to

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_PERIODS: Final = (
    (LOCAL - 2 * _DAY, LOCAL + 30 * _DAY),
    (LOCAL - 2 * _DAY, LOCAL + 30 * _DAY),
    (LOCAL - 2 * _DAY, LOCAL - _HOUR),
    (LOCAL - 2 * _DAY, LOCAL + _HOUR),
    (LOCAL + _HOUR, LOCAL + 30 * _DAY),
)
_RECORDED: Final = (FOUNDED, FOUNDED, NOW, NOW + _HOUR)


def change_register(connection: Connection, random: Random) -> None:
    """Make one change."""
    random.choice(_CHANGES)(connection, random)


def _period(random: Random) -> dict[str, Any]:
    begins, ends = random.choice(_PERIODS)
    recorded, ended = random.choice(_RECORDED), random.choice((None, *_RECORDED))
    return {
        "valid_from": begins,
        "valid_to": ends,
        "recorded_at": recorded,
        "ended_recorded_at": ended,
    }


def _begin(connection: Connection, random: Random) -> None:
    """Somebody gets what somebody else has."""
    table = random.choice(MEMBERSHIPS)
    row = one_of(connection, random, table)
    if row is not None:
        other = {"person": one_of(connection, random, tables.people).id, **_period(random)}
        own = {name: value for name, value in row._mapping.items() if name != "id"}
        connection.execute(insert(table), own | other)


def _move(connection: Connection, random: Random) -> None:
    """A membership holds at another time, or was recorded at another."""
    table = random.choice(MEMBERSHIPS)
    row = one_of(connection, random, table)
    if row is not None:
        connection.execute(update(table).where(table.c.id == row.id).values(_period(random)))


def _end(connection: Connection, random: Random) -> None:
    table = random.choice(MEMBERSHIPS)
    row = one_of(connection, random, table)
    if row is not None:
        connection.execute(delete(table).where(table.c.id == row.id))


def _join(connection: Connection, random: Random) -> None:
    """Somebody new, in office."""
    own = f"{random.getrandbits(128):032x}"
    row = {"id": own, "source": "x", "source_id": own, "name": f"New p{own[0]}"}
    connection.execute(insert(tables.people), row | {"kind": "councillor"})
    connection.execute(insert(tables.terms), {"person": own, **_period(random)})


def _put_off(connection: Connection, random: Random) -> None:
    """A meeting begins at another time, and nobody knows of its end."""
    row, meetings = one_of(connection, random, tables.meetings), tables.meetings
    value = {"start": random.choice((LOCAL, LOCAL + _HOUR)), "ended": None}
    connection.execute(update(meetings).where(meetings.c.id == row.id).values(value))


_CHANGES: Final = (
    *[_begin] * 4,
    *[_move] * 4,
    _end,
    _join,
    set_to(
        tables.people,
        {
            "name": ("Aaron p3", "zoe"),
            "kind": ("councillor", "public", "officer", "political_assistant"),
        },
    ),
    set_to(
        tables.bodies,
        {
            "executive": (True, False),
            "scrutiny": (True, False),
            "ended_on": (None, LOCAL.date(), LOCAL.date() + _DAY),
        },
    ),
    set_to(tables.meetings, {"cancelled": (True, False)}),
    _put_off,
)
