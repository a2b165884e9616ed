"""Pages as a person sees them: drawn as pictures, with the text on them and where it stands.

PDFium draws; it is not safe for threads, so all of this runs in a process of its own (`apart`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pypdfium2
from msgspec import Struct
from PIL import Image

from gateway.domain.files import Box, FileKind, Word
from gateway.errors import FileNotTakenError
from gateway.files.kinds import PDF, TEXT
from gateway.files.pictures import open_picture
from gateway.files.typeset import text_as_pages

POINTS: Final = 72
"""Points to an inch, the unit of lengths in a PDF."""
READING: Final = 110
"""Dots to an inch of a page to be read on a screen."""
PRINTING: Final = 150
"""Dots to an inch of a page that is built anew."""
_LARGEST_SIDE: Final = 14_400
"""Points; no page of a paper is longer (200 inches is the most that a PDF may say)."""
_MOST_DOTS: Final = 8_000


class Character(Struct, frozen=True):
    """One character on a page, and its edges in dots of the drawn page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class DrawnPage(Struct, frozen=True):
    """A page: its number from 1, how it looks, its size in points, and its characters in order."""

    number: int
    picture: Image.Image
    width: float
    height: float
    characters: tuple[Character, ...]

    def words(self) -> Iterator[Word]:
        """The words on the page, and where each stands."""
        for is_space, group in groupby(self.characters, lambda one: one.text.isspace()):
            letters = tuple(group)
            if not is_space and any(one.right > one.left for one in letters):
                yield Word(text="".join(one.text for one in letters), box=self._around(letters))

    def _around(self, letters: tuple[Character, ...]) -> Box:
        shown = [one for one in letters if one.right > one.left]
        wide, high = self.picture.size
        left = _mille(min(one.left for one in shown), wide)
        top = _mille(min(one.top for one in shown), high)
        return Box(
            page=self.number,
            left=min(left, 999),
            top=min(top, 999),
            right=min(1000, max(_mille(max(one.right for one in shown), wide) + 1, left + 1)),
            bottom=min(1000, max(_mille(max(one.bottom for one in shown), high) + 1, top + 1)),
        )


def drawn_pages(
    path: Path, kind: FileKind, *, dots: int, only: int | None = None, text: bool = True
) -> Iterator[DrawnPage]:
    """The pages of a file, drawn at so many dots to an inch; or one of them only.

    `text`: with the characters on them. Raises FileNotTakenError for a page that cannot be drawn.
    """
    if kind == TEXT:
        with TemporaryDirectory() as folder:
            set_in_pages = Path(folder) / "pages.pdf"
            text_as_pages(path, set_in_pages)
            yield from drawn_pages(set_in_pages, PDF, dots=dots, only=only, text=text)
        return
    if kind != PDF:
        picture = open_picture(path, kind)
        size = (picture.width * POINTS / PRINTING, picture.height * POINTS / PRINTING)
        yield DrawnPage(1, picture, *size, ())
        return
    with _opened(path) as pdf:
        for number in range(1, len(pdf) + 1):
            if only in (None, number):
                yield _drawn(pdf, number, dots, text=text)


def page_count(path: Path, kind: FileKind) -> int:
    """How many pages a file has."""
    if kind == PDF:
        with _opened(path) as pdf:
            return len(pdf)
    return sum(1 for _ in drawn_pages(path, kind, dots=1, text=False))


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise FileNotTakenError("The PDF is damaged.") from error
    try:
        pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


def _drawn(pdf: Any, number: int, dots: int, *, text: bool) -> DrawnPage:
    try:
        page = pdf[number - 1]
        width, height = page.get_size()
        if max(width, height) > _LARGEST_SIDE or min(width, height) < 1:
            raise FileNotTakenError(f"Page {number} has a size that no paper has.")
        scale = min(dots / POINTS, _MOST_DOTS / max(width, height))
        bitmap = page.render(scale=scale, may_draw_forms=True)
        picture = bitmap.to_pil().convert("RGB")
        characters = tuple(_characters(page, bitmap)) if text else ()
    except pypdfium2.PdfiumError as error:
        raise FileNotTakenError(f"Page {number} cannot be drawn.") from error
    return DrawnPage(number, picture, width, height, characters)


def _characters(page: Any, bitmap: Any) -> Iterator[Character]:
    words = page.get_textpage()
    place = bitmap.get_posconv(page)
    for index in range(words.count_chars()):
        letter = words.get_text_range(index, 1)
        left, bottom, right, top = words.get_charbox(index, loose=True)
        x, y = place.to_bitmap(left, top)
        u, v = place.to_bitmap(right, bottom)
        yield Character(letter, min(x, u), min(y, v), max(x, u), max(y, v))


def _mille(dots: float, of: int) -> int:
    return min(1000, max(0, int(dots * 1000 / of)))
