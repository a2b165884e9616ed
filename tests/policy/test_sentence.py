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


@pytest.mark.parametrize(
    ("expression", "holds", "fails"),
    [
        (Always(), "this is so in every case", "this is so in no case"),
        (Never(), "this is so in no case", "this is so in every case"),
        (OPEN, "it is already public", "it is not already public"),
        (Not(OPEN), "it is not already public", "it is already public"),
        (Named("unnamed", OPEN), "it is already public", "it is not already public"),
        (
            both(OPEN, GROUPED),
            "it is already public, and you are in a political group",
            "either it is not already public, or you are in no political group",
        ),
        (
            either(OPEN, GROUPED),
            "either it is already public, or you are in a political group",
            "it is not already public, and you are in no political group",
        ),
        (both(OPEN, OPEN), "it is already public", "it is not already public"),
        (
            OneOf("segment.kind", ("accounts", "report")),
            "it is accounts of the council or a report or record of the council",
            "it is neither accounts of the council nor a report or record of the council",
        ),
        (
            OneOf("segment.kind", ("accounts",)),
            "it is accounts of the council",
            "it is not accounts of the council",
        ),
        (
            Is("findings.interest_cleared", True),
            "it has been found that the interest does not stand in the way",
            "it has not been found that the interest does not stand in the way",
        ),
        (
            Is("findings.interest_cleared", False),
            "it has been found that it is not so that the interest does not stand in the way",
            "it has not been found that it is not so that the interest does not stand in the way",
        ),
        (
            Present("findings.good_faith"),
            "somebody has found whether the request is made in good faith",
            "nobody has yet found whether the request is made in good faith",
        ),
        (
            Contains("requester.positions", "leader"),
            "you are the leader",
            "you are not the leader",
        ),
        (
            MoreThan("audience.others", 2),
            "the number of people present who are not councillors is more than 2",
            "the number of people present who are not councillors is at most 2",
        ),
        (
            Some("entry", both(Is("entry.executive", True), Is("entry.private", False))),
            "there is business of it that is the executive's and is for an open meeting",
            "there is no business of it that is the executive's and is for an open meeting",
        ),
    ],
)
def test_the_words_of_each_kind_of_node(expression, holds, fails):
    """What holds and what does not, as a councillor would say it."""
    assert (holds, fails) == (clause(expression), clause(expression, holds=False))


def test_missing_words_are_never_passed_over():
    """A field without words is found, so that no letter has a gap."""
    with pytest.raises(KeyError):
        clause(Is("segment.colour", "red"))
    with pytest.raises(KeyError):
        clause(Contains("segment.subjects", "person-a"))
