"""Letters as accessible PDF files (PDF/UA-1), of the same words as the page and the plain text."""

import msgspec
from msgspec import Struct

from gateway.files.typeset import typeset


class Line(Struct, frozen=True, kw_only=True):
    """A paragraph, or the heading of what follows: its words, and the language of each piece."""

    pieces: tuple[tuple[str, str], ...]
    heading: bool = False


class LetterPages(Struct, frozen=True, kw_only=True):
    """What a letter says: who writes, what about, the reference, and its paragraphs in order.

    `language` is that of the whole, as BCP 47 names it; `foot` the words of "page 1 of 2".
    """

    council: str
    title: str
    reference: str
    lines: tuple[Line, ...]
    language: str
    foot: tuple[str, str]


def letter_as_pdf(letter: LetterPages) -> bytes:
    """The letter as a PDF."""
    return typeset("letter.typ", {"letter": msgspec.json.encode(letter).decode()}, accessible=True)
