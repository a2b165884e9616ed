"""Questions that may take long are given up, whichever the database.

SQLite works in the thread that asks, so what counts is how long the thread was at work: on a
machine that has much else to do nobody is refused for that. PostgreSQL has its own limit for each
question.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import thread_time
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from gateway.errors import SlowError

TOO_LONG: Final = "The list was not finished in time."
PATIENCE: Final = 5.0
"""Seconds at work after which a number is given up, so that nobody can keep the gateway busy."""
_STEPS: Final = 10_000
"""SQLite looks at the clock after so many of its steps: some milliseconds."""
_CANCELLED: Final = "57014"
"""The SQLSTATE of a question that PostgreSQL gave up."""


@contextmanager
def stopped_after(connection: Connection, seconds: float) -> Iterator[None]:
    """What is asked within the block is given up after so many seconds; raises SlowError then.

    Nothing else can be asked in the transaction after that.
    """
    driver: Any = connection.connection.dbapi_connection
    on_sqlite, until = connection.dialect.name == "sqlite", thread_time() + seconds
    if on_sqlite:
        driver.set_progress_handler(lambda: thread_time() > until, _STEPS)
    try:
        yield
    except DBAPIError as fault:
        given_up = getattr(fault.orig, "sqlstate", None) == _CANCELLED
        if given_up or (on_sqlite and thread_time() > until):
            raise SlowError(TOO_LONG) from fault
        raise
    finally:
        if on_sqlite:
            driver.set_progress_handler(None, 0)
