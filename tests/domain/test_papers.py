"""Documents to import: every fact of a segment, and nothing that belongs to a request."""

from typing import Any

import msgspec
import pytest

from gateway.domain.facts import Segment
from gateway.domain.papers import Paper, PaperSegment

SEGMENT: dict[str, Any] = {"id": "report"}


def test_a_segment_to_import_has_every_fact_of_a_segment():
    """A fact that is added to the model can be imported without another list."""
    assert set(Segment.__struct_fields__) <= set(PaperSegment.__struct_fields__)


@pytest.mark.parametrize(
    "wrong",
    [
        {"findings": {"reasonably_necessary": True}},
        {"text": "one", "file": "two"},
        {"business": [{"body": "b", "start": "2026-12-01T10:00:00"}]},
        {"colour": "red"},
    ],
)
def test_what_does_not_belong_there_is_refused(wrong: dict[str, Any]):
    """Findings of people, two contents, facts of a meeting, and unknown keys."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(SEGMENT | wrong, PaperSegment)


def test_two_segments_of_a_document_have_different_ids():
    """An answer names the segment by its id."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"id": "d", "title": "T", "segments": [SEGMENT, SEGMENT]}, Paper)


def test_a_document_of_two_segments_is_read():
    """Segments with ids of their own stand in the order of the file."""
    parts = [SEGMENT, {"id": "annex"}]
    paper = msgspec.convert({"id": "d", "title": "T", "segments": parts}, Paper)

    assert ["report", "annex"] == [segment.id for segment in paper.segments]
