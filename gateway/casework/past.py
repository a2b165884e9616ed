"""Making a past decision again, from nothing but what the log kept of it."""

import msgspec
from msgspec import Struct
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from gateway.casework.kept_decisions import facts_from_kept, from_kept
from gateway.casework.turn import Reading
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.errors import NotFoundError
from gateway.store import log
from gateway.store.tables import request_decisions, requests


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
    """The newest decision on a request, made again under the rule book of that time.

    Raises NotFoundError when there is no such request, it is a report in confidence, or its facts
    were erased, and RuleBookError when the rule book of that time cannot be read any more.
    """
    later = select(func.max(request_decisions.c.entry)).where(
        request_decisions.c.reference == reference
    )
    asked = select(func.coalesce(later.scalar_subquery(), requests.c.entry)).where(
        requests.c.reference == reference, requests.c.channel != "wrongdoing"
    )
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
    except NoResultFound as gone:
        raise NotFoundError("What the decision was made from has been erased.") from gone
    facts = facts_from_kept(kept["facts"])
    was = from_kept(kept["decision"])
    book = reading.rule_books.of(reading.connection, was.rule_book)
    return PastDecision(
        reference=reference, entry=entry, facts=facts, was=was, again=book.decide(facts)
    )
