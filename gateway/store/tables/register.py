"""The council's register: people, groups, wards, bodies, meetings, and who holds what when."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint, func

from gateway.domain.facts import InterestKind, Position, RequesterKind
from gateway.domain.people import HeldOffice, SeatRole
from gateway.store.tables.columns import (
    Day,
    LocalTime,
    Moment,
    flag,
    metadata,
    one_of,
    own_id,
    period,
    refers,
    running_number,
    text,
)


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _open_once(table: Table, *columns: str) -> None:
    """No two open rows for the same thing: a membership is ended before it begins again."""
    Index(
        f"uq_{table.name}_open",
        *(table.c[column] for column in columns),
        unique=True,
        sqlite_where=table.c.valid_to.is_(None),
        postgresql_where=table.c.valid_to.is_(None),
    )


def _sourced() -> tuple[Any, ...]:
    """Where a row was imported from, and its id there: imports are joined on nothing else."""
    return (text("source"), text("source_id"), UniqueConstraint("source", "source_id"))


council = _table(
    "council",
    Column(
        "id",
        Integer,
        CheckConstraint("id = 1", name="one"),
        primary_key=True,
        autoincrement=False,
    ),
    text("profile"),
    text("title"),
    Column("created_at", Moment, nullable=False),
)

people = _table("people", own_id(), *_sourced(), text("name"), one_of("kind", RequesterKind))
Index("ix_people_name", func.lower(people.c.name), people.c.id)

terms = _table("terms", *period(), refers("person", "people.id"))
"""In office. Everybody but a member of the public needs one: who has none now is not in office."""
_open_once(terms, "person")

suspensions = _table("suspensions", *period(), refers("person", "people.id"))

party_groups = _table("party_groups", own_id(), *_sourced(), text("name"))

group_memberships = _table(
    "group_memberships",
    *period(),
    refers("person", "people.id"),
    refers("party_group", "party_groups.id"),
)
"""A member's political group; for a political assistant, the group served."""
_open_once(group_memberships, "person")

wards = _table("wards", own_id(), *_sourced(), text("name"))

ward_seats = _table(
    "ward_seats", *period(), refers("person", "people.id"), refers("ward", "wards.id")
)
_open_once(ward_seats, "person", "ward")

bodies = _table(
    "bodies",
    own_id(),
    *_sourced(),
    text("name"),
    flag("executive"),
    flag("scrutiny"),
    Column("ended_on", Day),
)
"""Formal bodies only. From the start of the day `ended_on`, a seat there counts no more."""

seats = _table(
    "seats",
    *period(),
    refers("person", "people.id"),
    refers("body", "bodies.id"),
    one_of("role", SeatRole),
    flag("voting"),
)
_open_once(seats, "person", "body")

meetings = _table(
    "meetings",
    own_id(),
    *_sourced(),
    refers("body", "bodies.id"),
    Column("start", LocalTime, nullable=False, index=True),
    Column("ended", LocalTime),
    flag("private", nullable=True),  # NULL: nobody knows
    flag("cancelled"),
    CheckConstraint("ended IS NULL OR ended >= start", name="ended"),
    UniqueConstraint("id", "body"),  # what business refers to: the meeting and its own body
)

substitutions = _table(
    "substitutions", *period(), refers("person", "people.id"), refers("meeting", "meetings.id")
)
"""Appointed as substitute for one meeting; the body is the meeting's."""
_open_once(substitutions, "person", "meeting")

positions = _table(
    "positions", *period(), refers("person", "people.id"), one_of("position", Position)
)
"""Positions that no seat shows: leader, executive member, group leader, civic mayor and so on."""
_open_once(positions, "person", "position")

offices = _table("offices", *period(), refers("person", "people.id"), one_of("office", HeldOffice))
_open_once(offices, "person", "office")

interests = _table(
    "interests",
    *period(),
    refers("person", "people.id"),
    text("matter"),
    one_of("kind", InterestKind),
    flag("dispensation"),
    flag("sensitive"),
)

adverse_matters = _table(
    "adverse_matters", *period(), refers("person", "people.id"), text("matter")
)

undertakings = _table("undertakings", *period(), refers("person", "people.id"))

people_changes = _table(
    "people_changes",
    running_number(),
    Column("mark", Integer, nullable=False),
    Column("person", Text, nullable=False),
)
"""People of whom a fact may have changed, each time. The database keeps it (migration 0018); the
row with the highest number, and its mark, name the state of all people."""
