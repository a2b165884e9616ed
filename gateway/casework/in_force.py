"""The rule book in force, found anew for every transaction and made ready once.

Whoever asks gets one whole rule book, which never changes. Another version is another object, put
beside it when it is first needed; nothing is ever loaded into a rule book that somebody may be
deciding with.
"""

import threading
from typing import Final

import structlog
from sqlalchemy import Connection

from gateway.errors import BusyError, RuleBookError
from gateway.policy.book import RuleBook
from gateway.store import rule_books

_KEPT: Final = 4
"""How many rule books are kept ready: that in force, and those that readers may still be asking."""

_say = structlog.get_logger(__name__)


class RuleBooks:
    """The rule books that one process has ready, by digest. For use by many threads."""

    def __init__(self, *ready: RuleBook) -> None:
        self._ready = {rule_book.digest: rule_book for rule_book in ready}
        self._changing = threading.RLock()

    def add(self, rule_book: RuleBook) -> None:
        """Have a rule book ready before it is needed."""
        with self._changing:
            newest = list(self._ready.items())[1 - _KEPT :]
            self._ready = {**dict(newest), rule_book.digest: rule_book}

    def ready(self, digest: str) -> RuleBook | None:
        """The rule book of a digest, if this process has it ready."""
        return self._ready.get(digest)

    def in_force(self, connection: Connection, council: str) -> RuleBook:
        """The rule book that is in force in the connection's transaction, proved for the council.

        Raises BusyError when it cannot be used: nothing is decided then, under no rule book.
        """
        digest = rule_books.digest_in_force(connection)
        try:
            found = self.of(connection, digest)
            found.council(council)
        except Exception as fault:  # whatever is wrong with it, nothing is decided
            _say.exception("rule_book.not_usable", digest=digest)
            raise BusyError("The rule book in force cannot be used.", where=digest) from fault
        return found

    def of(self, connection: Connection, digest: str) -> RuleBook:
        """The rule book of a digest, from the log that kept its text.

        Raises RuleBookError when the log never kept it, or when its text is not understood any
        more.
        """
        return self._ready.get(digest) or self._load(connection, digest)

    def _load(self, connection: Connection, digest: str) -> RuleBook:
        with self._changing:  # by one thread; the others wait for it
            if (found := self._ready.get(digest)) is not None:
                return found
            loaded = RuleBook(rule_books.texts_of(connection, digest))
            if loaded.digest != digest:
                raise RuleBookError(
                    "The rule book in the log is not the one of that digest.", where=digest
                )
            self.add(loaded)
            return loaded
