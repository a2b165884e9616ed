"""Putting a rule book in force as another process does, which may understand what we do not."""

from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace

from gateway.policy.book import digest_of
from gateway.store import rule_books
from gateway.store.engine import open_for_writing
from gateway.store.log import Log

OTHER_PROPOSER, OTHER_ADOPTER = "a" * 32, "b" * 32


def put_in_force(url: str, texts: Mapping[str, str], moment: datetime | None = None) -> str:
    """Two people adopt these texts, whatever they are; gives the digest."""
    digest = digest_of(texts)
    unread = SimpleNamespace(digest=digest, texts=dict(texts))
    moment = moment or datetime.now(UTC)
    engine = open_for_writing(url)
    with engine.begin() as connection:
        log = Log(connection)
        step = {"moment": moment}
        proposal = rule_books.propose(connection, log, by=OTHER_PROPOSER, rule_book=unread, **step)
        rule_books.adopt(connection, log, by=OTHER_ADOPTER, proposal=proposal, **step)
        log.write()
    engine.dispose()
    return digest


def changed(texts: Mapping[str, str], file: str, old: str, new: str) -> dict[str, str]:
    """The texts of a rule book with one place changed, which must be there."""
    assert old in texts[file]
    return {**texts, file: texts[file].replace(old, new, 1)}
