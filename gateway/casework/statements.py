"""The executive's written statement of reasons to a scrutiny committee (SI 2012/2089, reg 17(4)).

It is made from the record of the decision each time that somebody reads it, and typed by nobody: so
it says what the letter and the log say. It goes to the scrutiny committees on which the requester
sat when the decision was made; their members read it for as long as they sit there.
"""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from sqlalchemy import Text, and_, bindparam, select, union_all

from gateway.casework.cases import ABSENT, case_of
from gateway.casework.kept_decisions import facts_from_kept, from_kept
from gateway.casework.standing import standing
from gateway.casework.turn import LONDON, Reading
from gateway.casework.who import known_person
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.domain.reply import StatementOfReasons
from gateway.errors import NotFoundError
from gateway.policy.life.permissions import may
from gateway.policy.reply import statement
from gateway.store import log
from gateway.store import tables as t

_REFERENCE: Final = bindparam("reference", type_=Text)
_EVERY: Final = union_all(
    select(t.requests.c.entry, t.requests.c.told).where(t.requests.c.reference == _REFERENCE),
    select(t.request_decisions.c.entry, t.request_decisions.c.told).where(
        t.request_decisions.c.reference == _REFERENCE
    ),
).subquery("every")
_FACTS: Final = t.log_secrets.alias("facts")
_DECISION: Final = t.log_secrets.alias("decision")
_DECISIONS: Final = (
    select(
        _EVERY.c.entry,
        _EVERY.c.told,
        _DECISION.c.value.label("decision"),
        _FACTS.c.value.label("facts"),
    )
    .join(_DECISION, and_(_DECISION.c.seq == _EVERY.c.entry, _DECISION.c.name == "decision"))
    .join(_FACTS, and_(_FACTS.c.seq == _EVERY.c.entry, _FACTS.c.name == "facts"))
    .order_by(_EVERY.c.entry.desc())
)
"""The decisions on a request of which nothing was erased, the newest first."""
_COMMITTEES: Final = select(t.bodies.c.id).where(t.bodies.c.scrutiny)


class _Made(Struct, frozen=True):
    """A decision that told the committee: its log entry, as it was told, and its facts."""

    entry: int
    told: Decision
    facts: Facts


def statement_for(reading: Reading, person: str, reference: str) -> StatementOfReasons:
    """The statement, for somebody who may read it.

    Raises NotFoundError where the law asks for none, to somebody who may not know of the request,
    and once what the decision was made from was erased.
    """
    case = case_of(reading, reference)
    made = next(_that_tell(reading, reference), None)
    stands = standing(reading, case, person)
    relations = set(stands.relations)
    if made is not None and _sits(reading, person, made):
        relations.add("committee")
    state = case.state(told="requester" in relations)
    if may("read_reasons", state, roles=stands.roles, relations=relations) != "allowed":
        raise NotFoundError(ABSENT)
    if made is None or case.asked.in_confidence:
        raise NotFoundError("The law asks for no statement of reasons about this request.")
    book = reading.rule_books.of(reading.connection, made.told.rule_book)
    reasons = book.reasons(made.facts, made.told)
    decided = log.moment_of(reading.connection, made.entry).astimezone(LONDON).date()
    return StatementOfReasons(
        reference=reference,
        entry=made.entry,
        reasons=reasons,
        text=statement(
            reasons,
            reference=reference,
            received=case.received_at.astimezone(LONDON).date(),
            decided=decided,
        ),
    )


def _that_tell(reading: Reading, reference: str) -> Iterator[_Made]:
    """The decisions that had the committee told, the newest first."""
    for row in reading.connection.execute(_DECISIONS, {"reference": reference}):
        told = from_kept(row.told or row.decision)
        if "scrutiny_committee" in told.notify:
            yield _Made(row.entry, told, facts_from_kept(row.facts))


def _sits(reading: Reading, person: str, made: _Made) -> bool:
    """Whether somebody sits now on a scrutiny committee of the requester's at that time."""
    known = known_person(reading, person)
    if known is None or known.requester.standing != "current":
        return False
    both = known.requester.bodies & made.facts.requester.bodies
    return bool(both & set(reading.connection.execute(_COMMITTEES).scalars()))
