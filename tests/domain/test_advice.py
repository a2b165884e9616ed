"""What people send about advice: a question names one thing at most."""

import msgspec
import pytest

from gateway.domain.advice import AdviceQuestion

DOCUMENT, REQUEST = "0" * 32, "NTK-2026-0001"


def test_a_question_about_both_is_refused():
    """A document and a request would be two questions."""
    with pytest.raises(ValueError, match="not both"):
        AdviceQuestion(words="May I?", document=DOCUMENT, request=REQUEST)


@pytest.mark.parametrize("named", [{}, {"document": DOCUMENT}, {"request": REQUEST}])
def test_a_question_about_one_or_neither(named):
    """It is read as it is sent, and is in confidence only where that is asked."""
    sent = msgspec.json.encode({"words": "May I?", **named})
    read = msgspec.json.decode(sent, type=AdviceQuestion)
    assert (AdviceQuestion(words="May I?", **named), False) == (read, read.in_confidence)


@pytest.mark.parametrize("wrong", [{"words": ""}, {"request": "NTK-1"}, {"document": "1"}])
def test_a_question_has_words_and_names_by_id(wrong):
    """An empty question, and what is no id or reference, is refused."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode({"words": "May I?", **wrong}), type=AdviceQuestion)
