"""Simple questions: which they are, what they ask, and that keys say what the database says."""

import pytest

from gateway.domain.facts import Requester
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Is,
    MoreThan,
    Named,
    Not,
    Or,
    Present,
    Some,
)
from gateway.store.listing.asker import shape_of, values_of
from gateway.store.listing.kept import simple
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.kept.seen import Seen
from gateway.store.listing.kept.simple import KEYED, asked_of_all, asks_papers, asks_people
from gateway.store.listing.question import case_of_nobody, question
from tests.store.borough import LOCAL, RULES, Borough
from tests.store.listing.agreement import LOOKING, passing_town

SOMEBODY = Requester(kind="councillor", person="somebody")
PUBLIC = Is("segment.public", True)
GROUPED = Present("requester.group")
MADE = Before("now", "decision.made")


def test_the_simple_questions_of_an_expression():
    """And, or and not join them; what is asked of one item is one question."""
    entries = Some("entry", And((PUBLIC, MADE)))
    joined = Or((Named("so", And((PUBLIC, Not(GROUPED)))), entries, Always()))
    assert [PUBLIC, GROUPED, entries] == list(simple.simple(joined))


@pytest.mark.parametrize(
    ("expression", "papers", "people"),
    [
        (PUBLIC, True, False),
        (MADE, True, False),
        (GROUPED, False, True),
        (Always(), False, False),
        *((one, True, True) for one in KEYED),
    ],
)
def test_whom_an_expression_asks(expression, papers, people):
    """The paper, the person, both or neither."""
    assert (papers, people) == (asks_papers(expression), asks_people(expression))


@pytest.mark.parametrize("council", ["wolverhampton", "oxford"])
def test_all_that_is_asked_of_papers_alone_is_known_beforehand(council: str):
    """Whoever asks, each expression about papers is made of questions that were asked of all."""
    rules = RULES.council(council)
    known = set(asked_of_all(rules, case_of_nobody(rules, SOMEBODY, LOOKING)))
    asked = question(rules, shape_of(SOMEBODY), LOOKING, words=0)
    for plan in (asked.alone, asked.tied):
        assert plan.beforehand
        for expression in plan.beforehand:
            assert set(simple.simple(expression)) <= known


@pytest.mark.parametrize("leaf", [Before("now", "segment.made"), MoreThan("now", 3)])
def test_a_time_that_nobody_knows_is_refused(leaf):
    """What changes at a moment that is not looked for must not be kept."""
    with pytest.raises(TypeError):
        simple._refuse_unknown_moments(Some("entry", leaf))


def test_keys_say_what_the_database_says(borough: Borough):
    """Each question that compares keys is answered as the database answers it."""
    compared = 0
    for seed in range(2):
        with passing_town(borough, "wolverhampton", seed) as town:
            council = town.rules.council(town.council)
            answers = PaperAnswers().at(town.connection, council, LOOKING, LOCAL)
            for person in town.people:
                asked = question(council, shape_of(person), LOOKING, words=0)
                by = case_of_nobody(council, person, LOOKING, LOCAL)
                values = values_of(person, LOCAL)
                seen = Seen(answers, asked, by, town.connection, values)
                for expression in KEYED:
                    expected = seen._asked(expression) & answers.live
                    assert expected == seen._of_which(expression)
                    compared += bool(expected)
    assert compared > len(KEYED)
