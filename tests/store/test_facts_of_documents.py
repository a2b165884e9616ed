"""What a document holds, as rows say it."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from gateway.domain.facts import Business, ExecutiveDecision, ExemptTag, Segment
from gateway.store import tables
from gateway.store.facts_of_documents import KeptContent, KeptDocument, document_of, documents_of
from tests.store.borough import FOUNDED, NOW, Borough, at, id_of

START = at("2026-12-04T18:00")


def _kept(borough: Borough, title: str = "Paper") -> KeptDocument:
    with borough.reading() as connection:
        found = document_of(connection, id_of(title))
    assert found is not None
    return found


def _segment(borough: Borough) -> Segment:
    (segment,) = _kept(borough).facts.segments
    return segment


def test_a_plain_document(borough: Borough):
    """A document without markings has plain facts, its title, its moment and no content."""
    borough.document("Paper")
    kept = _kept(borough)
    assert (id_of("Paper"), FOUNDED, "Paper", {}) == (
        kept.id,
        kept.registered_at,
        kept.facts.title,
        kept.content,
    )
    assert (Segment(id="body"),) == kept.facts.segments


def test_a_document_that_is_not_held(borough: Borough):
    """An id that leads nowhere leads nowhere."""
    with borough.reading() as connection:
        assert document_of(connection, id_of("nothing")) is None


def test_segments_stand_in_their_order(borough: Borough):
    """The order is that of the document, not of the alphabet."""
    borough.document("Paper", report={}, appendix={}, letter={})
    segments = _kept(borough).facts.segments
    assert ["report", "appendix", "letter"] == [segment.id for segment in segments]


def test_every_fact_comes_back(borough: Borough):
    """Every scalar fact of a segment is read from its column."""
    borough.person("Ada")
    borough.add(tables.party_groups, name="Tide")
    facts: dict[str, Any] = {
        "kind": "officer_report_to_group",
        "public": True,
        "held_by": "executive",
        "held_by_council": "Next Door",
        "registered_information": True,
        "own_development": True,
        "confidential": "court_order",
        "third_party_confidence": "objects",
        "personal_data": "special",
        "subjects": frozenset({"s1", "s2"}),
        "owner_group": id_of("Tide"),
        "advice_to": id_of("Ada"),
        "keep_from_others": True,
        "author_consents": False,
        "matters": frozenset({"m1"}),
        "not_severable": "x",
    }
    decision = {"executive_decision_by": "officer", "executive_decision_made": START}
    borough.document("Paper", body=facts | decision)
    made = ExecutiveDecision(by="officer", made=START)
    assert Segment(id="body", executive_decision=made, **facts) == _segment(borough)


@pytest.mark.parametrize("consents", [True, False, None])
def test_not_asked_is_not_no(borough: Borough, *, consents: bool | None):
    """Whether an author consents has three answers, and the third is that nobody asked."""
    borough.document("Paper", body={"author_consents": consents})
    assert consents is _segment(borough).author_consents


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        ({}, {"start": START}),
        ({"private": True}, {"start": START, "private": True}),
        ({"ended": at("2026-12-04T20:00")}, {"start": START, "ended": at("2026-12-04T20:00")}),
        ({"cancelled": True}, {}),
        ({"cancelled": True, "private": True}, {}),
    ],
)
def test_business_at_a_meeting(borough: Borough, meeting: dict[str, Any], expected: dict[str, Any]):
    """Business has its meeting's start, end and privacy; a cancelled meeting is no meeting."""
    cabinet = borough.body("Cabinet", executive=True)
    borough.meeting("m", "Cabinet", START, **meeting)
    borough.document("Paper", body={"business": "Cabinet / m"})
    assert (Business(body=cabinet, executive=True, **expected),) == _segment(borough).business


def test_business_without_a_meeting(borough: Borough):
    """Business for which no meeting is fixed has no start."""
    board = borough.body("Board")
    borough.document("Paper", body={"business": "Board"})
    assert (Business(body=board),) == _segment(borough).business


def test_exempt_tags(borough: Borough):
    """Each paragraph comes with its test and its negotiation terms."""
    document = borough.document("Paper", body={"exempt": (3, 5)})
    borough.change(
        tables.segment_exemptions,
        tables.segment_exemptions.c.paragraph == 3,
        negotiation_terms=True,
        tested=date(2026, 9, 1),
    )
    with borough.reading() as connection:
        (segment,) = documents_of(connection, [document])[document].facts.segments
    expected = {
        ExemptTag(paragraph=3, negotiation_terms=True, tested=date(2026, 9, 1)),
        ExemptTag(paragraph=5),
    }
    assert expected == set(segment.exempt)


def test_marks_stay_with_their_segment(borough: Borough):
    """The marks of one segment are not those of another, in this document or the next."""
    borough.body("Board")
    borough.document("Paper", body={"business": "Board"}, appendix={"exempt": (1,)})
    borough.document("Other", body={"exempt": (2,)})
    body, appendix = _kept(borough).facts.segments
    assert ((1, 0), (0, 1)) == (
        (len(body.business), len(body.exempt)),
        (len(appendix.business), len(appendix.exempt)),
    )


def test_content_is_known_with_its_hash(borough: Borough):
    """A segment with bytes says where they are and what they hash to; one without has none."""
    borough.document("Paper", body={"content": b"hello"}, appendix={})
    with borough.reading() as connection:
        row = connection.execute(
            select(tables.segments).where(tables.segments.c.name == "body")
        ).one()
    expected = KeptContent(row.content_name, "text/plain", row.content_sha256, 5)
    assert {"body": expected} == _kept(borough).content


def test_what_is_withdrawn_is_not_held(borough: Borough):
    """A withdrawn segment is left out; a document that is withdrawn, or has none left, is gone."""
    borough.document("Paper", body={}, appendix={})
    borough.document("Other")
    segments, documents = tables.segments.c, tables.documents.c
    borough.change(tables.segments, segments.name == "appendix", withdrawn_at=NOW)
    assert ["body"] == [segment.id for segment in _kept(borough).facts.segments]
    borough.change(tables.segments, segments.document == id_of("Paper"), withdrawn_at=NOW)
    borough.change(tables.documents, documents.id == id_of("Other"), withdrawn_at=NOW)
    with borough.reading() as connection:
        assert {} == documents_of(connection, [id_of("Paper"), id_of("Other")])


def test_several_are_each(borough: Borough):
    """Loading several documents gives what loading each gives, and leaves out what is not held."""
    borough.body("Board")
    borough.document("Paper", body={"business": "Board", "exempt": (3,)})
    borough.document("Other")
    with borough.reading() as connection:
        found = documents_of(connection, [id_of(name) for name in ("Paper", "Other", "nothing")])
    assert {id_of(name): _kept(borough, name) for name in ("Paper", "Other")} == found
