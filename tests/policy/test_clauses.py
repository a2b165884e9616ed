"""Every clause that can be cited says where it stands and what it means."""

import pytest

from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from gateway.policy.clauses import read_clauses
from tests.policy.books import CLAUSES, rule_book, texts_for

GOOD = """
["X-1"]
instrument = "Ashby Act 1900"
section = "section 1"
says = "Papers are open."
link = ""
checked = 2026-11-22
verified = "primary"
"""
BAD = [
    ('instrument = "Ashby Act 1900"', "", "instrument"),
    ('instrument = "Ashby Act 1900"', 'instrument = ""', "instrument"),
    ('instrument = "Ashby Act 1900"', "instrument = 1900", "instrument"),
    ('section = "section 1"', 'section = ""', "section"),
    ('says = "Papers are open."', 'says = ""', "says"),
    ('says = "Papers are open."', 'said = "Papers are open."', "said"),
    ('link = ""', "link = false", "link"),
    ("checked = 2026-11-22", 'checked = "2026-11-22"', "checked"),
    ("checked = 2026-11-22", "checked = 2026-11-31", "line"),
    ("checked = 2026-11-22", "checked = 2026-11-22T10:00:00", "checked"),
    ("checked = 2026-11-22", "", "checked"),
    ('verified = "primary"', 'verified = "yes"', "verified"),
    ('verified = "primary"', "verified = true", "verified"),
    ('verified = "primary"', 'verified = "primary"\nnote = "x"', "note"),
    ('["X-1"]', '["X-1"]\n["X-1"]', "line"),
    ('["X-1"]', "X 1 = 5", "line"),
    ('["X-1"]', '"X-2" = 5\n["X-1"]', "Expected `object`"),
    ('["X-1"]', "[X 1]", "line"),
]


def test_a_good_clause_is_read():
    """A clause comes back with its citation."""
    assert "Ashby Act 1900, section 1" == read_clauses("c.toml", GOOD)["X-1"].citation


@pytest.mark.parametrize(("old", "new", "reason"), BAD)
def test_a_clause_that_is_not_understood_is_refused(old, new, reason):
    """A wrong key, type or value is refused with the file and the key or line."""
    assert old in GOOD

    with pytest.raises(RuleBookError) as fault:
        read_clauses("c.toml", GOOD.replace(old, new, 1))

    assert "c.toml" == fault.value.where
    assert reason in fault.value.detail


def test_a_fault_names_its_clause():
    """Among many clauses, the one with the fault is named."""
    with pytest.raises(RuleBookError, match="X-2"):
        read_clauses("c.toml", GOOD + GOOD.replace("X-1", "X-2").replace("section = ", "part = "))


def test_a_row_cannot_cite_a_clause_that_is_not_there():
    """A rule book whose clauses lost one that a row cites is refused."""
    text = texts_for()[CLAUSES].replace('["CL-CONLAN"]', '["CL-CONLON"]')

    with pytest.raises(RuleBookError, match=r"'CL-CONLAN' is no clause id"):
        RuleBook(texts_for() | {CLAUSES: text})


def test_each_shipped_clause_speaks_plainly():
    """What a clause says is a whole sentence and no longer than a reader will read."""
    for name, clause in rule_book().clauses.items():
        assert clause.says.endswith("."), name
        assert len(clause.says) < 300, name
