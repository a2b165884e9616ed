"""Rows to facts: who a person is, what they hold and declare, as of a moment.

`now` is the local time of the decision. `known` is the moment up to which what was recorded
counts, so that a past decision can be made again with what was known then.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    literal_column,
    not_,
    null,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from gateway.domain.facts import Interest, Position, Requester, Standing, Substitute
from gateway.domain.people import HeldOffice
from gateway.store import tables
from gateway.store.json_lists import elements_of
from gateway.store.prepared import Prepared
from gateway.store.seats import given_by, still_sits
from gateway.store.tables.columns import LocalTime, Moment, is_set, local_text, moment_text

_ID: BindParameter[str] = bindparam("id", type_=Text)
NOW: BindParameter[datetime] = bindparam("now", type_=LocalTime)
KNOWN: BindParameter[datetime] = bindparam("known", type_=Moment)
MEMBERSHIPS: Final = (
    tables.terms,
    tables.suspensions,
    tables.undertakings,
    tables.group_memberships,
    tables.positions,
    tables.offices,
    tables.ward_seats,
    tables.adverse_matters,
    tables.interests,
    tables.seats,
    tables.substitutions,
)
"""What people are or have for a time: the facts about them are read of these and of `people`."""
_WIDTH = 4
"""How many values each part of the union carries."""
_REMEMBERED = 1024
"""How many people's rows are remembered with what they say."""


class KnownPerson(Struct, frozen=True):
    """A person of the register at a moment: name, the facts about them, the offices they hold."""

    name: str
    requester: Requester
    offices: frozenset[HeldOffice]


def person_of(
    connection: Connection, person: str, *, now: datetime, known: datetime
) -> KnownPerson | None:
    """One person; None when the register has no such person."""
    asked = {"id": person, "now": local_text(now), "known": moment_text(known)}
    return _people(_ONE.rows(connection, asked)).get(person)


def people_of(
    connection: Connection, people: Collection[str], *, now: datetime, known: datetime
) -> dict[str, KnownPerson]:
    """Several people, by id; whom the register does not have is left out."""
    ids = msgspec.json.encode(list(people)).decode()
    asked = {"ids": ids, "now": local_text(now), "known": moment_text(known)}
    return _people(_SOME.rows(connection, asked))


def everybody(connection: Connection, *, now: datetime, known: datetime) -> dict[str, KnownPerson]:
    """Every person of the register, by id."""
    return _people(_ALL.rows(connection, {"now": local_text(now), "known": moment_text(known)}))


def holds_now(table: Table) -> ColumnElement[bool]:
    """Whether a membership's row holds at `now`, as far as `known` goes (parameters of both names).

    It holds from `valid_from` up to but not including `valid_to`; an end that was recorded after
    `known` was not known then.
    """
    return and_(
        table.c.recorded_at <= KNOWN,
        table.c.valid_from <= NOW,
        or_(
            table.c.valid_to.is_(None),
            table.c.valid_to > NOW,
            table.c.ended_recorded_at > KNOWN,
        ),
    )


def in_office() -> ColumnElement[bool]:
    """Whether a person (a row of `people`) is in office at `now`, as far as `known` goes.

    Everybody needs a term for that, but an officer, who is in office by what they hold.
    """
    one, held, term = tables.people.c, tables.offices, tables.terms
    holding = exists().where(held.c.person == one.id, holds_now(held)).correlate(tables.people)
    serving = exists().where(term.c.person == one.id, holds_now(term)).correlate(tables.people)
    return or_(serving, and_(one.kind == literal_column("'officer'"), holding))


def _part(table: Table, *values: Any) -> Select[Any]:
    """One part of the union: whose row, from which table, and its values as text."""
    padded = [cast(value, Text) for value in values]
    padded += [cast(null(), Text)] * (_WIDTH - len(padded))
    whose = table.c.id if table is tables.people else table.c.person
    return select(whose.label("person"), literal_column(f"'{table.name}'").label("what"), *padded)


def _statement(among: Callable[[ColumnElement[str]], ColumnElement[bool]]) -> CompoundSelect[Any]:
    """The people of whom `among` holds."""
    t = tables
    parts = [(t.people, _part(t.people, t.people.c.kind, t.people.c.name, in_office()))]
    parts += [
        (table, _part(table, *values).where(holds_now(table)))
        for table, values in (
            (t.suspensions, ()),
            (t.undertakings, ()),
            (t.group_memberships, (t.group_memberships.c.party_group,)),
            (t.positions, (t.positions.c.position,)),
            (t.offices, (t.offices.c.office,)),
            (t.ward_seats, (t.ward_seats.c.ward,)),
            (t.adverse_matters, (t.adverse_matters.c.matter,)),
        )
    ]
    own = t.interests.c
    interest = _part(t.interests, own.matter, own.kind, own.dispensation, own.sensitive)
    parts.append((t.interests, interest.where(holds_now(t.interests))))
    body = t.bodies.c
    seat = (
        _part(t.seats, body.id, t.seats.c.role, body.executive, body.scrutiny)
        .join_from(t.seats, t.bodies, t.seats.c.body == body.id)
        .where(holds_now(t.seats), still_sits(NOW))
    )
    parts.append((t.seats, seat))
    substitute = (
        _part(t.substitutions, t.meetings.c.body, t.meetings.c.start)
        .join_from(t.substitutions, t.meetings, t.substitutions.c.meeting == t.meetings.c.id)
        .where(holds_now(t.substitutions), not_(t.meetings.c.cancelled))
    )
    parts.append((t.substitutions, substitute))
    return union_all(
        *(
            part.where(among(table.c.id if table is t.people else table.c.person))
            for table, part in parts
        )
    )


_ONE = Prepared(_statement(lambda person: person == _ID))
_SOME = Prepared(_statement(lambda person: person.in_(elements_of("ids"))))
_ALL = Prepared(_statement(lambda _person: true()))

_Rows = dict[str, list[tuple[Any, ...]]]
"""The values of each part, by the table they come from."""


def _people(rows: Iterable[Any]) -> dict[str, KnownPerson]:
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(row)
    return {person: _known_person(tuple(parts)) for person, parts in found.items()}


@lru_cache(maxsize=_REMEMBERED)
def _known_person(found: tuple[tuple[Any, ...], ...]) -> KnownPerson:
    """The person whose rows these are. The same rows are mostly read again and again."""
    person = found[0][0]
    rows: _Rows = defaultdict(list)
    for _, what, *values in found:
        rows[what].append(tuple(values))
    offices = frozenset(office for office, *_ in rows["offices"])
    seats = rows["seats"]
    groups = {group for group, *_ in rows["group_memberships"]}
    ((kind, name, serves, *_),) = rows["people"]
    requester = Requester(
        kind=kind,
        person=person,
        standing=_standing(rows, in_office=is_set(serves)),
        group=groups.pop() if len(groups) == 1 else None,  # in two at once: in none for sure
        positions=_positions(rows),
        bodies=frozenset(body for body, *_ in seats),
        substitutes=tuple(
            Substitute(body=body, meeting=datetime.fromisoformat(start))
            for body, start, *_ in rows["substitutions"]
        ),
        wards=frozenset(ward for ward, *_ in rows["ward_seats"]),
        interests=tuple(
            Interest(
                matter=matter, kind=what, dispensation=is_set(freed), sensitive=is_set(sensitive)
            )
            for matter, what, freed, sensitive in rows["interests"]
        ),
        adverse=frozenset(matter for matter, *_ in rows["adverse_matters"]),
        undertaking=bool(rows["undertakings"]),
    )
    return KnownPerson(name, requester, offices)


def _standing(rows: _Rows, *, in_office: bool) -> Standing:
    if not in_office:
        return "former"
    return "suspended" if rows["suspensions"] else "current"


def _positions(rows: _Rows) -> frozenset[Position]:
    """The recorded positions, and those that a seat gives."""
    given = (
        position
        for _, role, executive, scrutiny in rows["seats"]
        for position in given_by(role, executive=is_set(executive), scrutiny=is_set(scrutiny))
    )
    return frozenset({position for position, *_ in rows["positions"]}.union(given))
