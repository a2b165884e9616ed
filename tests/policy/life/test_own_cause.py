"""Nobody judges their own cause: the bars, tie by tie."""

import msgspec
import pytest

from gateway.policy.life.own_cause import Ties, barred

ALWAYS = [
    "requester",
    "helped",
    "subject",
    "author",
    "concerned",
    "related",
    "interested",
    "heard",
]


@pytest.mark.parametrize("tie", ALWAYS)
def test_who_is_tied_neither_decides_nor_hears(tie: str):
    """One tie is enough for both."""
    ties = Ties(**{tie: frozenset({"a"})})
    assert {"a"} == barred(ties, "decide")
    assert {"a"} == barred(ties, "hear")


def test_who_decided_may_decide_more_but_not_hear():
    """An officer makes several findings, and hears no dispute about them."""
    ties = Ties(decided=frozenset({"a"}))
    assert set() == barred(ties, "decide")
    assert {"a"} == barred(ties, "hear")


def test_every_tie_bars_from_something():
    """A tie that is added bars from hearing at least."""
    for tie in msgspec.structs.fields(Ties):
        assert {"a"} == barred(Ties(**{tie.name: frozenset({"a"})}), "hear")


def test_nobody_is_barred_without_a_tie():
    """The others may act."""
    assert set() == barred(Ties(), "hear")
