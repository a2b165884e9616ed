"""Statistics betray nobody: no small number can be worked out from all that is published."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.domain.statistics import (
    ANSWERS,
    BASE,
    PARTITIONS,
    Answered,
    Row,
    _rounded,
    band,
    betrays,
    statistics,
)

GROUPS, DAYS = ("Greens", "Reds", "no group"), (0, 3, 8)


def answered(
    answer: str = "agreed", group: str = "Greens", days: int = 0, *, concerned: bool = True
) -> Answered:
    """A request that was answered; if it concerned anything, a service, a body and a rule."""
    return Answered(
        answer=answer,  # type: ignore[arg-type]  # one of the words
        working_days=days,
        party_group=group,
        services=frozenset({"Housing"} if concerned else ()),
        bodies=frozenset({"Board"} if concerned else ()),
        rules=frozenset({"S1"} if concerned else ()),
    )


def test_numbers_are_rounded_and_totals_are_their_sums():
    """To the nearest five; what rounds to nought is not told apart from none."""
    many = [answered()] * 12 + [answered("not_agreed")] * 13 + [answered("agreed", "Reds")] * 2
    found = statistics("2026-Q3", many)

    line = Row(of="Greens", agreed=10, agreed_in_part=0, not_agreed=15, usual_days="same day")
    assert (line,) == found.lists["party_group"]
    assert 25 == line.whole
    assert ("rule", "service", "body", "working_days") == found.left_out


def test_bands_of_days_stand_in_the_order_of_the_days():
    """And not of their names."""
    many = [answered(days=days) for days in (30, 15, 8, 3, 0) for _ in range(10)]
    found = statistics("2026-Q3", many).lists["working_days"]

    bands = ["same day", "1 to 5", "6 to 10", "11 to 20", "more than 20"]
    assert bands == [one.of for one in found]


def test_each_line_says_how_long_it_usually_took():
    """The band of the middle one, by group, rule and service alike; of too few nothing."""
    many = [answered(days=3)] * 6 + [answered(days=8)] * 4 + [answered(group="Reds", days=0)] * 9
    groups = statistics("2026-Q3", many).lists["party_group"]

    assert [("Greens", "1 to 5"), ("Reds", None)] == [(one.of, one.usual_days) for one in groups]
    by_service = statistics("2026-Q3", [answered(days=8)] * 10).lists
    assert {"6 to 10", None} == {row.usual_days for rows in by_service.values() for row in rows}
    assert None is by_service["working_days"][0].usual_days
    assert "6 to 10" == by_service["service"][0].usual_days == by_service["rule"][0].usual_days


def test_nothing_answered_is_nothing_told():
    """A quarter without requests has lists without lines."""
    found = statistics("2026-Q3", ())

    assert {()} == set(found.lists.values())


@pytest.mark.parametrize(
    ("days", "name"),
    [
        (0, "same day"),
        (1, "1 to 5"),
        (5, "1 to 5"),
        (6, "6 to 10"),
        (20, "11 to 20"),
        (21, "more than 20"),
    ],
)
def test_the_bands_of_days(days, name):
    """Each number of working days has one."""
    assert name == band(days)


def test_a_list_that_would_betray_is_left_out():
    """Eight in one line are four lines of at most two: each would be two for certain."""
    split = [answered("agreed", group, days=0) for group in "ABCD" for _ in range(2)]
    found = statistics("2026-Q3", split)

    assert ("rule", "service", "body", "working_days") == found.left_out
    assert {"party_group"} == set(found.lists)


CASES = st.lists(
    st.builds(
        answered,
        st.sampled_from(ANSWERS[::2]),
        st.sampled_from(GROUPS),
        st.sampled_from(DAYS),
        concerned=st.just(False),
    ),
    max_size=40,
)


def possible(column, others):
    """Every value that each number of a column may have, by trying all.

    Together they must sum to what each of the other columns may sum to.
    """
    ranges = [range(max(0, number - 2), number + 3) for number in column]
    sums = [{sum(values) for values in product(*map(_range, other))} for other in others]
    found: list[set[int]] = [set() for _ in column]
    for values in product(*ranges):
        if all(sum(values) in possible_sums for possible_sums in sums):
            for place, value in enumerate(values):
                found[place].add(value)
    return found


def _range(number):
    return range(max(0, number - 2), number + 3)


@given(CASES)
@settings(max_examples=60)
def test_no_small_number_can_be_worked_out(cases):
    """Whoever tries every way in which the numbers could be is left with three values or more."""
    published = statistics("2026-Q3", cases)
    by_group: dict = {}
    by_days: dict = {}
    for one in cases:
        by_group.setdefault(one.party_group, []).append(one)
        by_days.setdefault(band(one.working_days), []).append(one)
    for answer in ANSWERS:
        columns = {}
        for name, split in (("party_group", by_group), ("working_days", by_days)):
            if name in published.lists:
                columns[name] = [
                    (sum(one.answer == answer for one in split[line]) + 2) // BASE * BASE
                    for line in sorted(split)
                ]
        for name, column in columns.items():
            others = [other for it, other in columns.items() if it != name]
            for number, values in zip(column, possible(column, others), strict=True):
                assert number > BASE or len(values) >= 3


@given(CASES)
def test_rounding_is_by_two_at_most(cases):
    """Each number is near the one that was counted."""
    counts: dict = {}
    for one in cases:
        counts.setdefault(one.party_group, dict.fromkeys(ANSWERS, 0))[one.answer] += 1
    for line, of in _rounded(counts).items():
        for answer, number in of.items():
            assert 0 == number % BASE
            assert 2 >= abs(number - counts[line][answer])


def test_one_list_alone_betrays_nothing():
    """Without another one nothing binds its numbers together."""
    lines = {line: dict.fromkeys(ANSWERS, 0) for line in "ABCDEF"}

    assert not betrays({"party_group": lines})
    assert {"party_group", "working_days"} == PARTITIONS


def test_a_list_in_which_requests_stand_several_times_is_bound_too():
    """Four requests at most in all: a body's five is three or four of them."""
    none = dict.fromkeys(ANSWERS, 0)
    groups, body = {"A": none, "B": none}, {"Board": {**none, "agreed": 5}}

    assert betrays({"party_group": groups, "body": body})
    assert not betrays({"party_group": groups, "body": {"Board": none}})
