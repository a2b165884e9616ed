"""What can be said against a rule book that reads well."""

import pytest

from gateway.errors import RuleBookError
from gateway.policy import conditions
from gateway.policy.book import RuleBook
from gateway.policy.conditions.naming import condition
from gateway.policy.expressions import Is
from gateway.policy.lint import findings
from tests.policy.books import CLAUSES, line_of, rule_book, texts_for, with_text


def test_nothing_is_said_against_the_shipped_rule_book():
    """The shipped rules have words and clauses, and nobody judges themselves."""
    assert [] == findings(rule_book())


def test_a_row_without_a_clause_that_applies_is_found():
    """A row that can decide for a council but cites only another council's protocol is told."""
    file, line = line_of("L12")
    clauses = "WLV-15.5b LOC-31 CL-CONLAN"
    assert clauses in line

    told = findings(RuleBook(with_text(file, line, line.replace(clauses, "WLV-15.5b"))))

    assert ["england: row L12 cites no clause that applies"] == told


def test_a_last_stage_that_decides_first_is_found():
    """Nobody hears the last dispute about their own decision."""
    file = "policies/councils/england/profile.toml"
    stages = 'dispute_stages = ["monitoring_officer"]'
    changed = with_text(file, stages, 'dispute_stages = ["service_director"]')

    told = findings(RuleBook(changed))

    assert ["england: the last dispute stage is the office that decides first"] == told


def test_a_condition_without_words_is_found(monkeypatch):
    """A new condition on a field that has no words is told, before any letter has a gap."""
    wordless = condition("coloured", Is("segment.colour", "red"))
    monkeypatch.setitem(conditions.CONDITIONS, "coloured", wordless)

    told = findings(rule_book())

    assert told
    assert {"condition coloured has no words for 'segment.colour'"} == set(told)


def test_the_self_test_is_part_of_the_check():
    """Rules that read well but release what they must not are a fault, in each council."""
    file, line = line_of("N11")
    loose = line.replace("need_passed & not casework", "not need_rejected         ")
    own = RuleBook(texts_for() | with_text(file, line, loose))

    with pytest.raises(RuleBookError, match="release to a report with nothing in its favour"):
        findings(own)


def test_a_clause_that_lives_nowhere_is_found():
    """A clause that nothing quotes, and of which nobody says where it lives, is told."""
    clause = '["X-1"]\ninstrument = "Ashby Act"\nsection = "1"\nsays = "Papers are open."\n'
    more = f'{texts_for()[CLAUSES]}\n{clause}checked = 2026-11-22\nverified = "primary"\n'

    told = findings(RuleBook(texts_for() | {CLAUSES: more}))

    assert "X-1: nothing quotes it, so it needs 'lives'" in told
