"""Questions that may take long are given up in time, whichever the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from gateway.errors import SlowError

TOO_LONG: Final = "The list was not finished in time."
PATIENCE: Final = 5.0
"""Seconds after which a search or a count is given up, so that nobody can keep the gateway busy."""
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
    until = monotonic() + seconds
    if connection.dialect.name == "sqlite":
        driver.set_progress_handler(lambda: monotonic() > until, _STEPS)
    else:
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {seconds * 1000:.0f}")
    try:
        yield
    except DBAPIError as fault:
        if monotonic() > until or getattr(fault.orig, "sqlstate", None) == _CANCELLED:
            raise SlowError(TOO_LONG) from fault
        raise
    finally:
        if connection.dialect.name == "sqlite":
            driver.set_progress_handler(None, 0)
