"""Who may see something of one paper, as a list: which people, in which order, and how many."""

from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    func,
    literal,
    select,
    tuple_,
)

from gateway.domain.facts import Document, Facts, Request, Requester, Segment
from gateway.policy.case import case_of
from gateway.policy.council import Council
from gateway.policy.listing import steps
from gateway.store.listing.decided import decided
from gateway.store.listing.members import Members, in_office, settled_by
from gateway.store.listing.operands import Clause, all_of, any_of
from gateway.store.listing.search import has_words, patterns
from gateway.store.tables import people

NEVER: Final = ("officer", "public")
"""Kinds that are no readers: officers make checks, and the public has its own ways."""
ReaderSort = Literal["name", "kind"]
"""By name, in capitals or not; or by kind, those of a kind by name."""
_NAME: Final[ColumnElement[str]] = func.lower(people.c.name)
_ORDERS: Final[dict[ReaderSort, tuple[ColumnElement[Any], ...]]] = {
    "name": (_NAME, people.c.id),
    "kind": (people.c.kind, _NAME, people.c.id),
}
_SOMEBODY: Final = Requester(kind="councillor", person="?")


class Readership:
    """Who in office may see something of a paper now; of a search, names with all the `words`."""

    def __init__(
        self,
        connection: Connection,
        council: Council,
        document: Document,
        request: Request,
        *,
        now: datetime,
        known: datetime,
        words: str = "",
    ) -> None:
        self._connection = connection
        facts = Facts(
            id="?",
            title="",
            council=council.name,
            now=now,
            requester=_SOMEBODY,
            request=request,
            document=document,
        )
        wanted = patterns(words)
        self._where = and_(
            *(people.c.kind != kind for kind in NEVER),
            released(council, facts),
            in_office(),
            has_words(len(wanted), _NAME),
        )
        self._values: dict[str, Any] = {"now": now, "known": known, **wanted}

    def number(self) -> int:
        """How many there are, exactly."""
        asked = select(func.count()).select_from(people).where(self._where)
        return self._connection.execute(asked, self._values).scalar_one()

    def people(self, sort: ReaderSort, after: str | None, most: int) -> list[str]:
        """The ids of at most so many, in order, after the person `after`.

        Raises KeyError when there is no such person.
        """
        place = _ORDERS[sort]
        asked = select(people.c.id).where(self._where).order_by(*place).limit(most)
        if after is not None:
            last = self._connection.execute(select(*place).where(people.c.id == after)).first()
            if last is None:
                raise KeyError(after)
            asked = asked.where(tuple_(*place) > tuple_(*(literal(part, Text) for part in last)))
        return list(self._connection.scalars(asked, self._values))


def released(council: Council, facts: Facts) -> Clause:
    """Whether something of the document is released to a person of the register."""
    parts = {part.id: _Part(council, facts, part) for part in facts.document.segments}
    tied: dict[str, list[_Part]] = {}
    for part in parts.values():
        if part.tie is not None:
            tied.setdefault(part.tie, []).append(part)
    by_itself = (one.released(waits=one.tie is not None) for one in parts.values())
    together = (all_of(one.released(waits=False) for one in some) for some in tied.values())
    return any_of((*by_itself, *together))


class _Part:
    """One part of the paper, as the people see it."""

    def __init__(self, council: Council, facts: Facts, part: Segment) -> None:
        self._council = council
        self._case = case_of(facts, council.profile, part)
        self._world = Members(self._case)
        self.tie = part.not_severable

    def released(self, *, waits: bool) -> Clause:
        """Whether it is released, when a part tied to it `waits` or none does (hold H9)."""
        settled = settled_by(self._case) | {"sibling_waits": waits}
        return decided(steps(self._council, settled), self._world)
