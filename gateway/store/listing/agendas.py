"""Papers that stand on the business of a formal body, by their meetings or by their titles.

Their titles stand on agendas. Whether somebody may know of one is decided of each by itself, and so
is which meeting is the last that they are told of: in the order of meetings a paper stands at each
of its meetings, and whoever decides leaves it at one.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Exists, Integer, Text, bindparam, exists, select, tuple_

from gateway.store.business import entry_columns
from gateway.store.listing.asker import AMONG, listed
from gateway.store.listing.orders import PLACES_BY_TITLE, START, Order, Place, Sort, places_after
from gateway.store.listing.search import has_words, patterns
from gateway.store.patience import PATIENCE, stopped_after
from gateway.store.prepared import Prepared
from gateway.store.tables import bodies, documents, meetings, segment_business, segments

Stand = tuple[str | None, str]
"""The start of a meeting as it is kept, None where there is none, and the id of a paper there."""
_TOGETHER: Final = 30
"""So many starts of meetings are gone through at once: a page takes a few of them, and a search
that finds little asks few times."""
_at = segment_business.join(meetings, meetings.c.id == segment_business.c.meeting).join(
    bodies, bodies.c.id == segment_business.c.body
)
_is_fixed: Final = entry_columns(segment_business, bodies, meetings)["start"].is_not(None)
"""The facts know when it is: not, where it is cancelled."""
_is_live: Final = segments.c.withdrawn_at.is_(None)
_is_held: Final = documents.c.withdrawn_at.is_(None)


def on_agendas(
    connection: Connection, *, words: str, sort: Sort, after: str | None, at_once: int
) -> Iterator[Stand]:
    """Where the papers stand whose titles have every one of `words`, in order.

    By time that is at each of their meetings; then come those of which a part has none, by when
    they were registered. By title each comes once. `after` is where the page before ended: the
    start of its last paper's meeting, or the moment of registration (each as it is kept), `~` and
    the paper's id; by title, the id of one that may be known. `at_once` are asked for at a time.
    Raises SlowError.
    """
    found = patterns(words)
    number = len(found)
    asked = {**found, "most": at_once}
    place = START[sort]
    if sort == "title":
        if after is not None:
            (place,) = PLACES_BY_TITLE.rows(connection, {AMONG: listed([after])})
        walked = _walk(connection, _by_title(number), place, asked)
        yield from ((None, document) for _, document in walked)
        return
    if after is not None:
        first, _, document = after.rpartition("~")
        place = first, document
    if after is None or _is_start(place):
        for earliest, latest in _spans(connection, sort, place):
            within = {**asked, "earliest": earliest, "latest": latest}
            yield from _walk(connection, _at_meetings(sort, number), place, within)
        place = START[sort]
    walked = _walk(connection, _without(sort, number), place, asked)
    yield from ((None, document) for _, document in walked)


def _is_start(place: Place) -> bool:
    """Whether it is at a meeting, whose start is kept as local time; else at a registration."""
    return not place[0].endswith("Z")


def _walk(
    connection: Connection, places: Prepared, place: Place, asked: Mapping[str, Any]
) -> Iterator[Place]:
    """The places after one, asked for a number at a time."""
    while True:
        after = {"after_0": place[0], "after_1": place[1]}
        with stopped_after(connection, PATIENCE):
            rows = places.rows(connection, {**asked, **after})
        yield from ((first, document) for first, document in rows)
        if len(rows) < asked["most"]:
            return
        place = rows[-1]


def _spans(connection: Connection, order: Order, place: Place) -> Iterator[tuple[str, str]]:
    """The first and last of some starts of meetings, from a place on, in order."""
    starts = [start for (start,) in _STARTS[order].rows(connection, {"from": place[0]})]
    for number in range(0, len(starts), _TOGETHER):
        some = starts[number : number + _TOGETHER]
        yield min(some), max(some)


def _starts(order: Order) -> Prepared:
    start, begin = meetings.c.start, bindparam("from", type_=Text)
    some = select(start).distinct()
    if order == "newest":
        return Prepared(some.where(start <= begin).order_by(start.desc()))
    return Prepared(some.where(start >= begin).order_by(start))


_STARTS: Final = {order: _starts(order) for order in ("newest", "oldest")}


@lru_cache
def _at_meetings(order: Order, words: int) -> Prepared:
    """The places of papers at their meetings in a span, after one, at most `most` of them."""
    start, document = meetings.c.start, segments.c.document
    after = tuple_(*(bindparam(f"after_{part}", type_=Text) for part in range(2)))
    place = tuple_(start, document)
    found = (
        select(start, document)
        .distinct()
        .select_from(
            _at.join(segments, segments.c.id == segment_business.c.segment).join(
                documents, documents.c.id == segments.c.document
            )
        )
        .where(
            start.between(bindparam("earliest", type_=Text), bindparam("latest", type_=Text)),
            place < after if order == "newest" else place > after,
            _is_fixed,
            _is_live,
            _is_held,
            has_words(words),
        )
    )
    by = (start, document)
    ordered = found.order_by(*((one.desc() for one in by) if order == "newest" else by))
    return Prepared(ordered.limit(bindparam("most", type_=Integer)))


@lru_cache
def _without(order: Order, words: int) -> Prepared:
    """The places of papers with business, of which a part has no meeting, by registration."""
    of_the_part = segment_business.c.segment == segments.c.id
    met = exists().select_from(_at).where(of_the_part, _is_fixed).correlate(segments)
    unmet = exists().where(segments.c.document == documents.c.id, _is_live, ~met)
    return places_after(
        order, _is_held, _has_business(), unmet.correlate(documents), has_words(words)
    )


@lru_cache
def _by_title(words: int) -> Prepared:
    return places_after("title", _is_held, _has_business(), has_words(words))


def _has_business() -> Exists:
    of_a_part = segments.join(segment_business, segment_business.c.segment == segments.c.id)
    has = exists().select_from(of_a_part).where(segments.c.document == documents.c.id, _is_live)
    return has.correlate(documents)
