"""What somebody may see, as a list: which documents, in which order, and how many in all.

The ways lead to places in order; those are asked about together; what may be seen is given on.
When few of them may be seen, more are taken at once.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from gateway.domain.facts import Request, Requester
from gateway.policy.council import Council
from gateway.store.listing.asker import AMONG, listed, shape_of, values_of
from gateway.store.listing.leads import EXECUTIVE_BODIES, first_of
from gateway.store.listing.orders import PLACES, PLACES_BY_TITLE, START, Order, Place, Sort
from gateway.store.listing.question import question
from gateway.store.listing.search import patterns
from gateway.store.listing.ways import ALL, Lead

FEW: Final = 2000
"""So many documents are put into the order of their titles by themselves."""
_MOST: Final = 4000
"""How many places are asked about at once, at most."""
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
    ) -> None:
        self._connection = connection
        wanted = patterns(words)
        self._question = question(council, shape_of(requester), request, words=len(wanted))
        self._values = values_of(requester, now) | wanted
        self._own_bodies = requester.bodies

    def number(self) -> int:
        """How many there are, exactly."""
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
        return self._walk(self._by_time(sort), start, expected)

    def _by_title(self, after: str | None, expected: int) -> Iterator[str]:
        start = START["title"]
        if after is not None:
            if not self._seen([after]):
                raise KeyError(after)
            (start,) = self._titles([after])
        leads = self._by_time("newest")(START["newest"], FEW + 1)
        if len(leads) > FEW:
            return self._walk(self._places_of("title"), start, expected)
        ids = self._seen([document for _, document in leads])
        return iter([place[1] for place in self._titles(ids) if place > start])

    def _walk(self, places: Places, after: Place, expected: int) -> Iterator[str]:
        """Those that may be seen after a place, asked about a number at a time."""
        at_once, asked, given = expected, 0, 0
        while True:
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
