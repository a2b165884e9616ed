"""Days and moments are told as people in a council say them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from gateway.domain.dates import in_words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (date(2026, 12, 4), "Friday 4 December 2026"),
        (date(2024, 2, 29), "Thursday 29 February 2024"),
        (datetime(2026, 12, 4, 14, 30), "Friday 4 December 2026, 2.30pm"),  # noqa: DTZ001
        (datetime(2026, 12, 4, 9, 5), "Friday 4 December 2026, 9.05am"),  # noqa: DTZ001
        (datetime(2026, 12, 4, 10, 0), "Friday 4 December 2026, 10am"),  # noqa: DTZ001
        (datetime(2026, 12, 4, 0, 0), "Friday 4 December 2026, 12am"),  # noqa: DTZ001
        (datetime(2026, 12, 4, 12, 0), "Friday 4 December 2026, 12pm"),  # noqa: DTZ001
        (datetime(2026, 12, 4, 23, 59, 59), "Friday 4 December 2026, 11.59pm"),  # noqa: DTZ001
        (datetime(2026, 6, 8, 12, 0, tzinfo=UTC), "Monday 8 June 2026, 1pm"),  # summer time
        (datetime(2026, 12, 4, 12, 0, tzinfo=UTC), "Friday 4 December 2026, 12pm"),
        (
            datetime(2026, 12, 4, 23, 30, tzinfo=timezone(timedelta(hours=-2))),
            "Saturday 5 December 2026, 1.30am",
        ),
    ],
)
def test_a_day_or_moment_in_words(when, words):
    """The day of the week, no leading noughts, minutes only where there are some."""
    assert words == in_words(when)
