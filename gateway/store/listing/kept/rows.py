"""What the database says of documents: their places, and of each part the answers and keys.

The answers of a part stand in whole numbers, a bit for each question in its order.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)

from gateway.policy.case import Case
from gateway.policy.expressions import Expression
from gateway.store.listing.asker import AMONG, given_list, listed
from gateway.store.listing.kept.simple import MOMENTS, Key
from gateway.store.listing.papers import Papers
from gateway.store.listing.translate import clause
from gateway.store.prepared import Prepared
from gateway.store.tables import (
    documents,
    meetings,
    segment_business,
    segment_exemptions,
    segments,
)

AT_ONCE: Final = 5000
"""So many documents are read at once."""
BITS: Final = 60
"""So many answers stand in one number."""
_d, _s, _b, _e = documents.c, segments.c, segment_business.c, segment_exemptions.c
_COLUMNS: Final = {
    "entry.start": meetings.c.start,
    "entry.ended": meetings.c.ended,
    "decision.made": _s.executive_decision_made,
    "tag.tested": _e.tested,
}


class Part(Struct, frozen=True):
    """One live part: the answers, its keys, and the name of its tie to others, if any."""

    answers: tuple[int, ...]
    keys: tuple[tuple[Key, str], ...]
    tie: str | None


class Said(Struct, frozen=True):
    """What is said of one document; `title` is in small letters. The parts are in their order."""

    id: str
    registered_at: str
    title: bytes
    parts: tuple[Part, ...]


class Rows:
    """Asks some questions about papers. `of` is a case of nobody."""

    def __init__(self, of: Case, questions: Sequence[Expression]) -> None:
        world = Papers(of, segments)
        numbers = [
            _number([clause(one, world) for one in questions[first : first + BITS]])
            for first in range(0, len(questions), BITS)
        ]
        place = tuple_(_d.registered_at, _d.id)
        after = tuple_(*(bindparam(f"after_{part}", type_=Text) for part in range(2)))
        first = select(documents).where(place > after).order_by(_d.registered_at, _d.id)
        page = first.limit(bindparam("most", type_=Integer)).subquery("page")
        self._page = Prepared(_said(page, numbers))
        wanted = select(documents).where(_d.id.in_(select(given_list(AMONG).c.value)))
        self._some = Prepared(_said(wanted.subquery("page"), numbers))

    def all(self, connection: Connection, values: dict[str, Any]) -> Iterator[list[Said]]:
        """All documents in the order of their places, a number of them at a time."""
        after = ("", "")
        while True:
            asked = {"after_0": after[0], "after_1": after[1], "most": AT_ONCE}
            found = self._read(self._page.rows(connection, values | asked))
            if not found:
                return
            yield found
            after = (found[-1].registered_at, found[-1].id)

    def some(
        self, connection: Connection, values: dict[str, Any], among: Sequence[str]
    ) -> list[Said]:
        """Some documents in the order of their places; those that are not there are left out."""
        return self._read(self._some.rows(connection, values | {AMONG: listed(among)}))

    def _read(self, rows: Sequence[Any]) -> list[Said]:
        found = []
        for (moment, document, title), parts in groupby(rows, itemgetter(0, 1, 2)):
            live = sorted((row[3:] for row in parts if row[3] is not None), key=itemgetter(0, 1))
            said = tuple(self._part(row[2:]) for row in live)
            found.append(Said(document, moment, title.encode(), said))
        return found

    def _part(self, row: tuple[Any, ...]) -> Part:
        tie, advice_to, owner_group, matters, bodies = row[:5]
        keys: list[tuple[Key, str]] = []
        if advice_to:
            keys.append(("advice_to", advice_to))
        if owner_group:
            keys.append(("owner_group", owner_group))
        if matters != "[]":
            keys += (("matter", one) for one in json.loads(matters))
        if bodies:
            keys += (("body", one) for one in dict.fromkeys(bodies.split(",")))
        return Part(row[5:], tuple(keys), tie)


def turning(connection: Connection, today: str, among: Sequence[str] | None) -> list[Any]:
    """Places of documents and their moments from today on, as they are kept: of some, or of all."""
    if among is None:
        return list(_TURNING[False].rows(connection, {"today": today}))
    return list(_TURNING[True].rows(connection, {"today": today, AMONG: listed(among)}))


def _said(page: FromClause, numbers: Sequence[ColumnElement[int]]) -> Select[Any]:
    bodies = (
        select(func.string_agg(_b.body, literal_column("','")))
        .where(_b.segment == _s.id)
        .correlate(segments)
        .scalar_subquery()
    )
    d = page.c
    live = and_(_s.document == d.id, _s.withdrawn_at.is_(None), d.withdrawn_at.is_(None))
    keys = (_s.not_severable, _s.advice_to, _s.owner_group, _s.matters, bodies)
    return (
        select(d.registered_at, d.id, func.lower(d.title), _s.place, _s.name, *keys, *numbers)
        .select_from(page.outerjoin(segments, live))
        .order_by(d.registered_at, d.id)
    )


def _number(answers: Sequence[ColumnElement[bool]]) -> ColumnElement[int]:
    """The answers as the bits of one number."""
    bits = (
        case((answer, literal_column(str(1 << place), Integer)), else_=literal_column("0", Integer))
        for place, answer in enumerate(answers)
    )
    return sum(bits, start=cast(literal_column("0"), Integer))


def _turning(*, among: bool) -> Prepared:
    wanted = (_s.document.in_(select(given_list(AMONG).c.value)),) if among else ()
    of_meetings = segments.join(segment_business, _b.segment == _s.id).join(
        meetings, _b.meeting == meetings.c.id
    )
    sources = {
        "entry": of_meetings,
        "decision": segments,
        "tag": segments.join(segment_exemptions, _e.segment == _s.id),
    }
    return Prepared(
        union_all(
            *(
                select(_s.newest, _COLUMNS[moment])
                .select_from(sources[moment.partition(".")[0]])
                .where(_COLUMNS[moment] >= bindparam("today", type_=Text), *wanted)
                for moment in MOMENTS
            )
        )
    )


_TURNING: Final = {among: _turning(among=among) for among in (False, True)}
