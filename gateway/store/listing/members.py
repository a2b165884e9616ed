"""The people who may see one part of a paper: the part is known, the people are rows.

What a person holds is asked of the register's rows that hold at the moment, as of the facts about
them. Each set of people (the members of this body, those with an interest in that matter) is asked
for once, not for each person.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Table, and_, case, func, literal, or_, select

from gateway.policy.case import Case
from gateway.policy.expressions import Expression, Item
from gateway.policy.vocabulary import COLLECTIONS, FIELDS, getter, items_of
from gateway.store.facts_of_people import NOW, holds_now
from gateway.store.listing.operands import Clause, InColumn, InRows, Known, Operand, any_of
from gateway.store.listing.translate import clause
from gateway.store.seats import gives, still_sits
from gateway.store.tables import (
    adverse_matters,
    bodies,
    group_memberships,
    interests,
    meetings,
    people,
    positions,
    seats,
    substitutions,
    suspensions,
    terms,
    undertakings,
)

_OPEN = ("requester.", "reader.", *(f"{item}." for item in COLLECTIONS))
"""Fields that are not the same for all people: theirs, and those of an item in scope."""
_sitting = seats.join(bodies, seats.c.body == bodies.c.id)


def settled_by(of: Case) -> dict[str, Any]:
    """Every field that is the same for all people who ask for the part."""
    asked = (name for name in FIELDS if not name.startswith(_OPEN))
    return {name: getter(name)(of) for name in asked if name not in ("row", "sibling_waits")}


def in_office() -> Clause:
    """Whether a person, who is no officer, is in office and not suspended."""
    return and_(_has(terms), ~_has(suspensions))


class Members:
    """The world of a question about the people of the register, for one part of a paper.

    `of` is the case of that part and of nobody: what is asked of people is left open.
    """

    def __init__(self, of: Case) -> None:
        self._case = of
        self._items: dict[str, Callable[[str], Operand]] = {}
        self._named: dict[Expression, Clause] = {}

    def operand(self, field: str) -> Operand:
        """A column of the person or of an item in scope, what rows say of them, or a value."""
        head, _, part = field.partition(".")
        if head in self._items:
            return self._items[head](part)
        if head in ("requester", "reader"):
            return _PERSON[part]
        return Known(getter(field)(self._case))

    def named(self, part: Expression) -> Clause:
        """A condition, written once, unless it speaks of an item in scope."""
        if self._items:
            return clause(part, self)
        if part not in self._named:
            self._named[part] = clause(part, self)
        return self._named[part]

    def some(self, item: Item, where: Expression) -> Clause:
        """Items of the part are known one by one; those of people are rows."""
        if item == "interest":
            matter, freed = interests.c.matter, interests.c.dispensation
            columns = {"matter": matter, "dispensation": freed}
            return _some(interests, self._with(item, _of_columns(columns), where))
        if item == "substitute":
            columns = {"body": meetings.c.body, "meeting": meetings.c.start}
            rows = substitutions.join(meetings, substitutions.c.meeting == meetings.c.id)
            test = self._with(item, _of_columns(columns), where)
            return _some(substitutions, ~meetings.c.cancelled, test, rows=rows)
        known = items_of(item)(self._case)
        return any_of(self._with(item, _of_item(one), where) for one in known)

    def _with(self, item: Item, part: Callable[[str], Operand], where: Expression) -> Clause:
        self._items[item] = part
        try:
            return clause(where, self)
        finally:
            del self._items[item]


def _of_item(one: Any) -> Callable[[str], Operand]:
    return lambda part: Known(getattr(one, part))


def _of_columns(columns: Mapping[str, ColumnElement[Any]]) -> Callable[[str], Operand]:
    return lambda part: InColumn(columns[part])


def _has(table: Table) -> Clause:
    """Whether a person has a row that holds now: almost all have, so each is looked up."""
    some = select(literal(1)).where(table.c.person == people.c.id, holds_now(table))
    return some.correlate(people).exists()


def _some(table: Table, *where: Clause, rows: FromClause | None = None) -> Clause:
    """Whether a person is among those of whom a row that holds now satisfies something."""
    source = table if rows is None else rows
    some = select(table.c.person).select_from(source).where(holds_now(table), *where)
    return people.c.id.in_(some)


def _held(table: Table, column: ColumnElement[Any]) -> InRows:
    """The set that a table's rows make up for a person."""
    return InRows(lambda one: _some(table) if one is None else _some(table, column == one))


def _bodies(body: Any | None) -> Clause:
    which = () if body is None else (seats.c.body == body,)
    return _some(seats, still_sits(NOW), *which, rows=_sitting)


def _positions(position: Any | None) -> Clause:
    if position is None:
        raise TypeError("positions are asked for one by one")
    recorded = _some(positions, positions.c.position == position)
    given = gives(position)
    if given is None:
        return recorded
    return or_(recorded, _some(seats, given, still_sits(NOW), rows=_sitting))


def _group() -> ColumnElement[Any]:
    """The one group of a person; in two at once, they are in none for sure."""
    group = group_memberships.c.party_group
    only = case((func.count(group.distinct()) == 1, func.min(group)))
    of = select(only).where(group_memberships.c.person == people.c.id, holds_now(group_memberships))
    return of.correlate(people).scalar_subquery()


_PERSON: dict[str, Operand] = {
    "kind": InColumn(people.c.kind),
    "standing": Known("current"),  # nobody else is asked about
    "person": InColumn(people.c.id),
    "group": InColumn(_group()),
    "positions": InRows(_positions),
    "bodies": InRows(_bodies),
    "adverse": _held(adverse_matters, adverse_matters.c.matter),
    "undertaking": InColumn(_some(undertakings)),
}
