"""Every condition and every rule has words, for what holds and for what does not."""

import copy

import pytest

from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.meetings import OVER, TO_COME
from gateway.policy.conditions.papers import IN_EFFECT, OPENABLE
from gateway.policy.conditions.people import WHO
from gateway.policy.expressions import (
    Always,
    Contains,
    Expression,
    Is,
    MoreThan,
    Named,
    Never,
    Not,
    OneOf,
    Present,
    Some,
    both,
    either,
)
from gateway.policy.sentence import clause, definition
from gateway.policy.specialise import specialise
from gateway.policy.words import VALUES
from tests.policy.books import COUNCILS, rule_book
from tests.policy.expressions_at_random import settled

NAMED: dict[str, Expression] = {**CONDITIONS, **{f"who {name}": one for name, one in WHO.items()}}
OF_ITEMS = {"to_come": TO_COME, "over": OVER, "in_effect": IN_EFFECT, "openable": OPENABLE}
GROUPED = Present("requester.group")
OPEN = Is("segment.public", True)


def is_plain(words: str) -> bool:
    """Whether words can stand in a letter: no names of the program, no gaps."""
    slips = ("_", "  ", "None", "True", "False", "..", " ,")
    return words == words.strip() != "" and not any(slip in words for slip in slips)


@pytest.mark.parametrize("name", NAMED)
def test_every_condition_has_words(name):
    """A condition, its parts and their opposites have plain words, and different ones."""
    for expression in (NAMED[name], NAMED[name].part):
        holds, fails = clause(expression), clause(expression, holds=False)
        assert is_plain(holds), holds
        assert is_plain(fails), fails
        assert holds != fails


@pytest.mark.parametrize("name", OF_ITEMS)
def test_every_condition_on_an_item_has_words(name):
    """So has what is said of one meeting or one mark as exempt."""
    for expression in (OF_ITEMS[name], OF_ITEMS[name].part):
        for holds in (True, False):
            assert is_plain(clause(expression, holds=holds))


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_every_condition_is_defined_in_other_words(name):
    """What a condition takes in is told in the words of its parts."""
    assert is_plain(definition(name))


@pytest.mark.parametrize("council", COUNCILS)
def test_every_row_has_words(council):
    """Each rule and hold of a council, in whole and as far as its settings leave it open."""
    for row in rule_book().councils[council].rows:
        for expression in (row.asks, row.matches, specialise(row.asks, settled(council))):
            for holds in (True, False):
                assert is_plain(clause(expression, holds=holds)), row.row


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_the_same_expression_has_the_same_words(name):
    """Words come from the expression alone: an equal one, built anew, has the same."""
    anew = copy.deepcopy(CONDITIONS[name])

    assert CONDITIONS[name] == anew
    assert clause(CONDITIONS[name]) == clause(anew)


def test_opposites_and_names_are_told_by_what_they_hold():
    """Always and never, a negation, a name without words of its own: said by their parts."""
    always, never = clause(Always()), clause(Never())

    assert (always, never) == (clause(Never(), holds=False), clause(Always(), holds=False))
    assert clause(OPEN, holds=False) == clause(Not(OPEN))
    assert clause(OPEN) == clause(Not(OPEN), holds=False)
    assert clause(OPEN) == clause(Named("without words", OPEN))


def test_both_and_either_are_told_part_by_part():
    """All that must hold is joined by "and", alternatives by "or"; each is said once."""
    yes, no = clause(OPEN), clause(OPEN, holds=False)
    grouped, ungrouped = clause(GROUPED), clause(GROUPED, holds=False)

    assert f"{yes}, and {grouped}" == clause(both(OPEN, GROUPED))
    assert f"either {yes}, or {grouped}" == clause(either(OPEN, GROUPED))
    assert f"either {no}, or {ungrouped}" == clause(both(OPEN, GROUPED), holds=False)
    assert f"{no}, and {ungrouped}" == clause(either(OPEN, GROUPED), holds=False)
    assert yes == clause(both(OPEN, OPEN))


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        (
            OneOf("segment.kind", ("accounts", "report")),
            [VALUES["segment.kind"]["accounts"], VALUES["segment.kind"]["report"]],
        ),
        (OneOf("segment.kind", ("accounts",)), [VALUES["segment.kind"]["accounts"]]),
        (Contains("requester.positions", "leader"), [VALUES["requester.positions"]["leader"]]),
        (MoreThan("audience.others", 2), ["2"]),
        (Is("findings.interest_cleared", True), ["interest"]),
        (Is("findings.interest_cleared", False), ["interest"]),
        (Present("findings.good_faith"), ["good faith"]),
        (
            Some("entry", both(Is("entry.executive", True), Is("entry.private", False))),
            ["executive", "open meeting"],
        ),
    ],
)
def test_each_kind_of_node_tells_its_values(expression, told):
    """What is asked for stands in the words, whether it holds or not; the two differ."""
    holds, fails = clause(expression), clause(expression, holds=False)

    assert holds != fails
    for words in (holds, fails):
        assert is_plain(words)
        assert all(value in words for value in told)


def test_missing_words_are_never_passed_over():
    """A field without words is found, so that no letter has a gap."""
    with pytest.raises(KeyError):
        clause(Is("segment.colour", "red"))
    with pytest.raises(KeyError):
        clause(Contains("segment.subjects", "person-a"))


def test_a_node_of_an_unknown_kind_is_found():
    """A new kind of node without words of its own is a fault, never a gap."""

    class Perhaps:
        """A node that nobody taught to speak."""

    with pytest.raises(AssertionError):
        clause(Perhaps())
