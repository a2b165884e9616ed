"""When two decisions are the same, and what goes out."""

from typing import get_args

import pytest
from msgspec.structs import replace

from gateway.domain.decision import Decision, Ground, SegmentDecision, SegmentOutcome

GROUND = Ground(part="decided", row="S9", clauses=("LGA-100F-1",), sentence="Nothing closes it.")
PART = SegmentDecision(
    id="body",
    outcome="disclose",
    next="release",
    rules=("LGA-100F-1",),
    conditions=(),
    row="S9",
    holds=(),
    dispute_to=None,
    neither_confirm_nor_deny=False,
)
DECISION = Decision(
    id="case",
    outcome="disclose",
    refer_to=None,
    rules=("LGA-100F-1",),
    conditions=(),
    notify=(),
    due={},
    segments=(PART,),
)


def test_words_do_not_make_two_decisions_differ():
    """Bare, a decision loses the words of the whole and of each part, and nothing else."""
    part = replace(PART, grounds=(GROUND,))
    explained = replace(DECISION, segments=(part,), grounds=(GROUND,))

    assert DECISION == explained.bare()
    assert DECISION == DECISION.bare()


@pytest.mark.parametrize("outcome", get_args(SegmentOutcome))
def test_only_what_is_disclosed_goes_out(outcome: SegmentOutcome):
    """Waiting and refused parts are not released."""
    assert outcome.startswith("disclose") == replace(PART, outcome=outcome).released
