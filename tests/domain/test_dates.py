"""Days and moments are told as people in the council say them."""

from datetime import UTC, date, datetime

import pytest

from gateway.domain.dates import in_words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 11, 22, 21, tzinfo=UTC), "Sunday 22 November 2026, 9pm"),
        (datetime(2026, 12, 4, 9, 5, 59, tzinfo=UTC), "Friday 4 December 2026, 9.05am"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thursday 2 July 2026, 12.30am"),
        (datetime(2026, 7, 1, 11, tzinfo=UTC), "Wednesday 1 July 2026, 12pm"),
    ],
)
def test_a_moment_is_told_in_london_s_time(when, words):
    """Winter or summer, morning, noon or midnight: the words of the council's own clock."""
    assert words == in_words(when)


def test_a_local_time_is_told_as_it_is():
    """The times of facts are local already."""
    assert in_words(datetime(2026, 7, 1, 14, 30)) == "Wednesday 1 July 2026, 2.30pm"  # noqa: DTZ001  local


def test_a_day_is_told_without_a_time():
    """A date has a weekday and no hour."""
    assert in_words(date(2026, 12, 4)) == "Friday 4 December 2026"
