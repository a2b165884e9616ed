"""What is owed next about a request, and how long until then: for every list that shows it."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import Text, bindparam, select

from gateway.casework.calendars import calendar_of
from gateway.casework.deadlines import working_days_between
from gateway.casework.turn import Reading
from gateway.domain.deadlines import NAMES, DeadlineKind, read_due
from gateway.errors import FactsError
from gateway.store.tables import deadlines

_NEXT: Final = (
    select(deadlines.c.kind, deadlines.c.due, deadlines.c.late_from)
    .where(
        deadlines.c.about == bindparam("about", type_=Text),
        deadlines.c.state == "running",
        deadlines.c.kind.in_(bindparam("kinds", expanding=True)),
    )
    .order_by(deadlines.c.late_from, deadlines.c.id)
    .limit(1)
)


class NextDue(Struct, frozen=True, kw_only=True):
    """The next thing that is owed about a request.

    `due` is a day or a local moment, and `days_left` are the working days until it, below 0 once it
    is `late`; None beyond the calendar.
    """

    kind: DeadlineKind
    due: str
    days_left: int | None
    late: bool

    @property
    def what(self) -> str:
        """What is owed then, as it is named in a sentence."""
        return NAMES[self.kind]


def next_due(
    reading: Reading, about: str, *, of: Collection[DeadlineKind] = tuple(NAMES)
) -> NextDue | None:
    """What is owed next, of these kinds; None where nothing of them is counted now."""
    asked = {"about": about, "kinds": list(of)}
    owed = reading.connection.execute(_NEXT, asked).one_or_none()
    if owed is None:
        return None
    return NextDue(
        kind=owed.kind,
        due=owed.due,
        days_left=_days_left(reading, read_due(owed.due)),
        late=owed.late_from <= reading.local,
    )


def _days_left(reading: Reading, due: date) -> int | None:
    """The working days from today to a day, below 0 after it; None beyond the calendar."""
    day = due.date() if isinstance(due, datetime) else due
    today, kept = reading.local.date(), calendar_of(reading)
    try:
        left = working_days_between(kept, min(today, day), max(today, day))
    except FactsError:
        return None
    return left if day >= today else -left
