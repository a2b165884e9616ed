"""Files of documents: what kinds are taken, what was found in one, and what is covered in it."""

from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

FileKind = Literal["application/pdf", "image/png", "image/jpeg", "text/plain; charset=utf-8"]
"""The kinds that are taken, as media types. Nothing else is kept, shown or sent on."""

LARGEST: Final = 50 * 1024 * 1024
"""The largest file of a document in bytes."""
MOST_PAGES: Final = 1000
"""The most pages of one file."""

PageNumber = Annotated[int, Meta(ge=1, le=MOST_PAGES)]
_Mille = Annotated[int, Meta(ge=0, le=1000)]


class Box(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rectangle to be covered: the page, and edges in thousandths of the page's width and height.

    They are counted from the upper left corner of the page as it is shown.
    """

    page: PageNumber
    left: _Mille
    top: _Mille
    right: _Mille
    bottom: _Mille

    def __post_init__(self) -> None:
        """Refuse a box without an inside."""
        if self.left >= self.right or self.top >= self.bottom:
            raise ValueError("the box has no inside")


class Inspected(Struct, frozen=True, kw_only=True):
    """A file that is taken: its kind by its content, and how many pages it has."""

    kind: FileKind
    pages: int


class Word(Struct, frozen=True, kw_only=True):
    """A stretch of text on a page and where it stands, as a hint for what to cover."""

    text: str
    box: Box


class PageWords(Struct, frozen=True, kw_only=True):
    """The words of one page, and how many pages its file has."""

    pages: int
    words: tuple[Word, ...]


class Witness(Struct, frozen=True, kw_only=True):
    """One way of looking at a covered file, and what it still found; nothing: it is gone."""

    name: str
    found: tuple[str, ...] = ()


class Proof(Struct, frozen=True, kw_only=True):
    """That what was covered is gone: every witness, how many boxes and pages.

    `elsewhere` are the pages on which words that were covered stand uncovered.
    """

    boxes: int
    pages: int
    witnesses: tuple[Witness, ...]
    elsewhere: tuple[int, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether no witness found anything."""
        return not any(witness.found for witness in self.witnesses)
