"""Questions that ask both a paper and a person hold exactly where a key is shared."""

from gateway.policy.case import case_of
from gateway.policy.predicate import predicate
from gateway.store.listing.kept.compared import COMPARED
from tests.store.borough import RULES
from tests.strategies import seeded_facts


def test_a_key_is_shared_where_it_holds():
    """For any paper and person; and each question holds of some and not of others."""
    answers: dict[int, set[bool]] = {}
    for facts in seeded_facts("wolverhampton", seed=1, count=500):
        for part in facts.document.segments:
            case = case_of(facts, RULES.profiles[facts.council], part)
            for number, (question, (of_papers, of_people)) in enumerate(COMPARED.items()):
                shared = not set(of_papers(case)).isdisjoint(of_people(case))
                assert predicate(question)(case) == shared
                answers.setdefault(number, set()).add(shared)
    assert [{True, False}] * len(COMPARED) == list(answers.values())
