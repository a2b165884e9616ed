"""Malformed rule books and facts are refused with a place and a reason: a few of the gate's."""

import pytest

from gates.malformed import control, tried
from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from tests.policy.books import texts_for


@pytest.mark.parametrize(("what", "count"), [("facts", 300), ("books", 60)])
def test_slips_are_refused(what, count):
    """None is decided, and none ends in another error."""
    assert [] == tried(what, count, "tests").wrong


@pytest.mark.parametrize("what", ["facts", "books"])
def test_a_lenient_reader_is_caught(what):
    """The control: a reader that passes over what it does not understand is found out."""
    assert control(what, 1).wrong


@pytest.mark.parametrize(
    "file", ["policies/clauses.toml", "policies/councils/england/profile.toml"]
)
def test_brackets_without_end_are_refused(file):
    """A text that would exhaust the reader is a fault of the file, not of the gateway."""
    deep = {file: f"a = {'[' * 5000}"}

    with pytest.raises(RuleBookError, match="too many brackets") as fault:
        RuleBook(texts_for() | deep)
    assert file == fault.value.where
