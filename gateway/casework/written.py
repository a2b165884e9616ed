"""What people wrote with a step: kept beside the log entry committed to it, and erasable."""

from typing import Final

from sqlalchemy.exc import NoResultFound

from gateway.casework.turn import Reading
from gateway.store import log

WORDS: Final = "words"
"""The name under which a log entry is committed to what somebody wrote."""
TOLD: Final = "told"
"""The same for what the requester is told of a step that is not theirs to read."""


def words_of(reading: Reading, entry: int, name: str = WORDS) -> str | None:
    """What somebody wrote with an entry; None when they wrote nothing, or it was erased."""
    try:
        return log.committed_value(reading.connection, entry, name).decode()
    except NoResultFound:
        return None
