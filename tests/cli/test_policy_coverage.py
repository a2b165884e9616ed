"""`gateway policy coverage`: what no case exercises is listed and counted."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gateway.cli.main import main
from gateway.policy.proof.facts_text import facts_text
from tests.cli.test_policy_prove import written
from tests.policy.books import facts
from tests.policy.proof.small import FEWEST, small_texts


def coverage(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["policy", "coverage", *map(str, words)])


def test_the_cases_of_the_rule_book_are_taken_where_none_is_named(tmp_path: Path):
    """What they exercise is counted; what no facts can take is told apart."""
    home = written(tmp_path, small_texts("england", FEWEST))
    (home / "policies/councils/england/cases").mkdir()
    case = home / "policies/councils/england/cases/one.toml"
    case.write_text(facts_text(facts("england", segment='kind = "accounts"')), encoding="utf-8")
    told = coverage("--rule-book", home)
    assert "No case in which it matters that public is so." in told.output
    assert "No facts can make it matter that group_kind is so." in told.output
    assert "are exercised by 1 cases." in told.output


@pytest.fixture
def one_case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of its own, where z3 is not installed."""
    monkeypatch.setitem(sys.modules, "gateway.policy.proof.reachable", None)
    file = tmp_path / "case.toml"
    file.write_text(facts_text(facts("england", segment='kind = "accounts"')), encoding="utf-8")
    return file


def test_one_case_leaves_much_untried(one_case):
    """Rules without a case are named and the exit code is 1; z3 is not needed."""
    told = coverage(one_case)
    assert 1 == told.exit_code
    assert "No case exercises: H1, H2" in told.output
    assert "No case in which it matters that public is so." in told.output
    assert "Install z3-solver" in told.output
    assert "1 of 72 rules" in told.output


def test_programs_read_one_line_of_json(one_case):
    """The counts and what is untried, as a program wants them."""
    told = json.loads(coverage("--json", one_case).output)
    assert (1, [1, 72], None) == (told["cases"], told["rules"], told["never_taken"])
    assert {"condition": "public", "turns_out": "is so"} in told["untried_branches"]
    assert "R1" in told["untried_rules"]
