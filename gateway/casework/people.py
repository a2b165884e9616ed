"""People: whom the register knows, so that somebody can say whom a check or a form is about."""

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from gateway.casework.documents import searchable
from gateway.casework.page_keys import no_key
from gateway.casework.turn import Reading
from gateway.domain.facts import CO_OPTEES, MEMBERS, RequesterKind, Standing
from gateway.domain.people import Caller, HeldOffice
from gateway.policy.life.afterwards import Bearing, may_afterwards
from gateway.policy.life.routes import opens_to, roles_of
from gateway.store.facts_of_people import KnownPerson, people_of
from gateway.store.register_list import PeopleSort, number_of_people, people_after

_ON_COUNCIL: Final = frozenset({*MEMBERS, *CO_OPTEES})
"""Those who sit on the council or a committee of it; their names are public, as officers' are who
hold an office."""


class PersonView(Struct, frozen=True, kw_only=True):
    """A person of the register now: who they are, whether in office, and the offices they hold."""

    id: str
    name: str
    kind: RequesterKind
    standing: Standing
    offices: tuple[HeldOffice, ...]


class PeoplePage(Struct, frozen=True, kw_only=True):
    """One page of people; `next` is the key of the page after it.

    `number` is how many there are on all pages together, where that was asked.
    """

    items: tuple[PersonView, ...]
    next: str | None
    number: int | None


def people_in_register(
    reading: Reading,
    *,
    words: str = "",
    sort: PeopleSort = "name",
    after: str | None = None,
    limit: int = 50,
    counted: bool = False,
) -> PeoplePage:
    """Everybody in the register; of a search, names that have every one of the `words`.

    For officers, auditors and the operator: callers see to it. Raises InputError when `after` is no
    key.
    """
    words = searchable(words)
    try:
        found = people_after(reading.connection, words, after, limit + 1, sort)
    except KeyError as error:
        raise no_key() from error
    listed = found[:limit]
    known = people_of(reading.connection, listed, now=reading.local, known=reading.moment)
    return PeoplePage(
        items=tuple(_view(known[person]) for person in listed),
        next=listed[-1] if len(found) > limit else None,
        number=number_of_people(reading.connection, words) if counted else None,
    )


def people_to_name(
    reading: Reading, caller: Caller, *, words: str, limit: int
) -> tuple[PersonView, ...]:
    """Whom a caller may find by name, to say something of them; at most `limit`, never themselves.

    The whole register, if its list opens to them; otherwise whom the table of permissions lets them
    find. As to `words`, see `people_in_register`.
    """
    whole, roles = opens_to("GET /api/people", caller), roles_of(caller)
    found: list[PersonView] = []
    after = None
    while True:
        cut = people_in_register(reading, words=words, after=after)
        found += [
            one
            for one in cut.items
            if one.id != caller.person
            and (whole or may_afterwards("find_person", roles=roles, bearings=_bearings(one)))
        ]
        after = cut.next
        if after is None or len(found) >= limit:
            return tuple(found[:limit])


def people_named(reading: Reading, ids: Collection[str]) -> tuple[PersonView, ...]:
    """The people of these ids, in that order; whom the register does not know is left out.

    For officers and those who may know of them anyway: callers see to it.
    """
    wanted = list(dict.fromkeys(ids))
    known = people_of(reading.connection, wanted, now=reading.local, known=reading.moment)
    return tuple(_view(known[person]) for person in wanted if person in known)


def _bearings(sought: PersonView) -> frozenset[Bearing]:
    """How whoever looks for a person stands to them."""
    as_caller = Caller(person=sought.id, kind=sought.kind, offices=frozenset(sought.offices))
    sits = sought.kind in _ON_COUNCIL and sought.standing != "former"
    return frozenset({"seeker"}) if sits or as_caller.is_officer else frozenset()


def _view(known: KnownPerson) -> PersonView:
    return PersonView(
        id=known.requester.person,
        name=known.name,
        kind=known.requester.kind,
        standing=known.requester.standing,
        offices=tuple(sorted(known.offices)),
    )
