"""Papers that stand on the business of a formal body, in the order of their registration.

Their titles stand on agendas. Whether somebody may know of one is decided of each by itself.
"""

from collections.abc import Iterator
from functools import lru_cache

from sqlalchemy import Connection, literal, select

from gateway.store.listing.orders import START, places_after
from gateway.store.listing.search import has_words, patterns
from gateway.store.prepared import Prepared
from gateway.store.tables import documents, segment_business, segments


def on_agendas(
    connection: Connection, *, words: str, after: str | None, at_once: int
) -> Iterator[str]:
    """The ids, newest first, of those whose titles have every one of `words`.

    `after` is where the page before ended: the moment of registration (as it is kept), `~` and the
    id of its last document. `at_once` are asked for at a time.
    """
    values = patterns(words)
    places = _places(words=len(values))
    moment, _, document = after.rpartition("~") if after else (START["newest"][0], "", "~")
    while True:
        asked = {"after_0": moment, "after_1": document, "most": at_once}
        rows = places.rows(connection, values | asked)
        yield from (one for _, one in rows)
        if len(rows) < at_once:
            return
        moment, document = rows[-1]


@lru_cache
def _places(*, words: int) -> Prepared:
    business = (
        select(literal(1))
        .select_from(segments.join(segment_business, segment_business.c.segment == segments.c.id))
        .where(segments.c.document == documents.c.id, segments.c.withdrawn_at.is_(None))
    )
    on_agenda = business.correlate(documents).exists()
    return places_after("newest", documents.c.withdrawn_at.is_(None), on_agenda, has_words(words))
