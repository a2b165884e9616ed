"""Why, in short: without what is so of most, and of a refusal as one would say it."""

import pytest
from msgspec.structs import replace

from gateway.domain.decision import Ground, SegmentDecision
from gateway.domain.facts import Facts
from gateway.domain.saying import as_written
from gateway.policy.in_short import LED_THERE, OF_MOST, PLAINLY, in_short
from tests.language.sentences import of_letters
from tests.policy.books import facts, rule_book

REJECTED = "reasonably_necessary = false"
CLOSED = """
exempt = [{paragraph = 1, tested = 2026-06-01}]
business = [{body = "planning", start = 2026-06-15T18:30:00}]
"""


def segments(one: Facts) -> tuple[SegmentDecision, ...]:
    """The answer for each part, explained."""
    return rule_book().explain(one, rule_book().decide(one)).segments


def said(one: Facts) -> str:
    """Why, in short, of a paper with one part."""
    (part,) = segments(one)
    return in_short(part, as_written)


def test_what_decided_is_said_in_short():
    """The facts that decided; of a rule that asks for nothing, its sentence; of a hold, its own."""
    waits, refused = facts(), facts(findings=REJECTED)
    (one,) = segments(waits)
    held = Ground(part="held", row="H1", clauses=(), sentence="It waits.", facts=("it is held",))

    assert "No rule settles it by itself, so an officer must decide." == said(waits)
    assert "We found that you do not need it for this work." == said(refused)
    assert "It is held." == in_short(replace(one, grounds=(*one.grounds, held)), as_written)
    assert "" == in_short(replace(one, grounds=()), as_written)


def test_a_refusal_says_first_what_is_closed_and_then_what_is_missing():
    """Neither the right by which it was looked at, nor what is so of all marks."""
    (one,) = segments(facts(segment=CLOSED))

    assert ("refuse", "L17") == (one.outcome, one.row)
    assert (
        "It is closed to the public. You are not on the body whose business it is. "
        "You have not said why you need it."
    ) == in_short(one, as_written)


@pytest.mark.parametrize("left_out", [OF_MOST, LED_THERE], ids=["of most", "led there"])
def test_where_nothing_else_decided_it_is_told_all_the_same(left_out):
    """A reason is never left out altogether."""
    only = Ground(part="decided", row="R2", clauses=(), sentence="No.", facts=tuple(left_out))
    (one,) = segments(facts(findings=REJECTED))

    told = in_short(replace(one, grounds=(only,)), as_written)

    assert {f"{fact[:1].upper()}{fact[1:]}" for fact in left_out} == set(
        told.removesuffix(".").split(". ")
    )


@pytest.mark.parametrize("fact", sorted(OF_MOST | LED_THERE | PLAINLY.keys()))
def test_what_is_said_otherwise_is_said_in_these_words(fact: str):
    """As soon as the words of a fact change, so must those that are left out or said plainly."""
    assert fact in of_letters(rule_book().council("england"))
