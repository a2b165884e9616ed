"""A rule as a list of points: each "and" and "or" in its place."""

from itertools import pairwise

import pytest

from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Always, Is, Named, Never, Not, Present, both, either
from gateway.policy.outline import ALL_OF, ONE_OF, Point, outline
from gateway.policy.sentence import clause
from gateway.policy.specialise import specialise
from tests.policy.books import COUNCILS, rule_book

OPEN, GROUPED = Is("segment.public", True), Present("requester.group")
WIDE = Is("request.broad", True)


def point(depth: int, expression, *, holds: bool = True) -> Point:
    """The point for one question."""
    return Point(depth, clause(expression, holds=holds))


@pytest.mark.parametrize(
    ("expression", "holds", "points"),
    [
        (Always(), True, []),
        (Never(), True, []),
        (OPEN, True, [point(0, OPEN)]),
        (Not(OPEN), True, [point(0, OPEN, holds=False)]),
        (both(OPEN, GROUPED), True, [point(0, OPEN), point(0, GROUPED)]),
        (both(OPEN, OPEN), True, [point(0, OPEN)]),
        (
            either(OPEN, GROUPED),
            False,
            [point(0, OPEN, holds=False), point(0, GROUPED, holds=False)],
        ),
        (either(OPEN, GROUPED), True, [Point(0, ONE_OF), point(1, OPEN), point(1, GROUPED)]),
        (
            both(OPEN, GROUPED),
            False,
            [Point(0, ONE_OF), point(1, OPEN, holds=False), point(1, GROUPED, holds=False)],
        ),
        (
            either(OPEN, both(GROUPED, WIDE)),
            True,
            [
                Point(0, ONE_OF),
                point(1, OPEN),
                Point(1, ALL_OF),
                point(2, GROUPED),
                point(2, WIDE),
            ],
        ),
    ],
)
def test_points_stand_where_the_words_join_them(expression, holds, points):
    """All that must hold stands side by side; alternatives stand below their heading."""
    assert points == outline(expression, holds=holds)


def test_a_point_names_its_condition():
    """A reader can go from a point to what its term means."""
    closed = CONDITIONS["closed"]

    assert [Point(0, clause(closed), "closed")] == outline(closed)
    assert [Point(0, clause(closed, holds=False), "closed")] == outline(Not(closed))
    assert [Point(0, clause(OPEN), "nameless")] == outline(Named("nameless", OPEN))


@pytest.mark.parametrize("council", COUNCILS)
def test_every_row_has_its_points(council):
    """Each rule and hold: plain words, no step of depth left out, no heading without points."""
    for row in rule_book().councils[council].rows:
        for expression in (row.asks, specialise(row.asks, {})):
            points = outline(expression)
            depths = [one.depth for one in points]
            assert all(later <= depth + 1 for depth, later in pairwise(depths))
            for place, one in enumerate(points):
                assert "_" not in one.words
                if one.words in (ONE_OF, ALL_OF):
                    assert depths[place + 1] == one.depth + 1
