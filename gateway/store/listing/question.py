"""One question, "what may I see?", as statements: written once for all who are of one shape."""

from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any, Final

from sqlalchemy import Select, case, false, func, literal, select, union

from gateway.domain.facts import Document, Facts, Request, Requester, Segment
from gateway.policy.case import Case, case_of
from gateway.policy.council import Council
from gateway.policy.expressions import Expression, Or
from gateway.policy.listing import releasing, steps
from gateway.store.listing.asker import AMONG, NO_TIME, given_list
from gateway.store.listing.kept.plan import Plan
from gateway.store.listing.leads import rows_of
from gateway.store.listing.operands import Clause
from gateway.store.listing.papers import Papers, Released, settled_by
from gateway.store.listing.search import has_words
from gateway.store.listing.translate import clause
from gateway.store.listing.ways import Way, ways_of
from gateway.store.prepared import Prepared
from gateway.store.tables import documents, segments
from gateway.store.tables.papers import is_tied

_NOBODY: Final = "?"


class Question:
    """What somebody of a shape asks under the rules of a council. Immutable, once written.

    `rows` are the rules for them; `ways` lead to everything that may be released. `which` gives
    those documents `among` some of which something is released; of a search for so many `words`,
    only if the title has them.
    """

    def __init__(
        self, council: Council, requester: Requester, request: Request, *, words: int
    ) -> None:
        of_whom = case_of_nobody(council, requester, request)
        settled = settled_by(of_whom)
        alone = steps(council, settled | {"sibling_waits": False})
        tied = steps(council, settled | {"sibling_waits": True})
        self.rows = Released(of_whom=of_whom, alone=alone, tied=tied)
        asked = (step.test for step in alone if step.row.eft == "allow")
        self.ways = frozenset(ways_of(Or(tuple(asked))))
        self.which = Prepared(_which(self.rows, words=words))
        self._words = words
        self.alone, self.tied = Plan(alone), Plan(tied)
        self._parts: dict[Expression, tuple[Prepared, ...]] = {}

    @cached_property
    def number(self) -> Prepared:
        """How many documents there are of which something is released: long, so written late."""
        return Prepared(_number(self.rows, words=self._words))

    def parts_of_which(self, expression: Expression) -> tuple[Prepared, ...]:
        """Statements that together give the parts of papers of which an expression holds.

        For each part the place of its document, and how many live parts stand before it.
        """
        if expression not in self._parts:
            ways = ways_of(expression).items()
            self._parts[expression] = tuple(
                Prepared(_parts(self.rows, way, left)) for way, left in ways
            )
        return self._parts[expression]


@lru_cache(maxsize=512)
def question(council: Council, shape: Requester, request: Request, *, words: int) -> Question:
    """The question of all who are of one shape."""
    return Question(council, shape, request, words=words)


def case_of_nobody(
    council: Council, requester: Requester, request: Request, now: datetime = NO_TIME
) -> Case:
    """A case of nobody's paper: what is asked of papers is left open anyway."""
    segment = Segment(id=_NOBODY)
    facts = Facts(
        id=_NOBODY,
        title="",
        council=council.name,
        now=now,
        requester=requester,
        request=request,
        document=Document(segments=(segment,)),
    )
    return case_of(facts, council.profile, segment)


def _which(rows: Released, *, words: int) -> Select[Any]:
    among = segments.c.document.in_(select(given_list(AMONG).c.value))
    shown = _shown(rows.released(segments), words=words)
    return select(segments.c.document).distinct().where(among, *shown)


def _number(rows: Released, *, words: int) -> Select[Any]:
    place = select(segments.c.newest)
    branches = [place.where(is_tied, *_shown(rows.with_siblings(segments), words=words))]
    world = Papers(rows.of_whom, segments)
    for way, when in ways_of(Or(tuple(when for _, when in releasing(rows.tied)))).items():
        source, leads = rows_of(way)
        shown = _shown(clause(when, world), words=words)
        branches.append(place.select_from(source).where(leads, *shown))
    return select(func.count()).select_from(union(*branches).subquery())


def _parts(rows: Released, way: Way, left: Expression) -> Select[Any]:
    source, leads = rows_of(way)
    s, before = segments.c, segments.alias().c
    earlier = (before.place < s.place) | ((before.place == s.place) & (before.name < s.name))
    number = select(func.count()).where(
        before.document == s.document, before.withdrawn_at.is_(None), earlier
    )
    number_of = number.correlate(segments).scalar_subquery()
    asked = clause(left, Papers(rows.of_whom, segments))
    parts = select(s.newest, number_of).select_from(source).distinct()
    return parts.where(leads, s.withdrawn_at.is_(None), asked)


def _shown(released: Clause, *, words: int) -> tuple[Clause, ...]:
    """The segment and its document are held, it is released, and the title has the words.

    What is not released is never compared with the words: how long that takes would tell of it.
    """
    withdrawn = select(documents.c.id).where(documents.c.withdrawn_at.is_not(None))
    held = (segments.c.withdrawn_at.is_(None), segments.c.document.not_in(withdrawn))
    if not words:
        return (*held, released)
    title = select(literal(1)).where(documents.c.id == segments.c.document, has_words(words))
    found = title.correlate_except(documents).exists()
    return (*held, case((released, found), else_=false()))
