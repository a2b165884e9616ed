"""A shortened rule holds for exactly the cases for which the whole rule holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    Some,
    Within,
)
from gateway.policy.predicate import predicate
from gateway.policy.specialise import specialise
from tests.policy.books import COUNCILS, case, rule_book
from tests.policy.expressions_at_random import expressions, fresh_cases, of_kind, settled
from tests.strategies import seeded_facts

OPEN = Is("segment.public", True)
KNOWN = {
    "flag": True,
    "off": False,
    "word": "red",
    "other": "red",
    "nobody": None,
    "bag": frozenset({"red", "blue"}),
    "empty": frozenset(),
    "nothing": (),
}


@pytest.mark.parametrize(
    ("expression", "short"),
    [
        (Always(), Always()),
        (Never(), Never()),
        (OPEN, OPEN),
        (Is("flag", True), Always()),
        (Is("flag", False), Never()),
        (Is("nobody", "red"), Never()),
        (OneOf("word", ("red", "green")), Always()),
        (OneOf("word", ("green",)), Never()),
        (OneOf("nobody", ("green",)), Never()),
        (Present("word"), Always()),
        (Present("off"), Always()),
        (Present("nobody"), Never()),
        (Present("empty"), Never()),
        (Present("nothing"), Never()),
        (Present("bag"), Always()),
        (Present("segment.subjects"), Present("segment.subjects")),
        (Contains("bag", "red"), Always()),
        (Contains("bag", "green"), Never()),
        (Contains("requester.bodies", "x"), Contains("requester.bodies", "x")),
        (Has("bag", "request.purpose"), OneOf("request.purpose", ("blue", "red"))),
        (Has("empty", "request.purpose"), Never()),
        (Has("requester.bodies", "word"), Contains("requester.bodies", "red")),
        (Has("requester.bodies", "segment.id"), Has("requester.bodies", "segment.id")),
        (Same("word", "other"), Always()),
        (Same("word", "flag"), Never()),
        (Same("nobody", "nobody"), Never()),
        (Same("word", "segment.owner_group"), Same("word", "segment.owner_group")),
        (Overlaps("bag", "segment.matters"), Overlaps("bag", "segment.matters")),
        (Within("segment.subjects", "bag"), Within("segment.subjects", "bag")),
        (Before("now", "entry.start"), Before("now", "entry.start")),
        (Not(Is("flag", True)), Never()),
        (Not(Is("off", True)), Always()),
        (Not(OPEN), Not(OPEN)),
        (And((Is("flag", True), OPEN)), OPEN),
        (And((Is("flag", True), Is("off", False))), Always()),
        (And((OPEN, Is("off", True))), Never()),
        (And((OPEN, And((OPEN, Not(OPEN))))), And((OPEN, OPEN, Not(OPEN)))),
        (Or((Is("off", True), OPEN)), OPEN),
        (Or((Is("off", True), Is("flag", False))), Never()),
        (Or((OPEN, Is("flag", True))), Always()),
        (Or((OPEN, Not(OPEN))), Or((OPEN, Not(OPEN)))),
        (Named("n", Is("flag", True)), Always()),
        (Named("n", Is("flag", False)), Never()),
        (Named("n", And((Is("flag", True), OPEN))), Named("n", OPEN)),
        (Some("entry", Is("flag", False)), Never()),
        (Some("entry", Is("flag", True)), Some("entry", Always())),
        (Some("entry", And((OPEN, Is("flag", True)))), Some("entry", OPEN)),
    ],
)
def test_what_is_known_is_settled(expression, short):
    """Each kind of node, with its fields known and unknown."""
    assert short == specialise(expression, KNOWN)


def agree(whole: Expression, one_case) -> bool:
    """Whether the whole and the shortened expression say the same of a case."""
    known = settled(one_case.council) | of_kind(one_case)
    short = specialise(whole, known)
    return predicate(whole)(one_case.again()) is predicate(short)(one_case.again())


@given(expressions(), st.integers(0, 500))
def test_any_expression_keeps_its_meaning(expression, start):
    """For random expressions and random facts, what is settled early changes no answer."""
    assert all(agree(expression, one) for one in fresh_cases(start, 6))


@pytest.mark.parametrize("council", COUNCILS)
def test_every_condition_and_row_keeps_its_meaning(council):
    """The same for each named condition and each row of the council, on random facts."""
    rows = rule_book().councils[council].rows
    whole = [*CONDITIONS.values(), *(row.matches for row in rows), *(row.asks for row in rows)]
    tests = [(one, predicate(one)) for one in whole]

    for facts in seeded_facts(council, seed=13, count=12):
        one_case = case(facts)
        known = settled(council) | of_kind(one_case)
        for expression, test in tests:
            short = predicate(specialise(expression, known))
            assert test(one_case.again()) is short(one_case.again()), expression
