"""The requests that wait for somebody's office, as a list to work through: overdue first.

The same list shows what is decided, and everything else that they may open as a case.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, not_, or_, select

from gateway.casework.cases import Case
from gateway.casework.documents import searchable
from gateway.casework.next_due import next_due
from gateway.casework.openable import offices_stood_for, opened_by, ways_to
from gateway.casework.page_keys import entry_in, no_key
from gateway.casework.paging import gone_through
from gateway.casework.request_rows import waiting_for
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.casework.who import name_of
from gateway.domain.casework import DECIDED, Relation, RequestState
from gateway.domain.facts import Office
from gateway.domain.people import Caller
from gateway.errors import NotFoundError
from gateway.store.listing.search import has_words, patterns
from gateway.store.tables import cases, deadlines, documents, people, requests
from gateway.store.tables.cases import is_waiting
from gateway.store.tables.columns import LocalTime, local_text

Show = Literal["late", "soon", "asked", "decided", "all"]
"""Of what waits: late; due within a week; or waiting for the requester, who was asked something.

Of everything that somebody may open as a case: what is decided, ended or taken back; or all of it.
"""
DueSort = Literal["due", "newest", "oldest"]
_SOON: Final = timedelta(days=7)
_NEVER: Final = datetime(9999, 12, 31)  # noqa: DTZ001  local times have no offset
"""Where nothing is counted, a request stands last."""
_soonest: Final = func.coalesce(
    select(func.min(deadlines.c.late_from))
    .where(deadlines.c.about == requests.c.reference, deadlines.c.state == "running")
    .correlate(requests)
    .scalar_subquery(),
    literal(_NEVER, LocalTime),
    type_=LocalTime,
)
_WORDS: Final = func.lower(
    func.coalesce(documents.c.title, "") + " " + people.c.name + " " + requests.c.reference
)


class DueCase(Struct, frozen=True, kw_only=True):
    """A request that the reader may open as a case, with the next thing that is owed.

    `due` is a day or a local moment, `what` is owed then, and `days_left` are the working days
    until it, below 0 once it is late; all None where nothing is counted now.
    """

    reference: str
    document: str
    title: str | None
    requester: str
    name: str
    received_at: datetime
    state: RequestState
    offices: tuple[Office, ...]
    what: str | None = None
    due: str | None = None
    days_left: int | None = None
    late: bool = False


class DueCasePage(Struct, frozen=True, kw_only=True):
    """One page of them; `next` is the key of the page after it, None at the end."""

    items: tuple[DueCase, ...]
    next: str | None


class Named(Struct, frozen=True, kw_only=True):
    """What a case is called to whoever acts in it: the paper's title, None when none is held.

    `requester` asks, and `helped` is whom they ask for, if anybody: their names.
    """

    title: str | None
    requester: str
    helped: str | None


def due_cases(
    reading: Reading,
    caller: Caller,
    *,
    words: str = "",
    show: Show | None = None,
    sort: DueSort | None = None,
    after: str | None = None,
    limit: int = 50,
) -> DueCasePage:
    """The requests in which the caller must act now, by an office that they hold or deputise for.

    It may act in the place of another one, which became unable.

    Where they are asked to `show` what is decided, or all: every request that the caller may open
    as a case by an office. Without a `sort` they come in the usual order (`usual_sort`).

    Of a search, those with every one of the `words` in the title, the requester's name or the
    reference. What is the caller's own cause is passed over, and leaves no gap by which to know of
    it. `after` is the `next` of the page before. Raises InputError when it is not one.
    """
    reading = replace(reading, seen={})  # of all that are gone through, each is asked once
    sort = sort or usual_sort(show)
    searched = patterns(searchable(words))
    wanted = _shown_only(reading, caller, show)
    if searched:
        wanted.append(has_words(len(searched), _WORDS))
    ask = _ask(reading, wanted, searched, sort)
    found = gone_through(ask, partial(_key, sort), after, limit)
    opened = ((row, opened_by(reading, row.reference, caller)) for row in found)
    shown = ((row, one[0]) for row, one in opened if one and _is_shown(*one, show))
    listed = list(islice(shown, limit + 1))
    return DueCasePage(
        items=tuple(_shown(reading, case) for _, case in listed[:limit]),
        next=_key(sort, listed[limit - 1][0]) if len(listed) > limit else None,
    )


def _is_shown(case: Case, relations: frozenset[Relation], show: Show | None) -> bool:
    """Whether a case that somebody may open is of the list: most are of what they must act on."""
    match show:
        case "all":
            return True
        case "decided":
            return case.state(told=False) in DECIDED
        case _:
            return "acting" in relations


def usual_sort(show: Show | None) -> DueSort:
    """The order in which a list comes that is put in no other: what is decided has nothing due."""
    return "newest" if show in {"decided", "all"} else "due"


def _ask(
    reading: Reading, wanted: list[ColumnElement[bool]], searched: dict[str, str], sort: DueSort
) -> Callable[[str | None, int], Sequence[Row[Any]]]:
    """Asks for some of the wanted rows after a place in the list."""

    def ask(after: str | None, some: int) -> Sequence[Row[Any]]:
        beyond = () if after is None else (_beyond(sort, after),)
        statement = _select(*wanted, *beyond).order_by(*_order(sort)).limit(some)
        return reading.connection.execute(statement, searched).all()

    return ask


def _select(*wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(requests.c.reference, requests.c.entry, _soonest.label("soonest"))
        .join_from(requests, cases, cases.c.reference == requests.c.reference)
        .join(people, people.c.id == requests.c.requester)
        .outerjoin(documents, documents.c.id == requests.c.document)
        .where(*wanted)
    )


def named_in(reading: Reading, person: str, reference: str) -> Named:
    """How a case is called to whoever acts in it. Raises NotFoundError for everybody else.

    To its requester it is not called so: they are told only what they may know.
    """
    case, stands = open_to(reading, reference, person, "look")
    if "requester" in stands.relations:
        raise NotFoundError("There is no such request for you to work on.")
    helped = case.asked.on_behalf_of
    return Named(
        title=case.document.facts.title if case.document else None,
        requester=name_of(reading, case.requester),
        helped=None if helped is None else name_of(reading, helped) or helped,
    )


def _shown(reading: Reading, case: Case) -> DueCase:
    found = DueCase(
        reference=case.reference,
        document=case.asked.document,
        title=case.document.facts.title if case.document else None,
        requester=case.requester,
        name=name_of(reading, case.requester),
        received_at=case.received_at,
        state=case.state(told=False),
        offices=tuple(sorted({one.office for one in case.waits})),
    )
    owed = next_due(reading, case.reference)
    if owed is None:
        return found
    return replace(found, what=owed.what, due=owed.due, days_left=owed.days_left, late=owed.late)


def _shown_only(reading: Reading, caller: Caller, show: Show | None) -> list[ColumnElement[bool]]:
    """What leads to the requests of such a list, and to no others that it cannot show."""
    now, waits = reading.local, waiting_for(offices_stood_for(reading, caller))
    match show:
        case None:
            return [waits]
        case "late":
            return [waits, _soonest <= now]
        case "soon":
            return [waits, _soonest > now, _soonest <= now + _SOON]
        case "asked":
            return [waits, cases.c.mark == "information_asked"]
        case "decided":
            return [ways_to(reading, caller), not_(is_waiting)]
        case "all":
            return [ways_to(reading, caller)]


def _order(sort: DueSort) -> tuple[ColumnElement[Any], ...]:
    entry = requests.c.entry
    match sort:
        case "due":
            return _soonest, entry
        case "newest":
            return (entry.desc(),)
        case "oldest":
            return (entry,)


def _key(sort: DueSort, row: Row[Any]) -> str:
    """Where a page ends."""
    return f"{local_text(row.soonest)}~{row.entry}" if sort == "due" else str(row.entry)


def _beyond(sort: DueSort, after: str) -> ColumnElement[bool]:
    """Whether a row comes after the one with this place in the list."""
    entry = requests.c.entry
    if sort != "due":
        last = entry_in(after)
        return entry < last if sort == "newest" else entry > last
    soonest, _, last_entry = after.partition("~")
    try:
        moment = datetime.fromisoformat(soonest).replace(tzinfo=None)
    except ValueError as error:
        raise no_key() from error
    return or_(_soonest > moment, and_(_soonest == moment, entry > entry_in(last_entry)))
