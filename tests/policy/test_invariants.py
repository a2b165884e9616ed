"""The invariants of section 11, for the engine: on whatever hypothesis invents, for all councils.

Each invariant is a function of its own in `tests/invariants`, whose docstring says it in our
words. A function returns how often it had something to check, so that none can pass by never
meeting its premise.
"""

from inspect import getmembers, isfunction

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from gateway.policy import book
from tests.invariants import of_one_decision, of_two_decisions
from tests.reference.plain import plain
from tests.reference.profiles import COUNCILS
from tests.strategies import facts_for, seeded_facts

EXAMPLES = 50
"""Facts an invariant that hypothesis invents, over all councils."""
SEEDED = 100
"""Facts a council and an invariant from the fast, seeded inventor. A gate may ask for more."""
SEED = 20_261_122

RULES = book.load()
INVARIANTS = {
    name.removeprefix("invariant_"): check
    for part in (of_one_decision, of_two_decisions)
    for name, check in getmembers(part, isfunction)
    if name.startswith("invariant_")
}
ONE_COUNCIL_ONLY = {
    "13_local_council": {"lydney"},
    "13_tags_are_void": {"lydney"},
    "22_quiet": {"oxford"},
}
"""Invariants whose premise only these councils can meet."""
NEVER = {
    "04_statute_is_not_cut": {"lydney"},
    "05_group_bar": {"england", "wales", "oxford"},
    "12_untested_tags": {"lydney"},
}
"""Councils that cannot meet an invariant's premise: they have no such bar or no such tags."""


def decide(facts):
    """The engine's decision as plain values."""
    return plain(RULES.decide(facts))


def councils_of(name):
    """The councils that can meet the premise of an invariant."""
    return [
        council
        for council in COUNCILS
        if council in ONE_COUNCIL_ONLY.get(name, COUNCILS) and council not in NEVER.get(name, ())
    ]


def test_every_invariant_of_the_model_is_here():
    """The model has 25 invariants; each has at least one check, and each check says what it is."""
    assert set(range(1, 26)) == {int(name[:2]) for name in INVARIANTS}
    for name, check in INVARIANTS.items():
        assert check.__doc__.startswith(f"{int(name[:2])}")


@pytest.mark.parametrize("name", INVARIANTS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_invariant_holds(name, data):
    """The invariant holds for whatever facts hypothesis invents for a council it concerns."""
    facts = data.draw(st.sampled_from(councils_of(name)).flatmap(facts_for))
    met = INVARIANTS[name](decide, facts)
    event("had something to check" if met else "had nothing to check")


@pytest.mark.parametrize("name", INVARIANTS)
def test_invariant_is_not_vacuous(name):
    """The invariant holds on seeded facts, and in each council it concerns it had work to do."""
    for council in councils_of(name):
        count = SEEDED * (6 if name in ONE_COUNCIL_ONLY else 1)
        facts = seeded_facts(council, seed=SEED, count=count)
        assert sum(INVARIANTS[name](decide, one) for one in facts) > 0, council
