"""Where people stand on the council, which is public: those of one name are told apart by it."""

from collections.abc import Collection
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import select, union_all

from gateway.casework.people import PersonView, people_named
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.store.facts_of_documents import document_of
from gateway.store.facts_of_people import people_of
from gateway.store.json_lists import elements_of
from gateway.store.prepared import Prepared
from gateway.store.register_list import people_on
from gateway.store.tables import bodies, party_groups, wards

_NAMES: Final = Prepared(
    union_all(
        *(
            select(table.c.id, table.c.name).where(table.c.id.in_(elements_of("ids")))
            for table in (bodies, party_groups, wards)
        )
    )
)


class Place(Struct, frozen=True, kw_only=True):
    """Somebody's wards, political group ("" for none) and bodies now, by their names."""

    wards: tuple[str, ...]
    group: str
    bodies: tuple[str, ...]


class Sitting(Struct, frozen=True, kw_only=True):
    """Who sits on the `bodies` whose business a paper is; `more`: there are others besides."""

    bodies: tuple[str, ...]
    people: tuple[PersonView, ...]
    more: bool


def places_of(reading: Reading, people: Collection[str]) -> dict[str, Place]:
    """Where these people stand, by their ids; whom the register does not know is left out."""
    known = people_of(reading.connection, people, now=reading.local, known=reading.moment)
    facts = {person: one.requester for person, one in known.items()}
    ids = {one for of in facts.values() for one in (*of.wards, *of.bodies, of.group) if one}
    names = _names(reading, ids)
    return {
        person: Place(
            wards=_in_order(names, of.wards),
            group=names.get(of.group or "", ""),
            bodies=_in_order(names, of.bodies),
        )
        for person, of in facts.items()
    }


class WhoAsks(Struct, frozen=True, kw_only=True):
    """Where whoever asks in a case stands, and the bodies whose business the paper is, by name.

    `place` is None of somebody whom the register does not know now.
    """

    place: Place | None
    business: tuple[str, ...]


def who_asks(reading: Reading, person: str, reference: str) -> WhoAsks:
    """For whoever may open the case. Raises NotFoundError for everybody else."""
    case, _ = open_to(reading, reference, person, "look")
    asks, parts = case.requester, case.document.facts.segments if case.document else ()
    on = {one.body for part in parts for one in part.business}
    return WhoAsks(
        place=places_of(reading, [asks]).get(asks),
        business=_in_order(_names(reading, on), on),
    )


def sitting_for(reading: Reading, document: str, *, limit: int) -> Sitting:
    """Who sits now on a body whose business a paper is, by their names; at most `limit`."""
    kept = document_of(reading.connection, document)
    parts = kept.facts.segments if kept else ()
    on = {one.body for part in parts for one in part.business}
    at = {"now": reading.local, "known": reading.moment}
    found = people_on(reading.connection, on, limit + 1, **at)
    return Sitting(
        bodies=_in_order(_names(reading, on), on),
        people=people_named(reading, found[:limit]),
        more=len(found) > limit,
    )


def _names(reading: Reading, ids: Collection[str]) -> dict[str, str]:
    asked = {"ids": msgspec.json.encode(sorted(ids)).decode()}
    return dict(_NAMES.rows(reading.connection, asked))


def _in_order(names: dict[str, str], ids: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(names[one] for one in ids if one in names))
