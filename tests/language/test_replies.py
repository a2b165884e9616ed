"""Answers in Welsh: whatever the case, no sentence of the letter is left in English."""

from datetime import date

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from gateway.domain.facts import Facts
from gateway.errors import FactsError
from gateway.language.catalogue import welsh
from gateway.policy import book
from gateway.policy.reply import letter_lines
from tests.strategies import facts_for

RULES = book.load()


def _strictly(words: str) -> str:
    """The words in Welsh; a sentence that is missing is a fault."""
    said = welsh(words)
    if said is None:
        pytest.fail(f"no Welsh for: {words}")
    return said


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(facts_for("wales"))
def test_no_answer_is_left_in_english(case: Facts):
    """Outcome, reasons with their facts, conditions, clocks, what would help: each is said."""
    try:
        decision = RULES.decide(case)
    except FactsError:
        return
    told = RULES.told(case, decision)
    answer = RULES.reply(case, told, _strictly)
    lines = letter_lines(
        answer,
        reference="NTK-1",
        received=date(2026, 12, 4),
        answered=date(2026, 12, 5),
        paper=RULES.paper(case, told),
        say=_strictly,
    )
    english = RULES.reply(case, told)

    assert "Eich cais NTK-1" == lines[0]
    assert [part.part for part in english.parts] == [part.part for part in answer.parts]
    for one, other in zip(english.parts, answer.parts, strict=True):
        assert len(one.why) == len(other.why)
        assert len(one.next) == len(other.next)
        assert len(one.would_help) == len(other.would_help)
    assert msgspec.structs.asdict(english).keys() == msgspec.structs.asdict(answer).keys()
