"""Modern.Gov's web service: what is read from its answers, and what never is."""

import re
from datetime import date, datetime

import pytest

from gateway.domain.register import (
    Body,
    GroupMembership,
    Meeting,
    Person,
    Register,
    Term,
    WardSeat,
)
from gateway.errors import ImportFileError
from gateway.importing.fault import file
from gateway.importing.modern_gov_xml import read_modern_gov
from tests.importing import invented

TODAY = date(2026, 11, 22)


def read(text: str) -> Register:
    """The register that the text describes."""
    return read_modern_gov(text.encode(), file("answer.xml"), today=TODAY)


def test_councillors_have_ward_party_and_their_latest_term():
    """Entities that the service writes twice are read twice; an open end is open."""
    register = read(invented.COUNCILLORS_XML)

    assert "modern-gov" == register.source
    assert Person(id="704", name="County Councillor Rory O'Marchbank", kind="councillor") in (
        register.people
    )
    assert WardSeat(person="701", ward="Larkfield & Nether Wold") in register.ward_seats
    assert {
        Term(person="701", start=date(2025, 5, 5)),
        Term(person="702", start=date(2025, 5, 5), end=date(2027, 5, 6)),
        Term(person="703"),
        Term(person="704"),
    } == set(register.terms)


def test_a_party_stands_for_a_group_but_independent_does_not():
    """An independent councillor has no group, and the list says so."""
    register = read(invented.COUNCILLORS_XML)

    assert {
        GroupMembership(person="701", group="Meadow Party"),
        GroupMembership(person="703", group="Harbour Group"),
    } == set(register.group_memberships)
    assert ("702",) in register.complete["group_memberships"]


def test_a_group_goes_before_a_party():
    """Where the service names the political group, that is the group."""
    party = "<politicalpartytitle>Harbour Group"
    group = "<politicalgrouptitle>Wold Alliance</politicalgrouptitle>"
    text = invented.COUNCILLORS_XML.replace(party, group + party)

    assert GroupMembership(person="703", group="Wold Alliance", named=True) in (
        read(text).group_memberships
    )


def test_home_addresses_are_never_read():
    """No part of a home address reaches the register, wherever it stands."""
    register = read(invented.COUNCILLORS_XML)

    assert "Secret" not in repr(register)
    assert "member@council.example" not in repr(register)


def test_a_vacancy_is_left_out_with_a_note():
    """An empty seat is not a person, and the clerk is told."""
    register = read(invented.COUNCILLORS_XML)

    assert 4 == len(register.people)
    assert ("answer.xml, ward 3, councillor 2: a vacancy, left out.",) == register.notes


def test_the_list_of_councillors_is_the_whole_list():
    """Whoever is missing from it has left."""
    assert frozenset({"councillors"}) == read(invented.COUNCILLORS_XML).whole


def test_a_term_that_begins_later_does_not_hide_the_present_one():
    """Re-elected for a term to come, the councillor is in office now."""
    text = invented.COUNCILLORS_XML.replace("05/05/2025</startdate>", "05/05/2027</startdate>", 1)

    assert Term(person="701", start=date(2021, 5, 6), end=date(2025, 5, 5)) in read(text).terms


def test_of_terms_to_come_the_next_one_counts():
    """A councillor who is elected and not yet in office begins with the first term."""
    term = "<termofoffice><startdate>{}</startdate><enddate>{}</enddate></termofoffice>"
    text = invented.COUNCILLORS_XML.replace(
        term.format("05/05/2025", "unspecified"), term.format("05/05/2031", "unspecified")
    ).replace(term.format("06/05/2021", "05/05/2025"), term.format("06/05/2027", "05/05/2031"))

    assert Term(person="701", start=date(2027, 5, 6), end=date(2031, 5, 5)) in read(text).terms


def test_committees_say_what_they_are_and_whether_they_are_over():
    """The category tells the executive and scrutiny; what it does not say is not said."""
    register = read(invented.COMMITTEES_XML)

    assert (
        Body(id="11", name="Cabinet", executive=True),
        Body(id="12", name="Oversight Board", scrutiny=True),
        Body(id="14", name="Bypass Working Party", over=True),
    ) == register.bodies
    assert frozenset({"bodies"}) == register.whole


def test_meetings_take_their_body_from_where_they_stand():
    """GetMeetings names the committee once, above its meetings."""
    register = read(invented.MEETINGS_XML)

    assert (
        Meeting(id="5001", body="11", start=datetime(2026, 12, 3, 18, 30)),  # noqa: DTZ001  local
        Meeting(id="5003", body="11", start=datetime(2026, 12, 10), cancelled=True),  # noqa: DTZ001  local
    ) == register.meetings
    assert frozenset() == register.whole


def test_a_single_meeting_and_meetings_by_date_are_read():
    """GetMeeting and GetAllMeetingsByDate name the committee in the meeting."""
    meeting = (
        "<meeting><committeeid>11</committeeid><meetingid>7</meetingid>"
        "<meetingdate>01/12/2026</meetingdate><meetingtime>noon</meetingtime></meeting>"
    )
    by_date = f"<getmeetingsbydate><meetings>{meeting}</meetings></getmeetingsbydate>"

    expected = (Meeting(id="7", body="11", start=datetime(2026, 12, 1, 12)),)  # noqa: DTZ001  local
    assert expected == read(meeting).meetings == read(by_date).meetings


def test_namespaces_and_capitals_do_not_matter():
    """Some sites answer with a namespace, or with element names in capitals."""
    text = invented.COMMITTEES_XML.replace("<committees>", '<committees xmlns="urn:mg">')
    shouted = re.sub(r"</?\w+>", lambda tag: tag[0].upper(), invented.COMMITTEES_XML)

    assert read(invented.COMMITTEES_XML).bodies == read(text).bodies == read(shouted).bodies


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<committees>&b;</committees>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]><committees>&f;</committees>'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (BOMB, "answer.xml"),
        (OUTSIDE, "answer.xml"),
        ('<!DOCTYPE committees SYSTEM "http://council.example/x.dtd"><committees/>', "answer.xml"),
        ("<a>" * 40 + "</a>" * 40, "answer.xml"),
        ("<a>" * 100_000, "answer.xml"),
        ("<committees><committee></committees>", "answer.xml, line 1, column 26"),
        ("<committees>&nbsp;</committees>", "answer.xml, line 1, column 13"),
        ("<html><body>Sign in</body></html>", "answer.xml"),
        ("<?xml version='1.0' encoding='klingon'?><a/>", "answer.xml, line 1, column 1"),
    ],
)
def test_hostile_and_foreign_xml_is_refused(text: str, where: str):
    """Entities, document types, deep nesting, broken XML and other pages are refused."""
    with pytest.raises(ImportFileError) as refused:
        read(text)

    assert where == refused.value.where


def test_deep_nesting_inside_what_is_never_read_is_refused_as_well():
    """A home address cannot hide a bomb."""
    deep = f"<councillorsbyward><homeaddress>{'<a>' * 40}"

    with pytest.raises(ImportFileError):
        read(deep)
