"""The rules turned to people: whatever is asked of them was asked beforehand, or compares keys."""

import pytest

from gateway.domain.facts import Document, Requester, Segment
from gateway.store.listing.kept import reader_rules
from gateway.store.listing.kept.compared import COMPARED
from gateway.store.listing.kept.reader_rules import ReaderRules
from gateway.store.listing.kept.simple import simple
from tests.policy.books import COUNCILS
from tests.store.borough import LOCAL, RULES
from tests.store.listing.agreement import LOOKING


@pytest.mark.parametrize("council", COUNCILS)
def test_all_that_is_asked_of_people_alone_is_known_beforehand(council: str):
    """Whatever the paper, each expression about people is made of questions asked of everybody."""
    rules = ReaderRules(RULES.council(council), LOOKING)
    for plan in (rules.alone, rules.tied):
        assert plan.beforehand
        for expression in plan.beforehand:
            assert set(simple(expression)) <= set(rules.questions)
    assert set(rules.compared) <= set(COMPARED)


def test_what_somebody_answers():
    """Yes to some questions and no to others, and a key for each thing that papers may share."""
    rules = ReaderRules(RULES.council("wolverhampton"), LOOKING)
    ada = Requester(kind="councillor", person="ada", bodies=frozenset({"b1", "b2"}))
    bits, keys = rules.answers(ada)
    assert 0 < bits < (1 << len(rules.questions)) - 1
    assert {"ada", "b1", "b2"} == {key for _, key in keys}
    (case,) = rules.cases(Document(segments=(Segment(id="s", advice_to="ada"),)), LOCAL)
    asked = [key for question in rules.compared for key in rules.keys_of(case, question)]
    assert [key for key in keys if key[1] == "ada"] == asked


def test_a_question_that_compares_nothing_known_is_refused(monkeypatch: pytest.MonkeyPatch):
    """It would have to be asked of each person; nothing is passed over."""
    known = dict(list(COMPARED.items())[1:])
    monkeypatch.setattr(reader_rules, "COMPARED", known)
    with pytest.raises(TypeError, match="compares"):
        ReaderRules(RULES.council("wolverhampton"), LOOKING)
