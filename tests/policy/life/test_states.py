"""Where a request and its segments stand."""

import pytest

from gateway.domain.decision import Decision, SegmentDecision
from gateway.policy.life.states import request_state, segment_state

OUTCOMES = {
    "r": "disclose",
    "c": "disclose_with_conditions",
    "n": "refuse",
    "o": "officer_judgement",
    "d": "refer",
}


def decided(letters: str) -> Decision:
    """A decision with a segment for each letter, named by its place."""
    return Decision(
        id="NTK-2026-0001",
        outcome="refuse",
        refer_to=None,
        rules=(),
        conditions=(),
        notify=(),
        due={},
        segments=tuple(_segment(str(place), one) for place, one in enumerate(letters)),
    )


def _segment(name: str, letter: str) -> SegmentDecision:
    return SegmentDecision(
        id=name,
        outcome=OUTCOMES[letter],  # type: ignore[arg-type]
        next="refuse",
        rules=(),
        conditions=(),
        row="N1",
        holds=(),
        dispute_to=None,
        neither_confirm_nor_deny=False,
    )


@pytest.mark.parametrize(
    ("letters", "state"),
    [
        ("r", "agreed"),
        ("rc", "agreed"),
        ("rn", "agreed_in_part"),
        ("n", "not_agreed"),
        ("", "not_agreed"),
        ("ro", "with_officer"),
        ("no", "with_officer"),
        ("od", "with_determiner"),
        ("rd", "with_determiner"),
    ],
)
def test_a_request_stands_where_its_segments_stand(letters: str, state: str):
    """What waits comes before what is decided, and the determiner before the officer."""
    assert state == request_state("open", decided(letters), (), dispute=False)


@pytest.mark.parametrize("mark", ["information_asked", "ended", "withdrawn"])
def test_a_mark_says_more_than_the_segments(mark: str):
    """A request that was withdrawn is withdrawn, whatever was decided."""
    assert mark == request_state(mark, decided("rod"), (), dispute=True)  # type: ignore[arg-type]


def test_a_dispute_is_with_the_determiner():
    """A dispute about a part, or about an answer that tells of none."""
    assert "with_determiner" == request_state("open", decided("rn"), {"1"}, dispute=False)
    assert "with_determiner" == request_state("open", decided(""), (), dispute=True)


def test_each_segment_stands_for_itself():
    """One is released while others wait, are disputed or refused."""
    states = [segment_state(one, {"2"}) for one in decided("rnnod").segments]
    assert ["released", "not_agreed", "disputed", "with_officer", "with_determiner"] == states
