"""The office at work for one command of the command line."""

from collections.abc import Iterator
from contextlib import contextmanager

from gateway.api import operational_log
from gateway.casework.writer import Office, open_office
from gateway.settings import Settings


@contextmanager
def office_at_work(settings: Settings) -> Iterator[Office]:
    """The office that `gateway init` made, at work until the block ends.

    A serving gateway may go on beside it. Raises SetupError when it is not safe to work.
    """
    operational_log.configure(settings.log_level)
    with open_office(
        settings.data,
        settings.database_url,
        content_url=settings.content_url,
        clamd=settings.clamd,
    ) as office:
        yield office
