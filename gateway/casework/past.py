"""Making a past decision again, from nothing but what the log kept of it."""

import msgspec
from msgspec import Struct
from sqlalchemy import select

from gateway.audit import entries
from gateway.casework.kept_decisions import from_kept
from gateway.casework.turn import Reading
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.errors import NotFoundError, RuleBookError
from gateway.policy.book import RuleBook
from gateway.store import log
from gateway.store.tables import log_entries, requests, rule_books


class PastDecision(Struct, frozen=True, kw_only=True):
    """A past decision and the same made again. `facts` and `was` are what the log kept."""

    reference: str
    entry: int
    facts: Facts
    was: Decision
    again: Decision

    @property
    def same(self) -> bool:
        """Whether the same facts under the same rule book gave the same decision."""
        return self.was.bare() == self.again.bare()

    @property
    def differences(self) -> tuple[str, ...]:
        """The keys of the decision that differ."""
        was, again = (msgspec.structs.asdict(one.bare()) for one in (self.was, self.again))
        return tuple(name for name in was if was[name] != again[name])


def decide_again(reading: Reading, reference: str) -> PastDecision:
    """The decision on a request, made again under the rule book of that time.

    Raises NotFoundError when there is no such request or its facts were erased, and RuleBookError
    when the rule book of that time cannot be read any more.
    """
    asked = select(requests.c.entry).where(requests.c.reference == reference)
    entry = reading.connection.execute(asked).scalar_one_or_none()
    if entry is None:
        raise NotFoundError("There is no such request.")
    return decide_entry_again(reading, entry, reference=reference)


def decide_entry_again(reading: Reading, entry: int, *, reference: str) -> PastDecision:
    """As `decide_again`, for the log entry that records the decision."""
    try:
        kept = {
            name: log.committed_value(reading.connection, entry, name)
            for name in ("facts", "decision")
        }
    except LookupError as gone:
        raise NotFoundError("What the decision was made from has been erased.") from gone
    facts = msgspec.json.decode(kept["facts"], type=Facts)
    was = from_kept(kept["decision"])
    book = rule_book_of(reading, was.rule_book)
    return PastDecision(
        reference=reference, entry=entry, facts=facts, was=was, again=book.decide(facts)
    )


def rule_book_of(reading: Reading, digest: str) -> RuleBook:
    """The rule book of a digest, read from the log that kept its text.

    Raises RuleBookError when the log never kept it, or when its text is not understood any more.
    """
    if digest == reading.rule_book.digest:
        return reading.rule_book
    statement = (
        select(log_entries.c.bytes)
        .join(rule_books, rule_books.c.entry == log_entries.c.seq)
        .where(rule_books.c.digest == digest)
    )
    data = reading.connection.execute(statement).scalar_one_or_none()
    if data is None:
        raise RuleBookError("The log holds no rule book of that digest.", where=digest)
    book = RuleBook(dict(entries.read(data).body["texts"]))
    if book.digest != digest:
        raise RuleBookError("The rule book in the log is not the one of that digest.", where=digest)
    return book
