"""Brings SQLite's write-ahead log into the database's file, beside whoever writes.

The writer does so itself once the log has grown long, and all wait for it meanwhile. What was
brought in before then, it need not bring in. Nothing is acknowledged sooner or later by this: what
stands in the log is durable.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from threading import Event, Thread
from typing import Any, Final

import pysqlite3

EVERY: Final = 0.25
"""Seconds. Pages that are written again and again meanwhile are brought in once."""


@contextmanager
def brought_in(connect: Callable[[], Any]) -> Iterator[None]:
    """Have a thread bring in what was written, time and again. `connect` opens the database."""
    ended = Event()
    thread = Thread(target=_go_on, args=(connect(), ended), name="write-ahead", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _go_on(connection: Any, ended: Event) -> None:
    with closing(connection):
        while not ended.wait(EVERY):
            with suppress(pysqlite3.Error):  # the writer finds out, and says so
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
