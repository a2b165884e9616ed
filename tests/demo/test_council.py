"""The invented council: as large and as mixed as a real one, and the same every time."""

from collections import Counter
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.demo.asked import asked
from gateway.demo.bodies import COMING, meetings
from gateway.demo.council import Invented, invent
from gateway.demo.guide import guide, in_a_browser
from gateway.demo.offices import offices_of
from gateway.domain.dates import in_words
from gateway.domain.facts import (
    Confidential,
    PersonalData,
    RequesterKind,
    SegmentKind,
    ThirdPartyConfidence,
)
from gateway.domain.papers import PaperSegment
from gateway.domain.register import Register
from gateway.importing.difference import difference
from gateway.policy import book
from gateway.policy.wellformed import PARAGRAPHS

TODAY = date(2026, 11, 22)
PROFILES = book.load().profiles
EVERY_PROFILE = pytest.mark.parametrize("name", sorted(PROFILES))


def council(name: str = "wolverhampton", today: date = TODAY) -> Invented:
    """The invented council under a profile."""
    return invent(today, PROFILES[name])


def segments(invented: Invented) -> list[PaperSegment]:
    """Every segment of every document."""
    return [segment for paper in invented.papers.documents for segment in paper.segments]


@EVERY_PROFILE
def test_it_is_as_large_as_promised(name: str):
    """80 councillors in five groups, 30 bodies, 12 meetings and 150 documents, everywhere."""
    invented = council(name)
    register = invented.register
    sitting = {
        person.id
        for person in register.people
        if person.kind == "councillor" and person.id.startswith("councillor")
    }

    assert (80, 5, 30, 12, 150) == (
        len(sitting),
        len(register.party_groups),
        len(register.bodies),
        len(register.meetings),
        len(invented.papers.documents),
    )
    assert 3 == len(sitting - {row.person for row in register.group_memberships})


def test_the_same_day_gives_the_same_council():
    """Whoever tries something can tell somebody else how to see it."""
    assert council() == council()


def test_another_seed_gives_other_people():
    """The seed decides."""
    other = invent(TODAY, PROFILES["wolverhampton"], seed=2)

    assert council().register.people != other.register.people


@EVERY_PROFILE
def test_nobody_shares_a_name(name: str):
    """Two people who share a name would be hard to tell apart on the screen."""
    names = Counter(person.name.split()[-1] for person in council(name).register.people)

    assert {1} == set(names.values())


@EVERY_PROFILE
def test_every_office_that_the_rules_can_ask_is_held(name: str):
    """No request of the invented council waits for nobody but the members' own bodies."""
    held = {row.office for row in council(name).register.offices}

    assert {*offices_of(PROFILES[name]), "officer", "auditor"} <= held | {
        "full_council",
        "personnel_committee",
    }


def test_every_kind_of_person_is_there():
    """Councillors, co-opted members with and without a vote, assistants, officers."""
    kinds = {person.kind for person in council().register.people}

    absent = {"elected_mayor", "parish_coopted", "public"}
    assert set(get_args(RequesterKind)) - absent == kinds


def test_some_are_former_suspended_substitutes_or_interested():
    """What is out of the ordinary happens to somebody."""
    register = council().register

    assert 2 == sum(term.end is not None and term.end <= TODAY for term in register.terms)
    assert all(
        (
            register.suspensions,
            register.substitutions,
            register.interests,
            register.adverse_matters,
            register.undertakings,
        )
    )


@EVERY_PROFILE
def test_every_kind_of_paper_is_there(name: str):
    """Every kind of segment and restriction, and each paragraph that applies, tested and not."""
    parts = segments(council(name))
    tags = [tag for segment in parts for tag in segment.exempt]
    shown = PARAGRAPHS[PROFILES[name].exemption_scheme][:7]

    assert set(get_args(SegmentKind)) == {segment.kind for segment in parts}
    assert set(get_args(Confidential)) == {segment.confidential for segment in parts}
    assert set(get_args(ThirdPartyConfidence)) == {part.third_party_confidence for part in parts}
    assert set(get_args(PersonalData)) == {segment.personal_data for segment in parts}
    assert {(paragraph, tested) for paragraph in shown for tested in (True, False)} == {
        (tag.paragraph, tag.tested is not None) for tag in tags
    }
    assert {True, False} == {tag.negotiation_terms for tag in tags}
    assert all(tag.tested <= TODAY for tag in tags if tag.tested)
    assert {"council", "executive"} == {segment.held_by for segment in parts}


def test_every_part_has_a_text_that_says_that_it_is_invented():
    """Nobody takes it for a real paper."""
    assert all("invented document" in (segment.text or "") for segment in segments(council()))


def test_there_are_meetings_before_today_today_and_after():
    """And one that is cancelled."""
    days = Counter(
        (meeting.start.date() > TODAY) - (meeting.start.date() < TODAY)
        for meeting in council().register.meetings
    )

    assert {-1: 6, 0: 2, 1: 4} == days
    assert 1 == sum(meeting.cancelled for meeting in council().register.meetings)


@given(st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_meetings_stay_around_today_and_keep_off_weekends(today: date):
    """Whatever the day, what is past is past and what is to come is to come."""
    held = meetings(today)

    assert sorted(held, key=lambda meeting: meeting.start) == list(held)
    assert all(meeting.start.weekday() < 5 for meeting in held if meeting.start.date() != today)
    assert all((meeting.ended is not None) == (meeting.start.date() < today) for meeting in held)


@EVERY_PROFILE
def test_everything_refers_to_something(name: str):
    """The importers take it without a note and without a fault, from an empty register."""
    register = council(name).register
    found = difference(Register(source=register.source), register, today=TODAY)

    assert () == found.notes
    assert {"added"} == {change.what for change in found.changes}


@EVERY_PROFILE
def test_the_guide_knows_people_who_are_answered_differently(name: str):
    """A plain member of the committee and a plain councillor who is not on it."""
    invented = council(name)
    shown = guide(invented, PROFILES[name])
    planning = {seat.person for seat in invented.register.seats if seat.body == "planning"}

    assert shown.member.person in planning
    assert shown.other.person not in planning
    assert len(shown.roles) == len({role.person for role in shown.roles})
    assert (shown.document, shown.title) in {
        (paper.id, paper.title) for paper in invented.papers.documents
    }


@EVERY_PROFILE
def test_the_place_of_the_paper_to_try_finds_it_alone(name: str):
    """Either word of it, at the end of the title. A part is closed, for the meeting named."""
    invented = council(name)
    shown = guide(invented, PROFILES[name])
    (day,) = (one.start.date() for one in invented.register.meetings if one.id == COMING)

    for word in shown.title.lower().split()[-2:]:
        found = [one for one in invented.papers.documents if word in one.title.lower()]
        assert [shown.document] == [one.id for one in found]
    assert [False, True] == [bool(part.exempt) for part in found[0].segments]
    assert {COMING} == {item.meeting for part in found[0].segments for item in part.business}
    assert day == shown.day


@EVERY_PROFILE
def test_the_guide_says_what_to_do_in_a_browser(name: str):
    """Whom to be first, and for which paper to ask: by what the pages call them."""
    shown = guide(council(name), PROFILES[name])
    said = in_a_browser(shown)

    first = (shown.other, shown.officer, shown.member, shown.proper_officer)
    assert [] == [role.who for role in first if role.who not in said]
    assert f'"{shown.title}"' in said
    assert f"({shown.body}, {in_words(shown.day)})" in said


@EVERY_PROFILE
def test_some_councillors_have_asked_for_closed_papers(name: str):
    """Not those whom a newcomer is to be, not the paper to try, and nobody as a member."""
    invented = council(name)
    shown = guide(invented, PROFILES[name])
    made = asked(invented, shown)
    papers = {paper.id: paper for paper in invented.papers.documents}
    sits = {(seat.person, seat.body) for seat in invented.register.seats}

    assert [False, True, False] == [one.found for one in made]
    assert 3 == len({one.person for one in made} - {role.person for role in shown.roles})
    assert 3 == len({one.document for one in made} - {shown.document})
    for one in made:
        parts = papers[one.document].segments
        assert any(part.exempt for part in parts)
        bodies = {item.body for part in parts for item in part.business}
        assert not [body for body in bodies if (one.person, body) in sits]


def test_terms_begin_before_today_whatever_the_day():
    """The council was elected last year, and officers began before that day."""
    for today in (date(2026, 1, 1), date(2026, 4, 30), date(2028, 2, 29)):
        starts = [term.start for term in council(today=today).register.terms]
        assert max(start for start in starts if start) < today - timedelta(days=60)
