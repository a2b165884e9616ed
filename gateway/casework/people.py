"""People: whom the register knows, so that an officer can say whom a check is about."""

from collections.abc import Collection

from msgspec import Struct

from gateway.casework.documents import searchable
from gateway.casework.page_keys import no_key
from gateway.casework.turn import Reading
from gateway.domain.facts import RequesterKind, Standing
from gateway.domain.people import HeldOffice
from gateway.store.facts_of_people import KnownPerson, people_of
from gateway.store.register_list import PeopleSort, number_of_people, people_after


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


def people_named(reading: Reading, ids: Collection[str]) -> tuple[PersonView, ...]:
    """The people of these ids, in that order; whom the register does not know is left out.

    For officers and those who may know of them anyway: callers see to it.
    """
    wanted = list(dict.fromkeys(ids))
    known = people_of(reading.connection, wanted, now=reading.local, known=reading.moment)
    return tuple(_view(known[person]) for person in wanted if person in known)


def _view(known: KnownPerson) -> PersonView:
    return PersonView(
        id=known.requester.person,
        name=known.name,
        kind=known.requester.kind,
        standing=known.requester.standing,
        offices=tuple(sorted(known.offices)),
    )
