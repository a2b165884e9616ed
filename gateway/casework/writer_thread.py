"""The writer as a thread: it owns the only writing connection and carries out what waits.

Commands wait in a bounded queue. A watch sees whether the thread lives and comes round: if not,
every command is refused at once, and nothing waits for ever.
"""

import queue
import threading
import time

from gateway.casework.rounds import Rounds
from gateway.casework.transactions import Transactions
from gateway.casework.waiting import NOT_NOW, Waiting
from gateway.errors import BusyError


class WriterThread:
    """Carries out commands one after the other, in a thread of its own.

    `limit` is how many commands may wait, `patience` how many seconds it may be silent.
    """

    def __init__(self, transactions: Transactions, *, limit: int, patience: float) -> None:
        self._transactions = transactions
        self._limit = limit
        self._patience = patience
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._rounds = Rounds(transactions, self._queue)
        self._thread = threading.Thread(target=self._rounds.run, name="writer", daemon=True)

    @property
    def healthy(self) -> bool:
        """Whether it lives, came round lately and could write the last time it tried."""
        silent = time.monotonic() - self._rounds.seen
        return self._rounds.writable and self._thread.is_alive() and silent < self._patience

    def start(self) -> None:
        """Start the thread."""
        self._rounds.seen = time.monotonic()
        self._thread.start()

    def stop(self) -> None:
        """Carry out what waits, then end the thread and let go of the database."""
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(self._patience)
        self._transactions.dispose()

    def take(self, waiting: Waiting) -> None:
        """Take a command in. Raises BusyError when it cannot be carried out now."""
        if not self.healthy or self._queue.qsize() >= self._limit:
            raise BusyError(NOT_NOW)
        self._queue.put(waiting)
