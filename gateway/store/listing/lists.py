"""What somebody may see, as a list: which documents, in which order, and how many in all.

Where the answers for all papers are kept in memory (`kept`), they tell. Else the ways lead to
places in order; those are asked about together; what may be seen is given on. When few of them may
be seen, more are taken at once.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from time import monotonic
from typing import Final

from sqlalchemy import Connection

from gateway.domain.facts import Request, Requester
from gateway.errors import SlowError
from gateway.policy.council import Council
from gateway.store.listing.asker import AMONG, listed, shape_of, values_of
from gateway.store.listing.kept.found import Found
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.kept.seen import Seen
from gateway.store.listing.leads import EXECUTIVE_BODIES, first_of
from gateway.store.listing.orders import PLACES, PLACES_BY_TITLE, START, Order, Place, Sort
from gateway.store.listing.question import case_of_nobody, question
from gateway.store.listing.search import patterns
from gateway.store.listing.ways import ALL, Lead
from gateway.store.patience import PATIENCE, TOO_LONG, stopped_after

FEW: Final = 2000
"""So many documents are put into the order of their titles by themselves."""
_MOST: Final = 4000
"""How many places are asked about at once, at most."""
_SEARCHED: Final = 10.0
"""Seconds after which a search is given up where the database is asked."""
_GROWS: Final = 4

Places = Callable[[Place, int], Sequence[Place]]
"""Gives the places after one, at most so many. A place may come more than once."""


class Listing:
    """What somebody may see now of what is held; of a search, titles with every one of `words`."""

    def __init__(
        self,
        connection: Connection,
        council: Council,
        requester: Requester,
        request: Request,
        *,
        now: datetime,
        words: str = "",
        kept: PaperAnswers | None = None,
    ) -> None:
        self._connection = connection
        wanted = patterns(words)
        self._question = question(council, shape_of(requester), request, words=len(wanted))
        self._values = values_of(requester, now) | wanted
        self._own_bodies = requester.bodies
        self._words = words
        answers = kept.at(connection, council, request, now) if kept else None
        self._found: Found | None = None
        if answers is not None:
            by = case_of_nobody(council, requester, request, now)
            seen = Seen(answers, self._question, by, connection, self._values)
            self._found = Found(answers, seen.documents(), words)

    def number(self) -> int:
        """How many there are, exactly."""
        if self._found is not None:
            return self._found.number()
        with stopped_after(self._connection, PATIENCE):
            ((number,),) = self._question.number.rows(self._connection, self._values)
        return int(number)

    def documents(self, sort: Sort, after: str | None, expected: int) -> Iterator[str]:
        """The ids in order; `expected` of them are likely to be taken.

        `after` is where the page before ended: the moment of registration (as it is kept), `~` and
        the id of its last document; in the order of titles, the id. Raises KeyError when that may
        not be seen: what comes after it would tell its title.
        """
        if sort == "title":
            return self._by_title(after, expected)
        start = START[sort]
        if after is not None:
            moment, _, document = after.rpartition("~")
            start = (moment, document)
        if self._found is not None:
            return self._found.by_time(sort, start)
        return self._walk(self._by_time(sort), start, expected)

    def _by_title(self, after: str | None, expected: int) -> Iterator[str]:
        start = START["title"]
        if after is not None:
            if not self._seen([after]):
                raise KeyError(after)
            (start,) = self._titles([after])
        if self._found is not None and (self._words or self._found.number() <= FEW):
            return self._found.by_title(start, expected)
        if self._found is None:
            leads = self._by_time("newest")(START["newest"], FEW + 1)
            if len(leads) <= FEW:
                ids = self._seen([document for _, document in leads])
                return iter([place[1] for place in self._titles(ids) if place > start])
        return self._walk(self._places_of("title"), start, expected)

    def _walk(self, places: Places, after: Place, expected: int) -> Iterator[str]:
        """Those that may be seen after a place, asked about a number at a time."""
        at_once, asked, given, begun = expected, 0, 0, monotonic()
        while True:
            if monotonic() - begun > _SEARCHED:
                raise SlowError(TOO_LONG)
            found = places(after, at_once)
            seen = self._seen([document for _, document in found])
            yield from seen
            if len(found) < at_once:
                return
            asked, given, after = asked + len(found), given + len(seen), found[-1]
            likely = max(expected - given, 0) * asked // max(given, 1) + expected // _GROWS
            at_once = max(1, min(likely, at_once * _GROWS, _MOST))

    def _seen(self, documents: Sequence[str]) -> list[str]:
        """Of some documents those that may be seen, each once, in the order given."""
        among = {AMONG: listed(documents)}
        rows = self._question.which.rows(self._connection, self._values | among)
        seen = {document for (document,) in rows}
        return [document for document in dict.fromkeys(documents) if document in seen]

    def _by_time(self, order: Order) -> Places:
        """The places to which the ways lead, in order."""
        if ALL in self._question.ways:
            return self._places_of(order)
        bodies = self._leading_bodies()
        values = self._values | {f"body_{number}": body for number, body in enumerate(bodies)}
        ways = first_of(self._question.ways, len(bodies), order)

        def places(after: Place, most: int) -> list[Place]:
            asked = {"after": "~".join(after), "most": most}
            rows = ways.rows(self._connection, values | asked)
            return [(place.partition("~")[0], place.partition("~")[2]) for (place,) in rows]

        return places

    def _places_of(self, sort: Sort) -> Places:
        """The places of all documents, in order."""

        def places(after: Place, most: int) -> Sequence[Place]:
            asked = {"after_0": after[0], "after_1": after[1], "most": most}
            return PLACES[sort].rows(self._connection, asked)

        return places

    def _leading_bodies(self) -> list[str]:
        """The bodies whose business is walked."""
        leads = {way.lead for way in self._question.ways}
        bodies = set(self._own_bodies) if Lead.BODIES in leads else set()
        if Lead.EXECUTIVE in leads:
            bodies.update(body for (body,) in EXECUTIVE_BODIES.rows(self._connection, {}))
        return sorted(bodies)

    def _titles(self, documents: Sequence[str]) -> Sequence[Place]:
        """The places of some documents, in the order of titles."""
        return PLACES_BY_TITLE.rows(self._connection, {AMONG: listed(documents)})
