"""What officers send about files is read strictly: one content, whole pages, a box to cover."""

from typing import Any

import msgspec
import pytest

from gateway.domain.file_forms import CoverForm, DocumentForm, PartForm
from gateway.domain.papers import PaperSegment

UPLOAD = "0" * 31 + "1"
PART: dict[str, Any] = {"id": "report"}
BOX = {"page": 1, "left": 100, "top": 100, "right": 500, "bottom": 200}
COVER: dict[str, Any] = {
    "name": "report-covered",
    "boxes": [BOX],
    "words": "A home address.",
    "personal_data": "none",
}


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"text": "Minutes."},
        {"upload": UPLOAD},
        {"upload": UPLOAD, "first_page": 2, "last_page": 2},
        {"upload": UPLOAD, "first_page": 2, "last_page": 9},
    ],
)
def test_a_part_has_one_content_or_none(content: dict[str, Any]):
    """No content, a text, a whole file, one page of it, or several."""
    part = msgspec.convert(PART | content, PartForm)
    assert content == {
        name: value
        for name in ("text", "upload", "first_page", "last_page")
        if (value := getattr(part, name)) is not None
    }


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"file": "a.pdf"}, "send the file first"),
        ({"text": "Minutes.", "upload": UPLOAD}, "either a text or an upload"),
        ({"first_page": 1, "last_page": 2}, "pages need an upload"),
        ({"upload": UPLOAD, "first_page": 1}, "pages need an upload"),
        ({"upload": UPLOAD, "last_page": 2}, "pages need an upload"),
        ({"text": "Minutes.", "first_page": 1, "last_page": 2}, "pages need an upload"),
        ({"upload": UPLOAD, "first_page": 3, "last_page": 2}, "end before they begin"),
        ({"upload": UPLOAD, "first_page": 0, "last_page": 2}, ">= 1"),
        ({"upload": UPLOAD, "first_page": 1, "last_page": 1001}, "<= 1000"),
        ({"upload": "a.pdf"}, "matching regex"),
        ({"findings": {"reasonably_necessary": True}}, "findings belong to a request"),
        ({"colour": "red"}, "unknown field"),
    ],
)
def test_a_content_that_is_not_understood_is_refused(wrong: dict[str, Any], why: str):
    """Two contents, pages of nothing, pages that end before they begin, and unknown keys."""
    with pytest.raises(msgspec.ValidationError, match=why):
        msgspec.convert(PART | wrong, PartForm)


def test_a_part_has_every_fact_of_a_part_that_is_imported():
    """A fact that is added to the model can be sent without another list."""
    assert set(PaperSegment.__struct_fields__) <= set(PartForm.__struct_fields__)


def test_the_parts_of_a_document_have_different_names():
    """Its parts stand as they were sent; a name that stands twice is refused, and so is no part."""
    annex = {"id": "annex"}
    form = msgspec.convert({"title": "T", "segments": [PART, annex]}, DocumentForm)
    assert ["report", "annex"] == [part.id for part in form.segments]

    for segments in ([PART, annex, PART], []):
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert({"title": "T", "segments": segments}, DocumentForm)


@pytest.mark.parametrize(
    "wrong",
    [
        {"boxes": []},
        {"boxes": [BOX | {"right": 100}]},
        {"boxes": [BOX | {"page": 0}]},
        {"words": ""},
        {"personal_data": "some"},
        {"subjects": ["Mrs Smith"]},
        {"colour": "red"},
    ],
)
def test_what_to_cover_is_read_strictly(wrong: dict[str, Any]):
    """There is a box with an inside, a reason, and what is true of what is left."""
    assert 1 == len(msgspec.convert(COVER, CoverForm).boxes)
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(COVER | wrong, CoverForm)


def test_nobody_covers_without_saying_what_is_left():
    """Whether personal data is left has no default: forgetting it releases nothing."""
    forgotten = {name: value for name, value in COVER.items() if name != "personal_data"}
    with pytest.raises(msgspec.ValidationError, match="personal_data"):
        msgspec.convert(forgotten, CoverForm)
