"""Answers with their grounds: every rule that bore on them, in words. Worked out when asked for.

Grounds are not kept: the log keeps the facts and the rule book, and from these they follow again.
What may not be known of has no grounds, as it is not told.
"""

from typing import TypeVar

import msgspec
from sqlalchemy.exc import NoResultFound

from gateway.casework.turn import Reading
from gateway.casework.writer import Office
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.domain.requests import CheckAnswer, RequestAnswer
from gateway.policy.book import RuleBook
from gateway.store import log

Answer = TypeVar("Answer", RequestAnswer, CheckAnswer)


def with_grounds(office: Office, answer: Answer) -> Answer:
    """The answer to a request or a check, with the grounds of its decision."""
    with office.reading() as reading:
        decision = _of_entry(reading, answer.entry, answer.decision)
    return msgspec.structs.replace(answer, decision=decision)


def explained(rule_book: RuleBook, facts: Facts, told: Decision) -> Decision:
    """The decision as it was told, with its grounds. Pure.

    `facts` are those of the whole decision; what is not told is left out of them first.
    """
    if not told.segments:
        return told
    return rule_book.explain(facts_told(facts, told), told)


def facts_told(facts: Facts, told: Decision) -> Facts:
    """The facts without the segments that are not told of. Pure."""
    names = {one.id for one in told.segments}
    segments = tuple(one for one in facts.document.segments if one.id in names)
    document = msgspec.structs.replace(facts.document, segments=segments)
    return msgspec.structs.replace(facts, document=document)


def _of_entry(reading: Reading, entry: int, told: Decision) -> Decision:
    """The decision that an entry records, explained under the rule book of its time.

    When what it was made from has been erased, it is told without grounds.
    """
    try:
        kept = log.committed_value(reading.connection, entry, "facts")
    except NoResultFound:
        return told
    facts = msgspec.json.decode(kept, type=Facts)
    return explained(reading.rule_books.of(reading.connection, told.rule_book), facts, told)
