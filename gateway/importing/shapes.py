"""How each collection of a register stands in its table: said once, to read and to write it."""

from typing import Any, Final, NamedTuple

from sqlalchemy import Table

from gateway.domain import register
from gateway.domain.register import Collection
from gateway.store import tables


class Reference(NamedTuple):
    """A field that names another record by its source's id, and the column with our own id."""

    field: str
    column: str
    to: Collection


class Shape(NamedTuple):
    """A record, its table, and which fields refer to others; the rest have the same name."""

    record: Any
    table: Table
    references: tuple[Reference, ...]
    plain: tuple[str, ...]


_PERSON: Final = Reference("person", "person", "people")
_BODY: Final = Reference("body", "body", "bodies")

ENTITY_SHAPES: Final[dict[Collection, Shape]] = {
    "people": Shape(register.Person, tables.people, (), ("name", "kind")),
    "party_groups": Shape(register.PartyGroup, tables.party_groups, (), ("name",)),
    "wards": Shape(register.Ward, tables.wards, (), ("name",)),
    "bodies": Shape(register.Body, tables.bodies, (), ("name", "executive", "scrutiny")),
    "meetings": Shape(
        register.Meeting, tables.meetings, (_BODY,), ("start", "ended", "private", "cancelled")
    ),
}
"""In the order in which rows can be written: a meeting after its body."""

LINK_SHAPES: Final[dict[Collection, Shape]] = {
    "terms": Shape(register.Term, tables.terms, (_PERSON,), ()),
    "suspensions": Shape(register.Suspension, tables.suspensions, (_PERSON,), ()),
    "group_memberships": Shape(
        register.GroupMembership,
        tables.group_memberships,
        (_PERSON, Reference("group", "party_group", "party_groups")),
        (),
    ),
    "ward_seats": Shape(
        register.WardSeat, tables.ward_seats, (_PERSON, Reference("ward", "ward", "wards")), ()
    ),
    "seats": Shape(register.Seat, tables.seats, (_PERSON, _BODY), ("role", "voting")),
    "substitutions": Shape(
        register.Substitution,
        tables.substitutions,
        (_PERSON, Reference("meeting", "meeting", "meetings")),
        (),
    ),
    "positions": Shape(register.HeldPosition, tables.positions, (_PERSON,), ("position",)),
    "offices": Shape(register.OfficeHeld, tables.offices, (_PERSON,), ("office",)),
    "interests": Shape(
        register.DeclaredInterest,
        tables.interests,
        (_PERSON,),
        ("matter", "kind", "dispensation", "sensitive"),
    ),
    "adverse_matters": Shape(
        register.AdverseMatter, tables.adverse_matters, (_PERSON,), ("matter",)
    ),
    "undertakings": Shape(register.Undertaking, tables.undertakings, (_PERSON,), ()),
}
