"""What one person may see, worked out from the answers that are kept for all papers.

The rows of the rule book are gone through in their order, as in `decided.py`; each is asked of all
papers at once, and answers are joined as sets.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection

from gateway.policy.case import Case
from gateway.policy.expressions import Always, And, Expression, Named, Never, Not, Or
from gateway.policy.listing import Step
from gateway.policy.predicate import predicate
from gateway.store.listing.kept.answers import Answers, part_number
from gateway.store.listing.kept.simple import KEYED, asks_papers
from gateway.store.listing.question import Question

_predicate = lru_cache(maxsize=1024)(predicate)


class Seen:
    """The documents of which something is released, among the answers of a state.

    `by` is the case of the person who asks and of nobody's paper; `question` is that of all who are
    of the same shape, and `values` is what is handed over where the database is asked.
    """

    def __init__(
        self,
        answers: Answers,
        question: Question,
        by: Case,
        connection: Connection,
        values: Mapping[str, Any],
    ) -> None:
        self._answers = answers
        self._question = question
        self._by = by
        self._connection = connection
        self._values = values
        self._known: dict[Expression, BitMap] = {}

    def documents(self) -> BitMap:
        """The places of the documents."""
        seen = self._released(self._question.rows.tied)
        if any(self._answers.ties):
            alone = self._released(self._question.rows.alone)
            for tied in self._answers.ties:
                waiting = self._answers.documents(tied - alone)
                seen |= tied - self._answers.parts_of(waiting)
        return self._answers.documents(seen)

    def _released(self, steps: tuple[Step, ...]) -> BitMap:
        """The parts that the first row whose test holds releases."""
        released, left = BitMap(), self._answers.live
        for step in steps:
            decided = self._where(step.test, left)
            if step.row.eft == "allow":
                released |= decided - self._where(step.held, decided)
            left = left - decided
        return released

    def _where(self, expression: Expression, among: BitMap) -> BitMap:  # noqa: PLR0911 - one line for each kind of node
        """Those of some parts of which an expression holds."""
        if not among:
            return among
        match expression:
            case Always():
                return among
            case Never():
                return BitMap()
            case Named(_, part):
                return self._where(part, among)
            case Not(part):
                return among - self._where(part, among)
            case And(parts):
                for part in parts:
                    among = self._where(part, among)
                return among
            case Or(parts):
                left = among
                for part in parts:
                    left = left - self._where(part, left)
                return among - left
            case _:
                return among & self._simple(expression)

    def _simple(self, expression: Expression) -> BitMap:
        """The parts of which a simple question is answered with yes."""
        found = self._answers.so.get(expression)
        if found is None:
            found = self._known.get(expression)
        if found is None:
            found = self._known[expression] = self._of_the_person(expression)
        return found

    def _of_the_person(self, expression: Expression) -> BitMap:
        if (keyed := KEYED.get(expression)) is not None:
            keys = ((keyed.of, key) for key in keyed.keys(self._by))
            having = self._answers.keyed
            return BitMap.union(BitMap(), *(having[key] for key in keys if key in having))
        if not asks_papers(expression):
            return self._answers.live if _predicate(expression)(self._by) else BitMap()
        return self._asked(expression)

    def _asked(self, expression: Expression) -> BitMap:
        """What only the database can tell, because it asks both the paper and the person."""
        found = BitMap()
        for statement in self._question.parts_of_which(expression):
            for newest, part in statement.rows(self._connection, self._values):
                moment, _, document = newest.partition("~")
                found.add(part_number(self._answers.places.after(moment, document), part))
        return found
