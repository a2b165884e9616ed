"""What people ask is read strictly: ids of ours, one door for a check, nothing unknown."""

import msgspec
import pytest

from gateway.domain.requests import AskedCheck, AskedRequest

DOCUMENT = "0" * 31 + "1"
PERSON = "0" * 31 + "2"
AUDIENCE = {"councillors": 2, "others": 0}


def test_a_request_names_a_document_and_little_else():
    """A document is enough; the rest has the model's defaults."""
    asked = msgspec.convert({"document": DOCUMENT}, AskedRequest)

    assert ("access", "inspect", "none", "standard") == (
        asked.type,
        asked.form,
        asked.purpose,
        asked.channel,
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"document": "1"},
        {"document": DOCUMENT.upper().replace("0", "A")},
        {"document": f"{DOCUMENT}\n"},
        {"type": "officer_check"},
        {"purpose": "curiosity"},
        {"statement": "x" * 4001},
        {"on_behalf_of": "Mrs Smith"},
        {"use_at_meeting": "yes"},
        {"colour": "red"},
    ],
)
def test_a_request_that_is_not_understood_is_refused(changes):
    """A wrong id, value or type, a text that is too long, an unknown key: refused."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"document": DOCUMENT} | changes, AskedRequest)


@pytest.mark.parametrize("whom", [{"councillor": PERSON}, {"audience": AUDIENCE}])
def test_a_check_is_about_somebody(whom):
    """A check names a councillor or an audience."""
    asked = msgspec.convert({"document": DOCUMENT} | whom, AskedCheck)

    assert DOCUMENT == asked.document


@pytest.mark.parametrize("whom", [{}, {"councillor": PERSON, "audience": AUDIENCE}])
def test_a_check_is_about_one_of_them(whom):
    """A check about nobody, and one about two, is refused."""
    with pytest.raises(msgspec.ValidationError, match="either a councillor or an audience"):
        msgspec.convert({"document": DOCUMENT} | whom, AskedCheck)


def test_only_a_report_names_those_it_concerns():
    """Who reports suspected wrongdoing says whom it concerns; an ordinary request names nobody."""
    report = {"document": DOCUMENT, "channel": "wrongdoing", "concerned": [PERSON]}

    assert msgspec.convert(report, AskedRequest).in_confidence
    assert not msgspec.convert({"document": DOCUMENT}, AskedRequest).in_confidence
    with pytest.raises(msgspec.ValidationError, match="only a report"):
        msgspec.convert(report | {"channel": "standard"}, AskedRequest)


def test_only_what_is_for_an_audience_is_approved():
    """A check for a councillor is no briefing."""
    approval = {"approval": {"check": 1, "value": True, "words": "All may have it."}}
    asked = {"document": DOCUMENT} | approval

    assert msgspec.convert(asked | {"audience": AUDIENCE}, AskedCheck).approval
    with pytest.raises(msgspec.ValidationError, match="only a briefing"):
        msgspec.convert(asked | {"councillor": PERSON}, AskedCheck)
