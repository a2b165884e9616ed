"""A formula says of concrete facts what the predicate of its expression says, whatever it is."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from gateway.policy.case import case_of
from gateway.policy.expressions import (
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    MoreThan,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    SameDay,
    Some,
    Within,
)
from gateway.policy.predicate import predicate
from gateway.policy.proof.any_facts import any_facts
from gateway.policy.proof.kinds import ID, kind_of
from gateway.policy.proof.logic import no
from gateway.policy.proof.plainest import can_be
from gateway.policy.vocabulary import COLLECTIONS, FIELDS
from tests.policy.books import rule_book
from tests.policy.proof.pinned import Pinned
from tests.strategies import seeded_facts

NAMES = [name for name in FIELDS if name not in COLLECTIONS.values() and name != "row"]
FACTS = [
    (rule_book().councils[name], facts)
    for name in ("borough", "lydney", "oxford", "wales")
    for facts in seeded_facts(name, seed=11, count=12)
]


def of_one(scope: Iterable[str], **wanted: object) -> SearchStrategy[str]:
    """The fields in reach whose kind is as wanted."""
    reach = [
        name
        for name in NAMES
        if name.partition(".")[0] not in COLLECTIONS or name.partition(".")[0] in scope
    ]
    return st.sampled_from(
        [
            name
            for name in reach
            if all(getattr(kind_of(name), key) == value for key, value in wanted.items())
        ]
    )


@st.composite
def leaves(draw: DrawFn, scope: tuple[str, ...]) -> Expression:
    """One question about one or two fields that can be compared."""
    flag = draw(of_one(scope, sort=kind_of("segment.public").sort, many=False))
    words = draw(of_one(scope, many=False).filter(lambda name: kind_of(name).words))
    value = draw(st.sampled_from([word for word, _ in kind_of(words).words]))
    one, other = (draw(of_one(scope, sort=ID, many=False)) for _ in range(2))
    held, also = (draw(of_one(scope, sort=ID, many=True)) for _ in range(2))
    early, late = (draw(of_one(scope, unit="moment")) for _ in range(2))
    position = draw(st.sampled_from(["leader", "scrutiny_member"]))
    return draw(
        st.sampled_from(
            [
                Is(flag, draw(st.booleans())),
                Is(words, value),
                OneOf(words, (value,)),
                Same(one, other),
                Present(draw(of_one(scope))),
                Present(draw(st.sampled_from(list(COLLECTIONS.values())[:2]))),
                Has(held, one),
                Contains("requester.positions", position),
                Overlaps(held, also),
                Within(held, draw(st.sampled_from([also, one]))),
                Before(early, late),
                SameDay(early, late),
                MoreThan("audience.others", 1),
            ]
        )
    )


@st.composite
def expressions(draw: DrawFn, scope: tuple[str, ...] = (), depth: int = 3) -> Expression:
    """A tree of such questions, with items inside items."""
    kind = draw(st.sampled_from(["leaf", "not", "and", "or", "some", "some"][: depth * 2 + 1]))
    if kind == "some" and len(scope) < 2:
        item = draw(st.sampled_from([one for one in COLLECTIONS if one not in scope]))
        return Some(item, draw(expressions((*scope, item), depth - 1)))
    if kind in ("and", "or"):
        parts = tuple(draw(st.lists(expressions(scope, depth - 1), min_size=1, max_size=3)))
        return And(parts) if kind == "and" else Or(parts)
    if kind == "not":
        return Not(draw(expressions(scope, depth - 1)))
    return draw(leaves(scope))


@settings(max_examples=25)
@given(expression=expressions(), of=st.sampled_from(FACTS))
def test_a_formula_says_what_the_predicate_says(expression, of):
    """The facts fit the formula where the predicate holds, and its opposite where it does not."""
    check_alike(expression, of)


@pytest.mark.gate
@settings(max_examples=2000)
@given(expression=expressions(), of=st.sampled_from(FACTS))
def test_many_formulas_say_what_the_predicates_say(expression, of):
    """The same for many more."""
    check_alike(expression, of)


def check_alike(expression, of):
    """Formula and predicate agree on these facts."""
    council, facts = of
    case = case_of(facts, council.profile, facts.document.segments[0])
    view = any_facts(council)
    formula = view.holds(expression)
    pinned = Pinned(view, case).formulas
    so = predicate(expression)(case)
    assert so is can_be(view.unknowns, formula, *pinned)
    assert so is not can_be(view.unknowns, no(formula), *pinned)
