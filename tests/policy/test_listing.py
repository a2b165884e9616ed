"""The rules turned round release the same segments, by the same rows, as a decision does."""

import pytest
from msgspec.structs import replace

from gateway.domain.facts import Document
from gateway.errors import FactsError
from gateway.policy.council import Council
from gateway.policy.expressions import Never
from gateway.policy.listing import releasing, steps
from gateway.policy.predicate import predicate
from tests.policy.books import COUNCILS, case, rule_book, with_own_row
from tests.policy.expressions_at_random import of_kind
from tests.strategies import seeded_facts

ONE_SEGMENT = {"second_look": False, "sibling_waits": False}


@pytest.mark.parametrize("council", COUNCILS)
def test_a_row_releases_what_it_would_decide(council):
    """On random facts, what a decision releases is released by its row, and by no row before it."""
    rules = rule_book().councils[council]
    tests = [(row.row, predicate(when)) for row, when in releasing(steps(rules, ONE_SEGMENT))]

    for facts in seeded_facts(council, seed=31, count=60):
        alone = replace(facts, document=Document(segments=facts.document.segments[:1]))
        try:
            segment = rule_book().decide(alone).segments[0]
        except FactsError:  # a clock would count beyond the calendar
            continue
        rows = [row for row, test in tests if test(case(alone))]
        assert ([segment.row] if segment.released else []) == rows[:1]


def test_what_is_settled_for_all_is_not_asked():
    """Rows that cannot match for a kind of request are left out."""
    rules = rule_book().councils["england"]
    settled = ONE_SEGMENT | of_kind(case()) | {"findings.reasonably_necessary": None}
    few, all_of_them = steps(rules, settled), steps(rules, ONE_SEGMENT)

    names = [one.row.row for one in few]
    assert "O2" not in names
    assert len(few) < len(all_of_them)
    assert not any(isinstance(one.test, Never) for one in few)


def test_a_rule_that_never_comes_to_decide_releases_nothing():
    """Behind a rule that always matches, no row is listed any more."""
    wall = "p, 405, WALL1, release, limit, any, any, any, all, always, deny, refuse, stages, -, "
    book = with_own_row(f"{wall}CL-CONF")

    rows = [one.row for one in steps(book.councils["england"], ONE_SEGMENT)]

    assert rows
    assert all(row.priority < 405 for row in rows)


def test_without_rows_nothing_is_released():
    """A council in which no row matches releases nothing."""
    england = rule_book().councils["england"]
    rules = Council(england.name, england.profile, (), england.calendar)

    assert () == steps(rules, ONE_SEGMENT)
