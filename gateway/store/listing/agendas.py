"""Papers that stand on the business of a formal body, in one of the orders of papers.

Their titles stand on agendas. Whether somebody may know of one is decided of each by itself.
"""

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import Connection, literal, select

from gateway.store.listing.asker import AMONG, listed
from gateway.store.listing.orders import PLACES_BY_TITLE, START, Sort, places_after
from gateway.store.listing.search import has_words, patterns
from gateway.store.prepared import Prepared
from gateway.store.tables import documents, segment_business, segments


def on_agendas(
    connection: Connection, *, words: str, sort: Sort, after: str | None, at_once: int
) -> Iterator[str]:
    """The ids in order of those whose titles have every one of `words`.

    `after` is where the page before ended: the moment of registration (as it is kept), `~` and the
    id of its last document; in the order of titles, the id of one that may be known. `at_once` are
    asked for at a time.
    """
    values = patterns(words)
    places = _places(sort, words=len(values))
    first, document = START[sort]
    if after is not None and sort == "title":
        ((first, document),) = PLACES_BY_TITLE.rows(connection, {AMONG: listed([after])})
    elif after is not None:
        first, _, document = after.rpartition("~")
    while True:
        asked = {"after_0": first, "after_1": document, "most": at_once}
        rows = places.rows(connection, values | asked)
        yield from (one for _, one in rows)
        if len(rows) < at_once:
            return
        first, document = rows[-1]


@lru_cache
def _places(sort: Sort, *, words: int) -> Prepared:
    business = (
        select(literal(1))
        .select_from(segments.join(segment_business, segment_business.c.segment == segments.c.id))
        .where(segments.c.document == documents.c.id, segments.c.withdrawn_at.is_(None))
    )
    on_agenda = business.correlate(documents).exists()
    return places_after(sort, documents.c.withdrawn_at.is_(None), on_agenda, has_words(words))
