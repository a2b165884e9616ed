"""What a rule leaves to the determiner, and that the determiner's word ends the wait."""

from typing import Any

from msgspec.structs import replace

from gateway.domain.casework import DisputeAnswer
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts, Segment
from gateway.policy.facts_reader import read_facts
from gateway.policy.life.referrals import effect_on, referred_in
from tests.policy.books import rule_book
from tests.policy.test_cases import CASES as FILES

_ALL = (read_facts(file.read_bytes()) for file in FILES)
CASES = [case for case in _ALL if case.request.type == "access"]
"""Every worked case of every council in which somebody asks to see something."""
LEFT_TO_THE_DETERMINER = {"H1", "L2", "L12", "L20", "U4"}


def decided(facts: Facts) -> Decision:
    """The decision on a case."""
    return rule_book().decide(facts)


def referred(facts: Facts) -> tuple[str, ...]:
    """The parts of a case that its council leaves to the determiner."""
    return referred_in(rule_book().council(facts.council), decided(facts))


def determined(facts: Facts, answer: DisputeAnswer) -> Facts:
    """The facts as they are once the determiner answered every part that was left to them."""
    left = referred(facts)
    parts = tuple(
        replace(one, findings=replace(one.findings, **found(one, answer)))
        if one.id in left
        else one
        for one in facts.document.segments
    )
    return replace(facts, document=replace(facts.document, segments=parts))


def found(segment: Segment, answer: DisputeAnswer) -> dict[str, Any]:
    """What the determiner's answer settles about a part."""
    return dict(effect_on(segment, answer).found)


def test_rows_and_holds_leave_parts_to_the_determiner():
    """Those that name the determiner and no other, in the worked cases of all councils."""
    leaving = set()
    for facts in CASES:
        parts = {one.id: one for one in decided(facts).segments}
        for name in referred(facts):
            leaving.add((*parts[name].holds, parts[name].row)[0])

    assert leaving == LEFT_TO_THE_DETERMINER


def test_what_waits_for_the_adviser_is_not_left_to_the_determiner():
    """Though in most councils both are the Monitoring Officer."""
    left = {
        one.row
        for facts in CASES
        for one in decided(facts).segments
        if one.outcome == "refer" and one.id not in referred(facts)
    }

    assert "P2" in left


def test_the_determiners_word_ends_the_wait():
    """Nothing that was determined, either way, is left to the determiner again."""
    for facts in CASES:
        for answer in ("overturn", "uphold"):
            assert () == referred(determined(facts, answer)), facts.title


def test_released_parts_go_out():
    """A part that nothing else keeps back is released when the determiner says so."""
    released = {
        one.row
        for facts in CASES
        for one in decided(determined(facts, "overturn")).segments
        if one.id in referred(facts) and one.released
    }

    assert "D1" in released
