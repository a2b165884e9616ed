"""What officers found, as facts."""

import pytest

from gateway.domain.facts import Document, Request, Segment
from gateway.errors import InputError
from gateway.policy.life.found import (
    Found,
    checked,
    document_with,
    findings_with,
    request_with,
    taken_from,
    values_of,
)


def found(name: str, value: object, segment: str | None = None) -> Found:
    """A finding."""
    return Found(name=name, value=value, segment=segment)  # type: ignore[arg-type]


def test_the_latest_word_counts():
    """A finding is never changed; a later one takes its place."""
    said = (found("good_faith", False), found("good_faith", True))
    assert findings_with(said, frozenset()).good_faith is True


def test_a_part_has_findings_of_its_own():
    """What is found for one part is no finding for the others, nor for the whole request."""
    said = (found("good_faith", False, "annex"),)
    document = Document(segments=(Segment(id="main"), Segment(id="annex")))
    main, annex = document_with(document, said).segments
    assert (None, False) == (main.findings.good_faith, annex.findings.good_faith)
    assert findings_with(said, frozenset()).good_faith is None


def test_a_determination_is_a_finding_of_its_part():
    """What a dispute determined binds as a fact."""
    said = (found("determination", "refuse", "main"),)
    (main,) = document_with(Document(segments=(Segment(id="main"),)), said).segments
    assert "refuse" == main.findings.determination


def test_views_and_consents_are_facts_of_the_part():
    """The third party's view and the owner's consent stand where the rules look for them."""
    said = (found("third_party_view", "objects", "main"), found("author_consents", True, "main"))
    (main,) = document_with(Document(segments=(Segment(id="main"),)), said).segments
    assert ("objects", True) == (main.third_party_confidence, main.author_consents)


def test_authority_and_breadth_are_facts_of_the_request():
    """Each data subject's authority counts; of breadth the latest word does."""
    said = (
        found("authority_of", "a"),
        found("authority_of", "b"),
        found("broad", True),
        found("broad", False),
    )
    request = request_with(Request(type="access"), said)
    assert (frozenset("ab"), False) == (request.consents, request.broad)
    assert request_with(request, ()) == request


def test_offices_that_may_not_act_are_found():
    """They stand with the findings for the whole request."""
    offices = frozenset({"director"})
    assert offices == findings_with((), offices).conflicted_offices  # type: ignore[arg-type]


def test_a_dispute_takes_the_case_from_an_office():
    """The office that was contested may not act from then on."""
    said = (found("good_faith", True), found("conflicted_office", "director"))
    assert {"director"} == taken_from(said)


@pytest.mark.parametrize(
    ("name", "value", "segment", "where"),
    [
        ("good_faith", "yes", None, "value"),
        ("third_party_effect", "huge", None, "value"),
        ("casework_ground", True, None, "value"),
        ("author_consents", True, None, "segment"),
        ("third_party_view", "consents", None, "segment"),
        ("broad", True, "main", "segment"),
        ("authority_of", "a", "main", "segment"),
        ("good_faith", None, None, "value"),
    ],
)
def test_what_cannot_be_found(name: str, value: object, segment: str | None, where: str):
    """A value outside the model, or in the wrong place, is refused with its place."""
    with pytest.raises(InputError) as refused:
        checked(name, value, segment)  # type: ignore[arg-type]
    assert where == refused.value.where


def test_the_values_of_a_finding():
    """Yes or no, one of some words, or whatever somebody writes; each of them can be found."""
    assert (True, False) == values_of("good_faith")
    assert ("low", "severe") == values_of("third_party_effect")
    assert () == values_of("authority_of")
    assert "would_prejudice" == checked("casework_ground", "would_prejudice", None).value
    assert "would_prejudice" in values_of("casework_ground")


def test_what_can_be_found():
    """Values of the model are taken as they are."""
    assert found("third_party_effect", "low") == checked("third_party_effect", "low", None)
    assert found("authority_of", "a") == checked("authority_of", "a", None)
