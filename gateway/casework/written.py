"""What people wrote with a step: kept beside the log entry committed to it, and erasable."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import Text, bindparam, or_, select

from gateway.casework.turn import Reading
from gateway.store import log
from gateway.store.json_lists import IsListed
from gateway.store.prepared import Prepared
from gateway.store.tables import log_secrets

WORDS: Final = "words"
"""The name under which a log entry is committed to what somebody wrote."""
TOLD: Final = "told"
"""The same for what the requester is told of a step that is not theirs to read."""
_WRITTEN: Final = Prepared(
    select(log_secrets.c.seq, log_secrets.c.name, log_secrets.c.value).where(
        IsListed(log_secrets.c.seq, bindparam("entries", type_=Text)),
        or_(
            log_secrets.c.name == WORDS,
            log_secrets.c.name == TOLD,
            log_secrets.c.name.startswith(f"{WORDS}."),
        ),
    )
)


class Noted(Struct, frozen=True):
    """When some log entries were made, and what people wrote with them."""

    moments: Mapping[int, datetime]
    written: Mapping[tuple[int, str], str]

    def at(self, entry: int) -> datetime:
        """When one of the entries was made."""
        return self.moments[entry]

    def words(self, entry: int, name: str = WORDS) -> str | None:
        """What somebody wrote with one of them; None when they wrote nothing, or it was erased."""
        return self.written.get((entry, name))


def words_at(place: int) -> str:
    """The name of the words about one part of several, by its place in what was answered."""
    return f"{WORDS}.{place}"


def noted(reading: Reading, entries: Iterable[int]) -> Noted:
    """All of it about these entries, read together."""
    wanted = sorted(set(entries))
    if not wanted:
        return Noted({}, {})
    asked = {"entries": msgspec.json.encode(wanted).decode()}
    return Noted(
        moments=log.moments_of(reading.connection, wanted),
        written={
            (entry, name): value.decode()
            for entry, name, value in _WRITTEN.rows(reading.connection, asked)
        },
    )
