"""What worked cases exercise, and that the shipped ones exercise all that any facts can."""

import pytest

from gateway.policy.book import shipped
from gateway.policy.branches import Branch
from gateway.policy.coverage import coverage
from gateway.policy.facts_reader import read_facts
from gateway.policy.proof.reachable import never_taken
from tests.policy.books import facts, officer_check, rule_book
from tests.policy.proof.small import small_book

UNREACHABLE = {
    # L8 has decided whatever comes with a consent refused
    Branch(condition="consent_unasked", turns_out="is not so"),
    # S1 to S5, U1 and U2 have decided whatever has no such tags
    Branch(condition="tags_barred", turns_out="is not so"),
}
"""What no facts can make matter, with the rules that come first."""


def of(*cases):
    """What some facts exercise."""
    return coverage(rule_book(), [(one, rule_book().decide(one)) for one in cases])


def tried(found):
    """The branches that were taken."""
    return set(found.branches) - set(found.untried_branches)


def branch(condition, turns_out="is so"):
    """A branch by its words."""
    return Branch(condition=condition, turns_out=turns_out)


def test_no_case_exercises_nothing():
    """Without cases every rule and every branch is untried."""
    found = of()
    assert (0, found.rows, found.branches) == (
        found.cases,
        found.untried_rows,
        found.untried_branches,
    )


def test_one_case_exercises_the_rule_that_decides_it():
    """The rule is tried, and the conditions on which its match turned."""
    found = of(facts("england", segment='kind = "accounts"'))
    assert {"S8"} == set(found.rows) - set(found.untried_rows)
    assert branch("member") in tried(found)


def test_a_condition_counts_only_while_it_matters():
    """Where something else stops the rule already, a condition of it exercises nothing."""
    broad = 'broad = true\npurpose = "official_duty"'
    assert branch("broad_unanswered") in tried(of(facts("england", request=broad)))
    found = of(facts("england", request=broad, segment="public = true"))
    assert branch("broad_unanswered") not in tried(found)


def test_an_item_counts_when_no_other_would_do():
    """Of two marks that are both in effect, neither alone makes the paper exempt."""
    one, two = "exempt = [{ paragraph = 1 }]", "exempt = [{ paragraph = 1 }, { paragraph = 2 }]"
    assert branch("in_effect") in tried(of(facts("oxford", segment=one)))
    assert branch("in_effect") not in tried(of(facts("oxford", segment=two)))


def test_holds_the_second_look_and_hidden_papers_count():
    """What is asked after the first row that matches is exercised too."""
    found = tried(
        of(
            officer_check(segment='kind = "advice_to_member"', findings="briefing_approved = true"),
            facts(
                "england",
                segment='business = [{ body = "b", start = 2026-06-16T18:00:00 }]\n'
                "exempt = [{ paragraph = 1 }]",
            ),
        )
    )
    assert {branch("private_other"), branch("tags_supported", "is not so")} <= found


def test_a_tie_counts_when_nothing_else_held_it():
    """A part that waits only because it is tied to another exercises the tie."""
    tied = (
        'kind = "accounts"\nnot_severable = "x"\n[[document.segments]]\nid = "other"\n'
        'not_severable = "x"'
    )
    assert branch("inseparable") in tried(of(facts("england", segment=tied)))


@pytest.fixture(scope="module")
def of_the_shipped_cases():
    """What the cases that come with the rule book exercise."""
    files = sorted((shipped() / "policies").glob("*/*/cases/*.toml"))
    return of(*(read_facts(file.read_bytes()) for file in files))


def test_the_shipped_cases_exercise_every_rule(of_the_shipped_cases):
    """No rule and no hold without a case."""
    assert () == of_the_shipped_cases.untried_rows


def test_the_shipped_cases_exercise_every_branch_that_can_matter(of_the_shipped_cases):
    """What is left out cannot be exercised by any facts at all: that is proved, not believed."""
    left = of_the_shipped_cases.untried_branches
    assert sorted(UNREACHABLE) == sorted(left) == never_taken(rule_book(), left)


def test_a_branch_of_an_item_can_be_taken():
    """Facts with a mark that is in effect, and with one that is not, are found."""
    book = small_book("england")
    wanted = [branch("in_effect"), branch("over", "is not so"), branch("inseparable")]
    assert [] == never_taken(book, wanted)
