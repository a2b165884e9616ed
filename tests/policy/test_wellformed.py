"""What facts must satisfy besides their types, and where a clock cannot be counted."""

import pytest

from gateway.errors import FactsError
from tests.policy.toml_text import decided, document

PAST = "start = 2026-06-01T10:00:00"


def test_two_segments_with_one_id_are_refused():
    """Ids of segments are unique."""
    with pytest.raises(FactsError) as fault:
        decided(document() + '[[document.segments]]\nid = "part"\n')

    assert "document.segments[1].id" == fault.value.where


def test_a_document_without_segments_is_refused():
    """There is always something to decide."""
    empty = (
        document()
        .replace('[[document.segments]]\nid = "part"\n', "")
        .replace("[document]", "[document]\nsegments = []")
    )

    with pytest.raises(FactsError) as fault:
        decided(empty)

    assert "document.segments" == fault.value.where


def officer(audience: str) -> str:
    """An officer's check, with lines for the audience."""
    return (
        document()
        .replace('kind = "councillor"', 'kind = "officer"')
        .replace('type = "access"', f'type = "officer_check"\n{audience}')
    )


@pytest.mark.parametrize(
    ("key", "literal"), [("request.type", '"officer_check"'), ("requester.kind", '"officer"')]
)
def test_a_check_is_an_officers_and_only_theirs(key, literal):
    """An officer makes no other request, and nobody else makes a check."""
    with pytest.raises(FactsError) as fault:
        decided(document(key, literal))

    assert "request.type" == fault.value.where


def test_an_officers_check_needs_an_audience():
    """An officer says to whom they would disclose; with an audience it is decided."""
    with pytest.raises(FactsError) as fault:
        decided(officer(""))

    assert "request.audience" == fault.value.where
    assert decided(officer("audience = {others = 1}")).segments


@pytest.mark.parametrize(
    ("council", "paragraph", "known"),
    [
        ("england", 1, True),
        ("england", 7, True),
        ("england", 12, False),
        ("wales", 12, True),
        ("wales", 18, True),
        ("wales", 11, False),
        ("wales", 3, False),
        ("lydney", 1, True),
        ("lydney", 10, True),
        ("lydney", 18, True),
    ],
)
def test_paragraphs_are_those_of_the_councils_scheme(council, paragraph, known):
    """England has 1 to 7, Wales 12 to 18; where no scheme applies any of 1 to 18 may be written."""
    text = document("segment.exempt", f"[{{paragraph = {paragraph}}}]")
    text = text.replace('"england"', f'"{council}"')

    if known:
        assert decided(text).segments
    else:
        with pytest.raises(FactsError, match="not one of those that apply"):
            decided(text)


@pytest.mark.parametrize(
    ("council", "more", "where"),
    [
        ("oxford", ("request.received", "2030-01-01"), "request.received"),
        ("oxford", ("request.received", "2028-12-29"), "request.received"),
        ("oxford", ("request.received", "9999-12-31"), "request.received"),
        ("oxford", ("request.received", "0001-01-01"), "request.received"),
        ("oxford", ("now", "2028-12-29T10:00:00"), "request.received"),
    ],
)
def test_a_clock_beyond_the_calendar_names_its_key(council, more, where):
    """Where a clock cannot be counted, no decision is made."""
    text = document(*more).replace('"england"', f'"{council}"')

    with pytest.raises(FactsError) as fault:
        decided(text)

    assert where == fault.value.where


@pytest.mark.parametrize(
    ("received", "business", "key"),
    [
        ("", "executive = true, start = 9999-12-31T10:00:00", "business.start"),
        ("", "executive = true, start = 2029-01-01T10:00:00", "business.start"),
        (
            "",
            f"executive = true, private = true, {PAST}, ended = 9999-12-31T23:30:00",
            "business.ended",
        ),
        (
            "received_by_executive = 9999-12-31",
            f"executive = true, {PAST}",
            "received_by_executive",
        ),
        (
            "received_by_executive = 2028-12-20",
            f"executive = true, {PAST}",
            "received_by_executive",
        ),
    ],
)
def test_a_clock_of_a_meeting_beyond_the_calendar_names_its_key(received, business, key):
    """Meetings at the ends of time are a fault of the facts, never of the program."""
    text = (
        document("segment.held_by", '"executive"')
        .replace("[request]", f"[request]\n{received}")
        .replace("[requester]", '[requester]\npositions = ["scrutiny_member"]')
    ) + f'business = [{{body = "cabinet", {business}}}]\n'

    with pytest.raises(FactsError) as fault:
        decided(text)

    assert fault.value.where.endswith(key)
