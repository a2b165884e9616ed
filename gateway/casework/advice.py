"""Somebody asks the adviser: the question, the answer, and why the answer is not followed.

Only who asked and whoever acts as adviser may read any of it. What a question names is not looked
up for who asks, and they are not told who acts: so asking tells nobody whether there is such a
document or request, or whom it concerns.
"""

import secrets
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Row, insert, select, update

from gateway.audit.entries import Kind
from gateway.casework.advice_around import Asked, around_question
from gateway.casework.afterwards import adviser_in, may_in
from gateway.casework.notices import tell
from gateway.casework.record import record
from gateway.casework.telling_offices import tell_office
from gateway.casework.turn import Reading, Turn
from gateway.casework.written import WORDS
from gateway.domain.advice import AdviceAnswer, AdviceQuestion, Departure
from gateway.domain.facts import Office
from gateway.domain.notices import to_person
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.afterwards import Afterwards
from gateway.store.tables import advice_questions

_ABSENT: Final = "There is no such question."


class AskAdvice(Struct, frozen=True, kw_only=True):
    """Somebody puts a question to the adviser."""

    by: str
    form: AdviceQuestion

    def carry_out(self, turn: Turn) -> str:
        """Record it and tell the adviser; gives the question's id.

        Raises NotAllowedError for somebody who is neither a councillor in office nor an officer.
        """
        form, question = self.form, secrets.token_hex(16)
        asked = Asked(
            question, self.by, form.document, form.request, in_confidence=form.in_confidence
        )
        bearings, sealed = around_question(turn, asked)
        if not may_in(turn, bearings, "put_question", self.by, asker=self.by):
            raise NotAllowedError("Only councillors in office and officers ask the adviser.")
        entry = _record(turn, asked, "advice.question_put", self.by, form.words, sealed=sealed)
        row = {
            "id": question,
            "entry": entry,
            "by": self.by,
            "document": form.document,
            "request": form.request,
            "in_confidence": form.in_confidence,
        }
        turn.connection.execute(insert(advice_questions), row)
        office = adviser_in(bearings)
        tell_office(turn, "advice_asked", office, question, entry, around=bearings)
        return question


class AnswerQuestion(Struct, frozen=True, kw_only=True):
    """Whoever acts as adviser answers, once; who wants to know more asks again."""

    by: str
    question: str
    form: AdviceAnswer

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell who asked; gives the number of the entry.

        Raises NotFoundError for a question that they may not read, NotAllowedError for whoever
        asked it, and NotNowError where it was answered.
        """
        row, asked = open_question(turn, self.question, self.by)
        bearings, sealed = around_question(turn, asked)
        if not may_in(turn, bearings, "answer_question", self.by, asker=asked.by):
            raise NotAllowedError("This is for whoever acts as adviser.")
        if row.answered is not None:
            raise NotNowError("It was answered already.")
        entry = _record(
            turn,
            asked,
            "advice.question_answered",
            self.by,
            self.form.words,
            office=adviser_in(bearings),
            sealed=sealed,
        )
        _keep(turn, asked, answered=entry, answered_by=self.by)
        tell(turn, kind="advice_given", to=to_person(asked.by), about=asked.id, entry=entry)
        return entry


class DepartFromAdvice(Struct, frozen=True, kw_only=True):
    """Whoever asked says why they do not follow the advice, where it must be followed (10.3)."""

    by: str
    question: str
    form: Departure

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell the adviser; gives the number of the entry.

        Raises NotFoundError for a question that they may not read, NotAllowedError for anybody but
        who asked, and NotNowError without an answer, where it was said before, and where nobody
        need follow advice.
        """
        row, asked = open_question(turn, self.question, self.by)
        bearings, sealed = around_question(turn, asked)
        if not may_in(turn, bearings, "depart_from_advice", self.by, asker=asked.by):
            raise NotAllowedError("Whoever asked for the advice says this.")
        if not must_follow(turn):
            raise NotNowError("No rule of this council asks why advice is not followed.")
        if row.answered is None or row.departed is not None:
            raise NotNowError("There is no answer yet, or you gave your reason already.")
        entry = _record(turn, asked, "advice.not_followed", self.by, self.form.words, sealed=sealed)
        _keep(turn, asked, departed=entry)
        office = adviser_in(bearings)
        tell_office(turn, "advice_not_followed", office, asked.id, entry, around=bearings)
        return entry


def must_follow(reading: Reading) -> tuple[str, ...]:
    """The ids of the clauses by which members must follow advice in this council."""
    return reading.rule_book.profiles[reading.council].advice_rules


def open_question(reading: Reading, question: str, person: str) -> tuple[Row[Any], Asked]:
    """A question that this person may read. Raises NotFoundError for any other."""
    one = select(advice_questions).where(advice_questions.c.id == question)
    row = reading.connection.execute(one).one_or_none()
    if row is None or not may_read(reading, asked_in(row), person):
        raise NotFoundError(_ABSENT)
    return row, asked_in(row)


def may_read(
    reading: Reading, asked: Asked, person: str, step: Afterwards = "see_question"
) -> bool:
    """Whether a person may read a question, or take another step with it."""
    bearings, _ = around_question(reading, asked)
    return may_in(reading, bearings, step, person, asker=asked.by)


def asked_in(row: Row[Any]) -> Asked:
    """What a row of the questions says of who asks about what."""
    return Asked(row.id, row.by, row.document, row.request, in_confidence=row.in_confidence)


def _record(
    turn: Turn,
    asked: Asked,
    kind: Kind,
    by: str,
    words: str,
    *,
    sealed: bool,
    office: Office | None = None,
) -> int:
    named = {"document": asked.document, "office": office, "reference": asked.request}
    return record(
        turn,
        by=by,
        kind=kind,
        body={"question": asked.id, **{name: one for name, one in named.items() if one}},
        committed={WORDS: words.encode()},
        in_confidence=sealed,
    )


def _keep(turn: Turn, asked: Asked, **columns: Any) -> None:
    this = update(advice_questions).where(advice_questions.c.id == asked.id)
    turn.connection.execute(this.values(columns))
