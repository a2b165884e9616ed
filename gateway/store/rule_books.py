"""The rule books in force here, each kept whole in the log, so that it can be applied again."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from gateway.policy.book import RuleBook
from gateway.store.log import Log
from gateway.store.tables import rule_books


def keep(connection: Connection, log: Log, moment: datetime, rule_book: RuleBook) -> None:
    """Keep the text of a rule book in the log, the first time that it is used here."""
    known = select(rule_books.c.entry).where(rule_books.c.digest == rule_book.digest)
    if connection.execute(known).first() is None:
        entry = log.append(
            actor="system",
            at=moment,
            kind="rule_book.used",
            body={"digest": rule_book.digest, "texts": rule_book.texts},
            committed={},
        )
        connection.execute(insert(rule_books), {"digest": rule_book.digest, "entry": entry})
