"""All that is held, as a list: for officers, who see everything."""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Connection, func, literal, select

from gateway.domain.facts import Request
from gateway.policy.council import Council
from gateway.store.listing.asker import AMONG, listed
from gateway.store.listing.kept.found import Found
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.operands import Clause
from gateway.store.listing.orders import PLACES_BY_TITLE, START, Place, Sort, places_after
from gateway.store.listing.search import has_words, patterns
from gateway.store.patience import PATIENCE, stopped_after
from gateway.store.prepared import Prepared
from gateway.store.tables import documents, segments


class Held:
    """The documents that are held; of a search, titles with every one of `words`."""

    def __init__(
        self,
        connection: Connection,
        council: Council,
        request: Request,
        *,
        now: datetime,
        words: str = "",
        kept: PaperAnswers | None = None,
    ) -> None:
        self._connection = connection
        self._values = patterns(words)
        self._words = len(self._values)
        answers = kept.at(connection, council, request, now) if kept else None
        self._found: Found | None = None
        if answers is not None:
            self._found = Found(answers, answers.documents(answers.live), words)

    def number(self) -> int:
        """How many there are, exactly."""
        if self._found is not None:
            return self._found.number()
        with stopped_after(self._connection, PATIENCE):
            rows = _number(words=self._words).rows(self._connection, self._values)
        return int(rows[0][0])

    def documents(self, sort: Sort, after: str | None, expected: int) -> Iterator[str]:
        """The ids in order, as of `Listing.documents`."""
        first, last = self._start(sort, after)
        if self._found is not None and sort != "title":
            yield from self._found.by_time(sort, (first, last))
            return
        if self._found is not None and self._words:
            yield from self._found.by_title((first, last), expected)
            return
        places = _places(sort, words=self._words)
        while True:
            asked = {"after_0": first, "after_1": last, "most": expected}
            with stopped_after(self._connection, PATIENCE):
                rows = places.rows(self._connection, self._values | asked)
            yield from (document for _, document in rows)
            if len(rows) < expected:
                return
            first, last = rows[-1]

    def _start(self, sort: Sort, after: str | None) -> Place:
        if after is None:
            return START[sort]
        if sort == "title":
            rows = PLACES_BY_TITLE.rows(self._connection, {AMONG: listed([after])})
            if not rows:
                raise KeyError(after)
            title, document = rows[0]
            return title, document
        moment, _, document = after.rpartition("~")
        return moment, document


@lru_cache
def _places(sort: Sort, *, words: int) -> Prepared:
    return places_after(sort, *_shown(words=words))


@lru_cache
def _number(*, words: int) -> Prepared:
    return Prepared(select(func.count()).select_from(documents).where(*_shown(words=words)))


def _shown(*, words: int) -> tuple[Clause, ...]:
    """The document is not withdrawn, has a part that is not, and its title has the words."""
    part = select(literal(1)).where(
        segments.c.document == documents.c.id, segments.c.withdrawn_at.is_(None)
    )
    held = (documents.c.withdrawn_at.is_(None), part.correlate_except(segments).exists())
    return (*held, has_words(words))
