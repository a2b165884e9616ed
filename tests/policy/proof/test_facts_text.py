"""Facts written as TOML are the same facts when they are read."""

import pytest
from msgspec.structs import replace

from gateway.domain.facts import Document, Expect
from gateway.policy.facts_reader import read_facts
from gateway.policy.proof.facts_text import facts_text
from tests.policy.books import COUNCILS, facts
from tests.strategies import seeded_facts


@pytest.mark.parametrize("council", COUNCILS)
def test_written_facts_are_read_again(council):
    """Whatever the facts hold, reading what was written gives them back."""
    for one in seeded_facts(council, seed=6, count=40):
        untitled = replace(one, document=Document(segments=one.document.segments))
        assert untitled == read_facts(facts_text(one))


def test_what_is_usual_is_not_written():
    """An ordinary request is a few lines, and what a case expects is left out."""
    one = replace(facts(), expect=Expect(outcome="refuse", segments={}))
    assert [
        'id = "1"',
        'title = "An invented request"',
        'council = "england"',
        "now = 2026-06-08T10:00:00",
        "",
        "[requester]",
        'kind = "councillor"',
        'person = "person-a"',
        "",
        "[request]",
        'type = "access"',
        "",
        "[[document.segments]]",
        'id = "part"',
    ] == facts_text(one).splitlines()
