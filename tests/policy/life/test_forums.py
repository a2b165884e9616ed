"""Disputes: which office hears what, in turn, and what an answer means."""

from typing import get_args

import pytest

from gateway.domain.casework import Ground
from gateway.domain.decision import Condition, SegmentDecision
from gateway.domain.facts import Segment
from gateway.policy.life.forums import (
    Effect,
    answers_to,
    effect_of,
    forum_for,
    may_be_disputed,
    may_be_varied,
    stages_of,
    to_answer,
)
from tests.policy.books import rule_book
from tests.policy.life.test_states import decided


def decided_by(row: str, outcome: str = "refuse", **more) -> SegmentDecision:
    """A segment decided by a row."""
    return SegmentDecision(
        id="main",
        outcome=outcome,  # type: ignore[arg-type]
        next="refuse",
        rules=(),
        conditions=more.get("conditions", ()),
        row=row,
        holds=(),
        dispute_to=None,
        neither_confirm_nor_deny=False,
    )


@pytest.mark.parametrize(
    ("row", "forum"),
    [
        ("L17", "proper_officer"),
        ("L16", "executive"),
        ("P1", "adviser"),
        ("N10", "stages"),
        ("L1", "none"),
    ],
)
def test_the_row_that_refused_picks_the_forum(row: str, forum: str):
    """The ground of a refusal leads where the row says."""
    council = rule_book().council("england")
    assert forum == forum_for(council, "refusal", decided_by(row))


def test_other_grounds_have_their_forum():
    """A delay or a condition goes to the stages, a conflict to the adviser."""
    council = rule_book().council("england")
    assert "stages" == forum_for(council, "delay", decided_by("L17"))
    assert "stages" == forum_for(council, "condition", decided_by("N11"))
    assert "adviser" == forum_for(council, "conflict", None)
    assert "stages" == forum_for(council, "refusal", None)


@pytest.mark.parametrize(
    ("council", "row", "condition", "own"),
    [
        ("borough", "N11", "official_duties_only", True),
        ("wolverhampton", "B1", "inspect_only", True),
        ("rutland", "N11", "no_onward", True),
        ("rutland", "S7", "no_onward", False),
        ("borough", "N11", "confidential", False),
        ("borough", "N7", "controller_notice", False),
    ],
)
def test_only_the_council_s_own_conditions_are_varied(
    council: str, row: str, condition: Condition, *, own: bool
):
    """What its protocol adds, and that a paper is only read; never what the law demands."""
    released = decided_by(row, "disclose_with_conditions", conditions=(condition,))
    assert own == may_be_varied(rule_book().council(council), released, condition)


def test_what_is_final_stays_final_in_confidence():
    """A paper of another authority is not ours to look at again, whoever asks for it how."""
    council = rule_book().council("england")
    assert "none" == forum_for(council, "refusal", decided_by("R1"), in_confidence=True)


@pytest.mark.parametrize("ground", get_args(Ground))
def test_a_report_in_confidence_stays_with_the_adviser(ground: Ground):
    """Whatever is disputed about it, no stage learns of it."""
    council = rule_book().council("england")
    assert "adviser" == forum_for(council, ground, decided_by("N10"), in_confidence=True)
    assert "adviser" == forum_for(council, ground, None, in_confidence=True)


@pytest.mark.parametrize(
    ("council", "stages"),
    [
        ("borough", "line_manager executive_director monitoring_officer"),
        ("wolverhampton", "monitoring_officer"),
        ("oxford", "monitoring_officer"),
        ("lydney", "chairman personnel_committee"),
        ("rutland", "chief_executive"),
        ("england", "monitoring_officer"),
    ],
)
def test_the_profile_picks_the_stages(council: str, stages: str):
    """In turn, and never the office that decided first."""
    profile = rule_book().profiles[council]
    assert tuple(stages.split()) == stages_of(profile, "refusal", "stages")


def test_other_forums_are_one_office():
    """Each has the last word on what it may decide."""
    england, lydney = (rule_book().profiles[name] for name in ("england", "lydney"))
    assert ("proper_officer",) == stages_of(england, "refusal", "proper_officer")
    assert ("executive",) == stages_of(england, "refusal", "executive")
    assert ("monitoring_officer",) == stages_of(england, "refusal", "adviser")
    assert ("chairman",) == stages_of(lydney, "conflict", "adviser")
    assert ("town_clerk",) == stages_of(lydney, "refusal", "adviser")
    assert () == stages_of(england, "refusal", "none")


@pytest.mark.parametrize(
    ("ground", "segment", "possible"),
    [
        ("refusal", decided_by("N10"), True),
        ("refusal", decided_by("Z1", "officer_judgement"), False),
        ("delay", decided_by("Z1", "officer_judgement"), True),
        ("delay", decided_by("N10"), False),
        ("delay", decided_by("Q1", "disclose"), False),
        ("condition", decided_by("N11", "disclose"), False),
        (
            "condition",
            decided_by("N11", "disclose_with_conditions", conditions=("no_onward",)),
            True,
        ),
        ("conflict", decided_by("Z1", "officer_judgement"), True),
    ],
)
def test_what_gives_a_ground(ground: Ground, segment: SegmentDecision, *, possible: bool):
    """A refusal is refused, a delay waits, a condition is there."""
    assert possible == may_be_disputed(ground, segment)


MAIN = Segment(id="main")


@pytest.mark.parametrize("forum", ["stages", "none"])
def test_the_stages_release_and_at_last_refuse(forum):
    """Upholding determines at the last stage only; before, the next one may look at it."""
    assert (("determination", "release"),) == effect_of(forum, MAIN, "overturn", last=False).found
    assert (("determination", "refuse"),) == effect_of(forum, MAIN, "uphold", last=True).found
    assert Effect() == effect_of(forum, MAIN, "uphold", last=False)


def test_a_groups_paper_is_internal_or_not():
    """Whoever hears it settles nothing else."""
    paper = Segment(id="main", kind="group_internal")
    assert (("internal_to_group", False),) == effect_of(
        "stages", paper, "overturn", last=False
    ).found
    assert (("internal_to_group", True),) == effect_of(
        "executive", paper, "uphold", last=True
    ).found
    assert () == effect_of("stages", paper, "uphold", last=False).found


def test_each_forum_decides_its_own_question():
    """Marks, relevance, the scope of a prohibition; nothing when the answer stands."""
    assert effect_of("proper_officer", MAIN, "overturn", last=True).lifts_marks
    assert not effect_of("proper_officer", MAIN, "uphold", last=True).lifts_marks
    assert (("relevant_to_scrutiny", True),) == effect_of(
        "executive", MAIN, "overturn", last=True
    ).found
    assert Effect() == effect_of("executive", MAIN, "uphold", last=True)
    assert Effect() == effect_of("adviser", MAIN, "overturn", last=True)
    assert Effect() == effect_of("adviser", MAIN, "uphold", last=True)


@pytest.mark.parametrize(
    ("confidential", "finding"),
    [
        ("enactment", "order_covers_members"),
        ("court_order", "order_covers_members"),
        ("government_department", "breach_of_confidence"),
    ],
)
def test_a_prohibition_does_not_reach_so_far(confidential, finding):
    """The adviser finds that this member is not meant."""
    secret = Segment(id="main", confidential=confidential)
    assert ((finding, False),) == effect_of("adviser", secret, "overturn", last=True).found


def test_an_answer_is_about_what_is_disputed():
    """Part by part; one part stands for all where a dispute names none, as when it is a delay."""
    whole = decided("nn")

    assert ("1",) == to_answer(("1",), whole)
    assert ("0",) == to_answer((), whole)


@pytest.mark.parametrize("ground", get_args(Ground))
def test_only_a_condition_is_varied(ground):
    """Whatever else is disputed is upheld or overturned."""
    assert ("uphold", "vary" if ground == "condition" else "overturn") == answers_to(ground)
