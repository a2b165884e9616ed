"""Documents to import: their segments, markings, business and content, as a file gives them.

A segment here has every fact of `facts.Segment` that belongs to the document. People, groups,
bodies and meetings are named by the ids of the source they were imported from.
"""

from typing import Annotated, Final

from msgspec import Meta, Struct

from gateway.domain.facts import Segment, SegmentFindings

Line = Annotated[str, Meta(min_length=1, max_length=500)]
_NOT_FOUND_YET: Final = SegmentFindings()


class PaperBusiness(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Business of a body, and the meeting at which it stands; no meeting: none is fixed."""

    body: Line
    meeting: Line | None = None


class PaperSegment(Segment, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A segment. Its content is `text`, or the `file` beside the import file, or not held here."""

    business: tuple[PaperBusiness, ...] = ()  # type: ignore[assignment]  # here by the source's ids
    text: Annotated[str, Meta(min_length=1)] | None = None
    file: Line | None = None

    def __post_init__(self) -> None:
        """Refuse what belongs to a request and not to a document, and two contents."""
        if self.findings != _NOT_FOUND_YET:
            raise ValueError("findings belong to a request")
        if self.text is not None and self.file is not None:
            raise ValueError("give either a text or a file")


class Paper(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A document. `id` is the source's, and names the document for ever.

    `service` is the department to which it belongs, for statistics: it decides nothing. None: the
    file does not say, and what is known stays.
    """

    id: Line
    title: Line
    service: Line | None = None
    segments: Annotated[tuple[PaperSegment, ...], Meta(min_length=1, max_length=500)]

    def __post_init__(self) -> None:
        """Refuse a name that stands twice: a segment is known by it."""
        if len({segment.id for segment in self.segments}) < len(self.segments):
            raise ValueError("the ids of segments differ")


class Papers(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One file of documents.

    `source` is where the ids of the documents come from, `register` where the ids of people,
    groups, bodies and meetings come from (`None`: the only source that there is).
    """

    source: Line = "council"
    register: Line | None = None
    documents: tuple[Paper, ...]
