"""Answers with their grounds: every rule that bore on them, in words. Worked out when asked for.

Grounds are not kept: the log keeps the facts and the rule book, and from these they follow again.
An answer that was just made has both at hand. What may not be known of has no grounds, as it is
not told.
"""

from typing import Generic, TypeVar

import msgspec
from msgspec import Struct
from sqlalchemy.exc import NoResultFound

from gateway.casework.kept_decisions import facts_from_kept
from gateway.casework.turn import LONDON, Reading
from gateway.casework.writer import Office
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.domain.reply import Letter, Reply
from gateway.domain.requests import CheckAnswer, RequestAnswer
from gateway.domain.saying import Say
from gateway.language.speaking import say
from gateway.policy.book import RuleBook
from gateway.policy.clauses import Clause
from gateway.policy.reply import as_letter, letter_lines, reply
from gateway.policy.told import facts_told
from gateway.store import log

Answer = TypeVar("Answer", RequestAnswer, CheckAnswer)


class Made(Struct, Generic[Answer], frozen=True, kw_only=True):
    """An answer that was just decided and recorded, with the facts that it was made from.

    They are as the log entry is committed to them: so they cost little to hand on.
    """

    answer: Answer
    facts: bytes

    def explained(self, rule_book: RuleBook) -> Answer:
        """The answer with its grounds, under the rule book that its decision names. Pure."""
        decision = explained(rule_book, facts_from_kept(self.facts), self.answer.decision)
        return msgspec.structs.replace(self.answer, decision=decision)


def answer_of(made: Made[Answer] | Answer) -> Answer:
    """The answer without grounds, whether it was made just now or is given a second time."""
    return made.answer if isinstance(made, Made) else made


def with_grounds(office: Office, answer: Answer) -> Answer:
    """The answer to a request or a check, with the grounds of its decision."""
    with office.reading() as reading:
        decision = _of_entry(reading, answer.entry, answer.decision)
    return msgspec.structs.replace(answer, decision=decision)


def reply_about(office: Office, answer: RequestAnswer, say: Say) -> Reply:
    """The answer to a request, as it was told, in words.

    Once what it was made from has been erased, it is told without reasons.
    """
    with office.reading() as reading:
        made_from = _made_from(reading, answer.entry, answer.decision)
    return _reply(made_from, answer.decision, say)


def letter_about(office: Office, answer: RequestAnswer, say: Say = say) -> Letter:
    """The same as a letter, in the language that is spoken."""
    with office.reading() as reading:
        made_from = _made_from(reading, answer.entry, answer.decision)
    words = _reply(made_from, answer.decision, say)
    answered, paper = None, None
    if made_from is not None:
        facts, rule_book = made_from
        answered, paper = facts.now.date(), rule_book.paper(facts, answer.decision)
    lines = letter_lines(
        words,
        reference=answer.reference,
        received=answer.received_at.astimezone(LONDON).date(),
        answered=answered,
        paper=paper,
        say=say,
    )
    return Letter(reference=answer.reference, reply=words, lines=lines, text=as_letter(lines))


def _reply(made_from: tuple[Facts, RuleBook] | None, told: Decision, say: Say) -> Reply:
    if made_from is None:
        return reply(told, say=say)
    facts, rule_book = made_from
    return rule_book.reply(facts, told, say)


def clauses_cited(office: Office, decision: Decision) -> dict[str, Clause]:
    """The clauses of the rule book under which a decision was made, by their ids."""
    with office.reading() as reading:
        return reading.rule_books.of(reading.connection, decision.rule_book).clauses


def explained(rule_book: RuleBook, facts: Facts, told: Decision) -> Decision:
    """The decision as it was told, with its grounds. Pure.

    `facts` are those of the whole decision; what is not told is left out of them first.
    """
    return rule_book.explain(facts_told(facts, told), told) if told.segments else told


def _of_entry(reading: Reading, entry: int, told: Decision) -> Decision:
    """The decision that an entry records, explained under the rule book of its time.

    When what it was made from has been erased, it is told without grounds.
    """
    made_from = _made_from(reading, entry, told)
    if made_from is None:
        return told
    facts, rule_book = made_from
    return explained(rule_book, facts, told)


def _made_from(reading: Reading, entry: int, told: Decision) -> tuple[Facts, RuleBook] | None:
    """The facts that an entry is committed to and the rule book of that time; None when erased."""
    try:
        kept = log.committed_value(reading.connection, entry, "facts")
    except NoResultFound:
        return None
    return facts_from_kept(kept), reading.rule_books.of(reading.connection, told.rule_book)
