"""`gateway policy gaps`: what the rules leave open, never use, or settle by order."""

from pathlib import Path

from click.testing import CliRunner, Result

from gateway.cli import gaps_page
from gateway.cli.main import main
from gateway.policy.facts_reader import read_facts
from tests.cli.test_policy_prove import written
from tests.policy.books import line_of, rule_book, with_text


def gaps(*words: object) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["policy", "gaps", *map(str, words)])


def test_the_shipped_rules_are_in_order():
    """Nothing is left open; what is behind another rule, and what order settles, is listed."""
    told = gaps("--council", "wolverhampton")
    assert 0 == told.exit_code
    assert "Some rule decides whatever the facts are." in told.output
    assert "N5 never decides: what it matches, L15 decides first." in told.output
    assert "S8 before L1, L11" in told.output


def test_a_rule_that_never_acts_anywhere_fails(tmp_path: Path):
    """A rule that contradicts itself is named, and the exit code is 1."""
    file, line = line_of("S8")
    wrong = with_text(file, line, line.replace("always", "public & not public", 1))
    told = gaps("--rule-book", written(tmp_path, wrong))
    assert 1 == told.exit_code
    assert "These never act in any council:" in told.output
    assert "S8" in told.output


def test_one_council_alone_is_not_blamed_for_rules_of_others():
    """A rule that only another council can use is no gap of this one."""
    told = gaps("--council", "wales")
    assert 0 == told.exit_code
    assert "never act" not in told.output


def test_facts_for_a_pair_of_rules_are_printed():
    """The facts are decided by the first rule, though the second matches."""
    told = gaps("--council", "oxford", "--example", "B5", "L10")
    decision = rule_book().decide(read_facts(told.output))
    assert "B5" == decision.segments[0].row


def test_a_pair_that_never_meets_has_no_example():
    """Two rules without common facts, and a name that is no rule, are told plainly."""
    for pair in (("S1", "Q1"), ("S1", "NO")):
        told = gaps("--council", "england", "--example", *pair)
        assert 1 == told.exit_code
        assert f"There are no facts that {pair[0]} decides and {pair[1]} matches." in told.output


def test_facts_that_no_rule_decides_are_printed(capsys):
    """They stand in full, to be decided by a rule to come."""
    facts = read_facts(gaps("--council", "oxford", "--example", "B5", "L10").output)
    found = gaps_page.find_gaps(rule_book().councils["lydney"])
    gaps_page._print(type(found)(**{**vars(found), "undecided": facts}))
    assert "No rule decides these facts:\n\nid = " in capsys.readouterr().out
