"""The comparison of times that the gate `timing` makes: it finds a difference, and only one."""

import random

import pytest

from gates.timing import MOST, furthest, welch


def test_t_is_the_one_of_the_textbook():
    """Means 20 and 22, variances 2.5 and 10, five of each: -2 / sqrt(0.5 + 2)."""
    found = welch([18, 19, 20, 21, 22], [18, 20, 22, 24, 26])

    assert pytest.approx(-2 / 2.5**0.5) == found


def test_a_small_difference_under_rare_long_waits_is_found():
    """A hundredth of the requests takes a hundred times longer, and hides it from the whole."""
    chance = random.Random(1)  # noqa: S311  seeded, for a repeatable sample

    def times(each: float) -> list[float]:
        return [each + chance.random() + (chance.random() < 0.01) * 100 for _ in range(2000)]

    same, other, slower = times(1), times(1), times(1.1)

    assert abs(furthest(same, other)) < MOST
    assert abs(welch(same, slower)) < MOST < abs(furthest(same, slower))
