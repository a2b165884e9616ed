"""Every word of a decision has plain words for the person who asked."""

from datetime import date, datetime
from typing import get_args

import pytest

from gateway.domain import decision, facts
from gateway.policy.letters import (
    CONDITIONS,
    HIDDEN,
    NOTICES,
    OUTCOMES,
    clock_sentence,
    effect_words,
    office_words,
    part_name,
)
from gateway.policy.vocabulary import words_for
from gateway.policy.words import OFFICES, VALUES
from tests.policy.books import rule_book


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (OUTCOMES, decision.Outcome),
        (CONDITIONS, decision.Condition),
        (NOTICES, decision.Notice),
        (OFFICES, facts.Office),
    ],
)
def test_nothing_is_without_words(words, of):
    """Each outcome, condition, notice and office is named, and nothing else is."""
    assert set(get_args(of)) == set(words)


@pytest.mark.parametrize("clock", get_args(decision.Clock))
def test_every_clock_tells_its_day(clock):
    """A clock's sentence holds its day or moment in words."""
    assert "Friday 4 December 2026" in clock_sentence(clock, date(2026, 12, 4))
    moment = datetime(2026, 12, 4, 14, 0)  # noqa: DTZ001 - clocks are local times
    assert "Friday 4 December 2026, 2pm." in clock_sentence(clock, moment)


@pytest.mark.parametrize(
    "words", [*OUTCOMES.values(), *CONDITIONS.values(), *NOTICES.values(), HIDDEN]
)
def test_sentences_are_whole(words):
    """What is said is a sentence, and short."""
    assert words[0].isupper()
    assert words.endswith(".")
    assert len(words) < 100


def test_offices_have_their_article():
    """An office stands in a sentence with its article."""
    assert "the Monitoring Officer" == office_words("monitoring_officer")


@pytest.mark.parametrize(
    ("kept", "named"),
    [
        ("A", "Part A"),
        ("12", "Part 12"),
        ("report", "Report"),
        ("closed-appendix", "Closed appendix"),
        ("part_2", "Part 2"),
        ("Appendix A-1: costs", "Appendix A-1: costs"),
        ("well-being plan", "Well-being plan"),
    ],
)
def test_parts_are_named_as_people_name_them(kept, named):
    """Joined words are taken apart; what somebody wrote as a name stays as it is."""
    assert named == part_name(kept)


@pytest.mark.parametrize("row", ["S1", "P1", "Z1"])
def test_what_a_rule_does_is_told(row):
    """You may see it, you may not, or it waits."""
    found = next(one for one in rule_book().councils["england"].rows if one.row == row)
    told = {"S1": "You may see it", "P1": "You may not see it", "Z1": "It waits"}

    assert told[row] == effect_words(found)


ENUMS = {
    "requester.kind": facts.RequesterKind,
    "requester.standing": facts.Standing,
    "requester.positions": facts.Position,
    "request.type": facts.RequestType,
    "request.form": facts.Form,
    "request.purpose": facts.Purpose,
    "request.scrutiny_link": facts.ScrutinyLink,
    "request.channel": facts.Channel,
    "segment.kind": facts.SegmentKind,
    "segment.held_by": facts.HeldBy,
    "segment.confidential": facts.Confidential,
    "segment.third_party_confidence": facts.ThirdPartyConfidence,
    "segment.personal_data": facts.PersonalData,
    "decision.by": facts.DecisionMaker,
    "findings.third_party_effect": facts.ThirdPartyEffect,
    "findings.casework_ground": facts.CaseworkGround,
    "findings.determination": facts.Determination,
}


@pytest.mark.parametrize("field", ENUMS)
def test_every_value_of_a_fact_has_words(field):
    """Each value that a fact can have is told in words, and no other is listed."""
    values = get_args(ENUMS[field])

    assert set(values) == set(VALUES[field])
    assert all("_" not in words_for(field, value) for value in values)


def test_a_value_without_words_of_its_own_is_told_as_it_stands():
    """Other values are told as written, without the signs of a program."""
    assert "head of service" == words_for("profile.first_decider", "head_of_service")
