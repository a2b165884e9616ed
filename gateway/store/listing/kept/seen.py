"""What one person may see, worked out from the answers that are kept for all papers."""

from collections.abc import Mapping
from typing import Any

from pyroaring import BitMap
from sqlalchemy import Connection

from gateway.policy.case import Case
from gateway.policy.expressions import Expression
from gateway.store.listing.kept.answers import Answers, part_number
from gateway.store.listing.kept.plan import Plan, Run
from gateway.store.listing.kept.simple import KEYED
from gateway.store.listing.question import Question


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
        self._own: dict[Expression, BitMap] = {}

    def documents(self) -> BitMap:
        """The places of the documents."""
        answers = self._answers
        seen = self._released(self._question.tied)
        if any(answers.ties):
            alone = self._released(self._question.alone)
            for tied in answers.ties:
                waiting = answers.documents(tied - alone)
                seen |= tied - answers.parts_of(waiting)
        return answers.documents(seen)

    def _released(self, plan: Plan) -> BitMap:
        answers = self._answers
        run = Run(self._by, answers.known_for(plan), self._of_which)
        return plan.released(run, answers.live)

    def _of_which(self, expression: Expression) -> BitMap:
        """The parts of which a simple question holds that asks the paper and the person."""
        found = self._own.get(expression)
        if found is None:
            found = self._own[expression] = self._of_the_person(expression)
        return found

    def _of_the_person(self, expression: Expression) -> BitMap:
        if (keyed := KEYED.get(expression)) is not None:
            keys = ((keyed.of, key) for key in keyed.keys(self._by))
            having = self._answers.keyed
            return BitMap.union(BitMap(), *(having[key] for key in keys if key in having))
        return self._asked(expression)

    def _asked(self, expression: Expression) -> BitMap:
        """What only the database can tell: about few papers, to which ways lead."""
        found = BitMap()
        for statement in self._question.parts_of_which(expression):
            for newest, part in statement.rows(self._connection, self._values):
                moment, _, document = newest.partition("~")
                found.add(part_number(self._answers.places.after(moment, document), part))
        return found
