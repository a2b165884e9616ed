"""Answers as sets of places: parts and documents, changes in time, and what stays the same."""

from datetime import datetime

import pytest
from pyroaring import BitMap

from gateway.policy.expressions import Is
from gateway.store.listing.kept.answers import (
    Answers,
    Gathered,
    TooManyPartsError,
    nothing_known,
    part_number,
    with_changed,
)
from gateway.store.listing.kept.places import MOST, Places
from gateway.store.listing.kept.rows import Part, Said

PUBLIC, PLAIN = Is("segment.public", True), Is("segment.confidential", "none")
QUESTIONS = (PUBLIC, PLAIN)
MOMENT = "2026-11-23T09:00:00.000000Z"
NOON, EVENING = (
    datetime.fromisoformat("2026-11-23T12:00"),
    datetime.fromisoformat("2026-11-23T18:00"),
)


def _said(*parts: int, tie: str | None = None) -> Said:
    live = tuple(Part((answers,), (("body", "b"),) if answers else (), tie) for answers in parts)
    return Said("0" * 32, MOMENT, b"harbour", live)


def _answers(*documents: Said) -> Answers:
    gathered = Gathered()
    for place, said in enumerate(documents):
        gathered.add(place, said)
    return with_changed(nothing_known(QUESTIONS, Places()), BitMap(), gathered, QUESTIONS)


def test_each_question_has_the_parts_that_say_yes():
    """The bits of the numbers are the questions in their order; keys and ties are kept apart."""
    answers = _answers(_said(0b01, 0b10), _said(0b11, 0, tie="a"))
    first, second = (part_number(one, 0) for one in (0, 1))
    other, fourth = (part_number(one, 1) for one in (0, 1))
    assert [first, second] == list(answers.so[PUBLIC])
    assert [second, other] == list(answers.so[PLAIN])
    assert [first, second, other] == list(answers.keyed["body", "b"])
    assert [[second, fourth]] == [list(one) for one in answers.ties]


def test_documents_of_parts_and_parts_of_documents():
    """A document is found once, whichever of its parts; it has all of its live parts."""
    answers = _answers(_said(0, 0, 0), _said(0))
    assert [0, 1] == list(answers.documents(answers.live))
    assert [0] == list(answers.documents(BitMap([part_number(0, 2)])))
    assert [0, part_number(0, 1), part_number(0, 2)] == list(answers.parts_of(BitMap([0])))
    assert [] == list(answers.documents(BitMap()))


def test_only_what_changed_is_another_set():
    """Sets in which nothing changed are shared with the state before, which stays as it was."""
    before = _answers(_said(0b01), _said(0b10))
    gathered = Gathered()
    gathered.add(1, _said(0))
    after = with_changed(before, BitMap([1]), gathered, QUESTIONS)
    assert before.so[PUBLIC] is after.so[PUBLIC]
    assert ([1], []) == (list(before.so[PLAIN]), list(after.so[PLAIN]))
    assert before.live == after.live


def test_answers_hold_until_a_moment_comes():
    """From the last moment that passed until the next; midnight is one, and a second later."""
    answers = _answers(_said(0)).turning([("2026-11-23T18:00:00", 0), ("2026-11-20", 0)], NOON)
    assert datetime.fromisoformat("2026-11-23") == answers.since
    assert answers.holds_at(NOON)
    assert not answers.holds_at(datetime.fromisoformat("2026-11-22T23:59"))
    assert not answers.holds_at(EVENING)
    assert (set(), {0}) == (answers.due(NOON), answers.due(EVENING))
    later = answers.turning([], EVENING)
    assert EVENING == later.since
    assert later.holds_at(EVENING)
    assert not later.holds_at(EVENING.replace(second=1))
    assert not later.holds_at(NOON)


def test_a_document_of_too_many_parts():
    """There are numbers for so many parts and no more."""
    with pytest.raises(TooManyPartsError):
        Gathered().add(0, _said(*[0] * (2**32 // MOST + 1)))
