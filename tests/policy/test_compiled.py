"""The rules written out as one function say what the predicates say, one by one."""

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.policy.compiled import Writer, all_matches, first_match
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Always, Is, Named, Never
from gateway.policy.predicate import predicate
from tests.policy.books import COUNCILS, case, rule_book
from tests.policy.expressions_at_random import expressions, fresh_cases
from tests.policy.test_predicate import ANSWERS, BARE, RICH
from tests.strategies import seeded_facts


@given(st.lists(expressions(), min_size=1, max_size=4), st.integers(0, 500))
@settings(max_examples=60)
def test_any_expressions_match_as_their_predicates_say(several, start):
    """For random expressions and facts: the same matches, and the same first one."""
    every, first = all_matches(tuple(several)), first_match(tuple(several))
    tests = [predicate(one) for one in several]

    for one in fresh_cases(start, 5):
        places = tuple(place for place, test in enumerate(tests) if test(one.again()))
        assert places == every(one.again())
        assert (places[0] if places else -1) == first(one.again())


def test_each_kind_of_node_is_written_out():
    """Every node of the table of answers, all in one function."""
    every = all_matches(tuple(expression for expression, _, _ in ANSWERS))

    rich = tuple(place for place, (_, answer, _) in enumerate(ANSWERS) if answer)
    bare = tuple(place for place, (_, _, answer) in enumerate(ANSWERS) if answer)
    assert (rich, bare) == (every(case(RICH)), every(case(BARE)))


@pytest.mark.parametrize("council", COUNCILS)
def test_every_row_and_condition_is_written_out(council):
    """All rows and conditions of a council in one function, on random facts."""
    rows = rule_book().councils[council].rows
    whole = (*CONDITIONS.values(), *(row.matches for row in rows))
    every = all_matches(whole)
    tests = [predicate(one) for one in whole]

    for facts in seeded_facts(council, seed=17, count=30):
        one = case(facts)
        places = tuple(place for place, test in enumerate(tests) if test(one.again()))
        assert places == every(one.again())


def test_nothing_matches_in_an_empty_table():
    """No expression, no match; and never the last one by mistake."""
    assert -1 == first_match(())(case())
    assert -1 == first_match((Never(), Never()))(case())
    assert () == all_matches(())(case())
    assert 0 == first_match((Always(), Never()))(case())


@pytest.mark.parametrize("value", ['"', "'); open('x'", "\\", "\n", "{case}", "True) #"])
def test_a_value_never_becomes_part_of_the_source(value):
    """Whatever a policy says stays a value: it is compared and never carried out."""
    first = first_match((Named("n", Is("segment.owner_group", value)), Always()))

    assert 1 == first(case(RICH))


def test_a_node_of_an_unknown_kind_is_found_at_once():
    """A new kind of node without a meaning fails when the rules are made ready."""

    @dataclass(frozen=True)
    class Perhaps:
        """A node that nobody taught the compiler."""

    with pytest.raises(AssertionError):
        first_match((Perhaps(),))
    with pytest.raises(TypeError):
        Writer([])._leaf(Always())
