"""Moments are told as people in the council say them."""

from datetime import UTC, datetime

import pytest

from gateway.audit.dates import in_words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 21, tzinfo=UTC), "Sunday 22 November 2026, 9pm"),
        (datetime(2026, 12, 4, 9, 5, 59, tzinfo=UTC), "Friday 4 December 2026, 9.05am"),
        (datetime(2026, 7, 1, 23, 30, tzinfo=UTC), "Thursday 2 July 2026, 12.30am"),
        (datetime(2026, 7, 1, 11, tzinfo=UTC), "Wednesday 1 July 2026, 12pm"),
    ],
)
def test_a_moment_is_told_in_london_s_time(moment, words):
    """Winter or summer, morning, noon or midnight: the words of the council's own clock."""
    assert words == in_words(moment)
