"""The moment at which something is decided or read: by the clock, and never before the log.

Several machines may serve one council, each with a clock of its own. What the log has recorded has
happened, whatever this clock says: a right that ended by it is not brought back by another.
"""

from datetime import datetime, timedelta
from typing import Final

import msgspec

from gateway.errors import BusyError
from gateway.store.log import LoggedEntry

CLOCK_SLACK: Final = timedelta(seconds=5)
"""How far the clock may step back: within it time stands still, beyond it nothing is decided."""


def moment_of(now: datetime, latest: LoggedEntry | None) -> datetime:
    """The moment, in UTC; `latest` is the newest entry of the log, None while it is empty.

    Raises BusyError when the clock stands too far before it.
    """
    if latest is None:
        return now
    newest = datetime.fromisoformat(msgspec.json.decode(latest.data)["at"])
    if newest - now > CLOCK_SLACK:
        raise BusyError("The clock stands before the newest entry of the log.")
    return max(now, newest)
