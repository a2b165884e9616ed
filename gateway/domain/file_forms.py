"""What officers send about files: a document with its parts, what to cover; and what is shown."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from gateway.domain.facts import Confidential, PersonalData, ThirdPartyConfidence
from gateway.domain.files import Box, FileKind, PageNumber, Proof
from gateway.domain.papers import Line, PaperSegment
from gateway.domain.requests import Id, SomeWords


class ShownUpload(Struct, frozen=True, kw_only=True):
    """A file that is kept and may become part of a document: its kind, pages, hash and size."""

    id: str
    kind: FileKind
    pages: int
    sha256: str
    size: int
    kept_at: datetime


class PartForm(PaperSegment, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A part of a document: its facts, and its content, if it is held here.

    The content is `text`, or the pages `first_page` to `last_page` of an `upload`; all, if they are
    not given. Bodies, meetings, groups and people are named by the gateway's ids.
    """

    upload: Id | None = None
    first_page: PageNumber | None = None
    last_page: PageNumber | None = None

    def __post_init__(self) -> None:
        """Refuse two contents, pages of nothing, and pages that end before they begin."""
        super().__post_init__()
        if self.file is not None:
            raise ValueError("send the file first, and name it as `upload`")
        if self.text is not None and self.upload is not None:
            raise ValueError("give either a text or an upload")
        pages = (self.first_page, self.last_page)
        if pages != (None, None) and (self.upload is None or None in pages):
            raise ValueError("pages need an upload, a first and a last page")
        if self.first_page and self.last_page and self.first_page > self.last_page:
            raise ValueError("the pages end before they begin")


class DocumentForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A document to be registered."""

    title: Line
    segments: Annotated[tuple[PartForm, ...], Meta(min_length=1, max_length=100)]

    def __post_init__(self) -> None:
        """Refuse a name that stands twice: a part is known by it."""
        if len({part.id for part in self.segments}) < len(self.segments):
            raise ValueError("the names of parts differ")


class CoverForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What to cover in a part, and what is true of what is left.

    The covered part is called `name`. `exempt` are the paragraphs that still hold for it; what
    else is given takes the place of what is said of the part as a whole. `elsewhere_seen`: words
    that were covered stand uncovered on other pages, and the officer has looked at each.
    """

    name: Line
    boxes: Annotated[tuple[Box, ...], Meta(min_length=1, max_length=2000)]
    words: SomeWords
    exempt: frozenset[int] = frozenset()
    personal_data: PersonalData
    confidential: Confidential = "none"
    third_party_confidence: ThirdPartyConfidence = "none"
    subjects: frozenset[Id] = frozenset()
    elsewhere_seen: bool = False


class ShownCovering(Struct, frozen=True, kw_only=True):
    """A part that was made by covering: the document, its name, and the proof."""

    document: str
    segment: str
    entry: int
    proof: Proof
