"""A rule book with one wrong line is found out, with facts on which the engine shows it."""

import pytest

from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.people import WHO
from gateway.policy.facts_reader import read_facts
from gateway.policy.proof.facts_text import facts_text
from tests.policy.proof.faults import IN_CONDITIONS, IN_ROWS, faulty, tried

QUICK = {"2", "9", "13"}


def marked(faults, name):
    """The faults as parameters; all but some quick ones are for the gates."""
    return [
        pytest.param(
            fault,
            id=f"{fault.breaks}-{getattr(fault, name)}",
            marks=() if fault.breaks in QUICK and name == "row" else pytest.mark.gate,
        )
        for fault in faults
    ]


def check_found(fault):
    """The fault is found, and the engine decides the facts as z3 says."""
    proof = tried(fault)
    assert "broken" == proof.state
    assert proof.counterexample.agreed
    for facts in proof.counterexample.facts:
        assert facts == read_facts(facts_text(facts))


@pytest.mark.parametrize("fault", marked(IN_ROWS, "row"))
def test_a_wrong_line_is_found(fault):
    """One word in one line, and the invariant that it breaks has a counterexample."""
    check_found(fault)


@pytest.mark.parametrize("fault", marked(IN_CONDITIONS, "condition"))
def test_a_wrong_condition_is_found(fault, monkeypatch):
    """A condition that means something else is found in the same way."""
    for names in (CONDITIONS, WHO):
        if fault.condition in names:
            monkeypatch.setitem(names, fault.condition, faulty(fault))
    check_found(fault)
