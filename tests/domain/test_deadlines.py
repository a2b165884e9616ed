"""A deadline says in plain words how it was counted."""

from datetime import date, datetime

import pytest

from gateway.domain.deadlines import (
    MAY_MOVE,
    NAMES,
    Count,
    DeadlineKind,
    late_from,
    read_due,
)
from gateway.store.tables.columns import values_of

CHRISTMAS = (date(2026, 12, 25), date(2026, 12, 28))


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (
            Count(unit="moment", number=0, start="2026-12-04T18:30:00", due="2026-12-04T18:30:00"),
            "",
        ),
        (
            Count(unit="working_days", number=1, start="2026-11-23", due="2026-11-24"),
            (
                "Counted 1 working day on from Monday 23 November 2026, not counting that. "
                "Weekends were not counted."
            ),
        ),
        (
            Count(
                unit="working_days",
                number=5,
                start="2026-12-22",
                due="2026-12-31",
                passed_over=CHRISTMAS,
            ),
            (
                "Counted 5 working days on from Tuesday 22 December 2026, not counting that. "
                "Weekends were not counted, nor were bank holidays: "
                "Friday 25 December 2026, Monday 28 December 2026."
            ),
        ),
        (
            Count(unit="working_days", number=-2, start="2026-11-27", due="2026-11-25"),
            (
                "Counted 2 working days back from Friday 27 November 2026, not counting that. "
                "Weekends were not counted."
            ),
        ),
        (
            Count(unit="clear_working_days", number=-5, start="2026-12-04", due="2026-11-26"),
            (
                "Counted so that 5 working days lie clear between it and Friday 4 December 2026. "
                "Weekends were not counted."
            ),
        ),
        (
            Count(unit="hours", number=24, start="2026-06-05T12:30:00", due="2026-06-06T12:30:00"),
            "Counted 24 hours on from Friday 5 June 2026, 12.30pm.",
        ),
        (
            Count(unit="hours", number=24, start="2026-03-28T12:00:00", due="2026-03-29T13:00:00"),
            (
                "Counted 24 hours on from Saturday 28 March 2026, 12pm. "
                "The clocks changed; hours that really pass are counted."
            ),
        ),
        (
            Count(
                unit="working_days",
                number=5,
                start="2026-11-02",
                due="2026-11-13",
                waited=((date(2026, 11, 4), date(2026, 11, 6)),),
                extended_by=2,
            ),
            (
                "Counted 5 working days on from Monday 2 November 2026, not counting that. "
                "Weekends were not counted. The days after Wednesday 4 November 2026, up to "
                "Friday 6 November 2026, were not counted: we waited for the requester. "
                "Then it was extended by 2 working days."
            ),
        ),
    ],
)
def test_how_a_deadline_was_counted(count, sentence):
    """From which day, how many days or hours, what was left out, and how it was moved."""
    assert sentence == count.sentence


def test_a_day_is_met_until_its_end_and_a_moment_until_then():
    """The last second of the day counts, and so does the moment itself."""
    assert datetime(2026, 12, 5) == late_from(read_due("2026-12-04"))  # noqa: DTZ001 - local
    assert datetime(2026, 12, 4, 18, 30, 1) == late_from(read_due("2026-12-04T18:30:00"))  # noqa: DTZ001


def test_every_kind_has_a_name():
    """Whatever is owed can be said, and what may be moved is among it."""
    assert set(values_of(DeadlineKind)) == set(NAMES)
    assert set(NAMES) > MAY_MOVE
