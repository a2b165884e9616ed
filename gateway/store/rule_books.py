"""The rule books of this council: proposed, adopted and in force; each kept whole in the log.

A past decision can be made again under the rule book of its time. A proposal is made against the
rule book in force, and lapses when another one comes into force.
"""

from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from gateway.audit import entries
from gateway.domain.people import OPERATOR
from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from gateway.store.log import Log
from gateway.store.prepared import Prepared
from gateway.store.tables import log_entries, rule_book_adoptions, rule_book_proposals, rule_books


class Step(Struct, frozen=True, kw_only=True):
    """A rule book proposed or adopted: the log entry that records it, by whom and when (UTC)."""

    entry: int
    digest: str
    by: str
    at: datetime


def digest_in_force(connection: Connection) -> str:
    """The digest of the rule book adopted last; setting up adopts the first one."""
    ((digest,),) = _IN_FORCE.rows(connection, {})
    return str(digest)


def texts_of(connection: Connection, digest: str) -> dict[str, str]:
    """The texts of a rule book that was once proposed, by file name.

    Raises RuleBookError when the log does not hold it.
    """
    statement = (
        select(log_entries.c.bytes)
        .join(rule_books, rule_books.c.entry == log_entries.c.seq)
        .where(rule_books.c.digest == digest)
    )
    data = connection.execute(statement).scalar_one_or_none()
    if data is None:
        raise RuleBookError("The log holds no rule book of that digest.", where=digest)
    return dict(entries.read(data).body["texts"])


def propose(
    connection: Connection, log: Log, *, by: str, moment: datetime, rule_book: RuleBook
) -> Step:
    """Record a proposal, with the text of the rule book where the log does not hold it yet."""
    digest = rule_book.digest
    body: dict[str, Any] = {"digest": digest}
    is_new = _entry_of(connection, digest) is None
    if is_new:
        body["texts"] = rule_book.texts
    entry = log.append(actor=by, at=moment, kind="rule_book.proposed", body=body, committed={})
    if is_new:
        connection.execute(insert(rule_books), {"digest": digest, "entry": entry})
    connection.execute(insert(rule_book_proposals), {"digest": digest, "entry": entry})
    return Step(entry=entry, digest=digest, by=by, at=moment)


def adopt(connection: Connection, log: Log, *, by: str, moment: datetime, proposal: Step) -> Step:
    """Record that a proposal is adopted: from now on it is in force."""
    body = {"digest": proposal.digest, "person": proposal.by, "proposal": proposal.entry}
    entry = log.append(actor=by, at=moment, kind="rule_book.adopted", body=body, committed={})
    row = {"entry": entry, "proposal": proposal.entry}
    connection.execute(insert(rule_book_adoptions), row)
    return Step(entry=entry, digest=proposal.digest, by=by, at=moment)


def take_up(connection: Connection, log: Log, moment: datetime, rule_book: RuleBook) -> None:
    """The first rule book, proposed and adopted in one by whoever sets the gateway up."""
    digest = rule_book.digest
    body = {"digest": digest, "texts": rule_book.texts}
    entry = log.append(actor=OPERATOR, at=moment, kind="rule_book.used", body=body, committed={})
    connection.execute(insert(rule_books), {"digest": digest, "entry": entry})
    connection.execute(insert(rule_book_proposals), {"digest": digest, "entry": entry})
    connection.execute(insert(rule_book_adoptions), {"entry": entry, "proposal": entry})


def open_proposal(connection: Connection, digest: str) -> Step | None:
    """The proposal of a rule book that can be adopted now; None when there is none."""
    in_force = select(func.max(rule_book_adoptions.c.entry)).scalar_subquery()
    statement = select(func.max(rule_book_proposals.c.entry)).where(
        rule_book_proposals.c.digest == digest, rule_book_proposals.c.entry > in_force
    )
    entry = connection.execute(statement).scalar()
    return None if entry is None else _step(connection, digest, entry)


def history(connection: Connection) -> list[tuple[Step, Step | None]]:
    """Every proposal, the newest first, with its adoption if there was one."""
    adopted, proposed = rule_book_adoptions.c, rule_book_proposals.c
    statement = (
        select(proposed.digest, proposed.entry, adopted.entry)
        .outerjoin_from(
            rule_book_proposals, rule_book_adoptions, adopted.proposal == proposed.entry
        )
        .order_by(proposed.entry.desc())
    )
    return [
        (
            _step(connection, digest, proposal),
            None if adoption is None else _step(connection, digest, adoption),
        )
        for digest, proposal, adoption in connection.execute(statement).all()
    ]


_IN_FORCE: Final = Prepared(
    select(rule_book_proposals.c.digest)
    .join(rule_book_adoptions, rule_book_adoptions.c.proposal == rule_book_proposals.c.entry)
    .order_by(rule_book_adoptions.c.entry.desc())
    .limit(1)
)


def _entry_of(connection: Connection, digest: str) -> int | None:
    statement = select(rule_books.c.entry).where(rule_books.c.digest == digest)
    return connection.execute(statement).scalar_one_or_none()


def _step(connection: Connection, digest: str, seq: int) -> Step:
    statement = select(log_entries.c.bytes).where(log_entries.c.seq == seq)
    entry = entries.read(connection.execute(statement).scalar_one())
    return Step(entry=seq, digest=digest, by=entry.actor, at=datetime.fromisoformat(entry.at))
