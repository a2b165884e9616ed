"""Invariants of a rule book's own: read strictly, kept or broken."""

import pytest

from gateway.errors import RuleBookError
from gateway.policy.book import INVARIANTS, shipped
from gateway.policy.proof.claims import Subject
from gateway.policy.proof.promises import read_promises
from gateway.policy.proof.prove import prove_one
from tests.policy.books import rule_book

GOOD = """
[[invariant]]
name = "mine"
says = "Something that must be so."
"""


def state(lines, council="england"):
    """What becomes of one invariant, written with these lines."""
    found = read_promises(GOOD + lines)
    subject = Subject(rule_book(), rule_book().councils[council])
    return prove_one(subject, "mine", (found["mine"],)).state


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ('when = "public & not prohibited"\nthen = "not refused | in prohibition"', "proved"),
        ('who = "member"\nwhat = "accounts"\nthen = "not by S8 | released | held"', "proved"),
        ('use = "access"\nwhere = "employment_bar = true"\nthen = "waiting"', "never met"),
        ('when = "closed"\nthen = "closed"', "proved"),
        ('when = "closed"\nthen = "by NO"', "broken"),
        ('then = "released | refused"', "broken"),
    ],
)
def test_an_invariant_is_kept_broken_or_never_met(lines, expected):
    """Every kind of word is understood as its name says."""
    assert expected == state(lines)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('[[invariant]]\nname = "x"', "missing required field"),
        (GOOD + 'then = "waiting"\nwhy = "x"', "unknown field"),
        ("invariant = [", "end of document"),
        (GOOD + 'then = "shown"', "mine: 'shown' is no outcome, layer, row or condition"),
        (GOOD + 'then = "in law"', "'in law' is no outcome"),
        (GOOD + 'then = "by"', "'by' is no outcome"),
        (GOOD + 'then = "not not released"', "'not released' is no outcome"),
        (GOOD + 'then = "waiting"\nwho = "mayor"', "mine: Who names 'mayor'"),
        (GOOD + 'then = "waiting"\nwhen = "nice"', "mine: When names 'nice'"),
        (GOOD + 'then = "waiting"\nuse = "look"', "mine: 'look' is no Use"),
        (GOOD + 'then = "waiting"\nwhere = "bar = true"', "mine: Where reads"),
        (GOOD + 'then = "waiting"' + GOOD + 'then = "refused"', "mine: the name is used twice"),
    ],
)
def test_what_is_not_understood_is_refused(text, reason):
    """A word, key or name that is not understood is refused with the reason and the file."""
    with pytest.raises(RuleBookError) as fault:
        read_promises(text)

    assert reason in fault.value.detail
    assert INVARIANTS == fault.value.where


@pytest.mark.gate
@pytest.mark.parametrize("council", list(rule_book().councils))
def test_the_shipped_invariants_are_kept(council):
    """Each of the invariants in the shipped file holds, or has nothing to say of the council."""
    found = read_promises((shipped() / INVARIANTS).read_text(encoding="utf-8"))
    subject = Subject(rule_book(), rule_book().councils[council])
    states = {name: prove_one(subject, name, (one,)).state for name, one in found.items()}
    assert {"proved", "never met"} >= set(states.values()), states
