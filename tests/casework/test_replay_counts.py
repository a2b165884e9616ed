"""The numbers of a trial: by rule, and by political group without pointing at anybody."""

import pytest

from gateway.casework.replay_counts import SMALLEST, Counts, Pair
from gateway.domain.decision import SegmentOutcome


def counted(group: str, was: SegmentOutcome, would_be: SegmentOutcome, times: int) -> Counts:
    """The counts after so many flips."""
    counts = Counts()
    for _ in range(times):
        counts.add(group, Pair("A1", was, "B1", would_be))
    return counts


@pytest.mark.parametrize(
    ("was", "would_be", "way"),
    [
        ("refuse", "disclose", "opened"),
        ("refer", "disclose_with_conditions", "opened"),
        ("disclose", "officer_judgement", "closed"),
        ("disclose_with_conditions", "refuse", "closed"),
        ("disclose", "disclose_with_conditions", "other"),
        ("refer", "refuse", "other"),
    ],
)
def test_the_three_ways(was, would_be, way):
    """Released where it was not, no longer released, or neither."""
    counts = counted("Harbour Group", was, would_be, 7)

    ways = {"opened": 0, "closed": 0, "other": 0}
    assert {"Harbour Group": ways | {way: 7}} == counts.groups()


@pytest.mark.parametrize("times", range(1, SMALLEST + 1))
def test_a_small_number_of_a_group_is_not_told(times):
    """Four flips of a small group could point at its one member on a committee."""
    counts = counted("", "refuse", "disclose", times)

    assert (times if times == 5 else None) == counts.groups()[""]["opened"]
    assert times == counts.flips
    assert {Pair("A1", "refuse", "B1", "disclose"): times} == counts.pairs


def test_nothing_flips():
    """No group has anything to tell."""
    assert ({}, 0) == (Counts().groups(), Counts().flips)
