"""`python -m tests.casework.working_alone`: takes the arguments of `gateway`, by a test's clock.

The clock stands at GATEWAY_TEST_NOW, and goes on from there, so that deadlines pass when a test
wants them to.
"""

import os
import sys
from datetime import UTC, datetime

from gateway.casework import writer
from gateway.cli import office
from gateway.cli.main import main

STARTED = datetime.now(UTC)
NOW = datetime.fromisoformat(os.environ.pop("GATEWAY_TEST_NOW"))


def open_office(*arguments, **words):
    """The office, by that clock."""
    clock = lambda: NOW + (datetime.now(UTC) - STARTED)  # noqa: E731
    return writer.open_office(*arguments, **words, clock=clock)


office.open_office = open_office
if __name__ == "__main__":
    main(sys.argv[1:])
