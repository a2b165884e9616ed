"""Covering (redaction): every page is drawn, painted over, and built anew as a picture.

Nothing of the old file goes into the new one: no text, name, bookmark, remark, attached file or
earlier version. For people who cannot read pictures there is a text beside it, of what is not
covered. Whether it worked is proved afterwards by others (`witnesses`).
"""

import re
import zlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

import pikepdf
from msgspec import Struct
from PIL import Image, ImageDraw

from gateway.domain.files import Box, FileKind
from gateway.errors import InputError
from gateway.files.pages import PRINTING, Character, DrawnPage, drawn_pages

COVERED: Final = "[covered]"
"""What stands in the text where something is covered."""
_IN_A_ROW: Final = re.compile(rf"{re.escape(COVERED)}(?: ?{re.escape(COVERED)})+")
"""How many words are covered is not told."""
BLACK: Final = (0, 0, 0)


class Covered(Struct, frozen=True, kw_only=True):
    """What was covered: how many pages the file has, and the covered words, to be looked for."""

    pages: int
    words: tuple[str, ...]


def cover(path: Path, kind: FileKind, boxes: Iterable[Box], *, new: Path, text: Path) -> Covered:
    """Build the covered file `new`, and the text of what is not covered in `text`.

    Raises InputError for a box on a page that there is not, FileNotTakenError for a page that
    cannot be drawn.
    """
    by_page: dict[int, list[Box]] = {}
    for box in boxes:
        by_page.setdefault(box.page, []).append(box)
    words: list[str] = []
    texts: list[str] = []
    number = 0
    with pikepdf.new() as pdf:
        for page in drawn_pages(path, kind, dots=PRINTING):
            number = page.number
            on_page = by_page.pop(number, [])
            hidden = [_is_covered(page, one, on_page) for one in page.characters]
            words += _covered_words(page.characters, hidden)
            texts.append(_shown_text(page.characters, hidden))
            _paint(page, on_page)
            _add(pdf, page)
        if by_page:
            raise InputError(f"There is no page {min(by_page)}.", where="boxes")
        pdf.save(new, deterministic_id=True)
    text.write_text("\n\f\n".join(texts), encoding="utf-8")
    return Covered(pages=number, words=tuple(dict.fromkeys(words)))


def picture_as_pages(path: Path, kind: FileKind, new: Path) -> None:
    """Write a file as pages that show pictures. Raises FileNotTakenError when it is damaged."""
    with pikepdf.new() as pdf:
        for page in drawn_pages(path, kind, dots=PRINTING, text=False):
            _add(pdf, page)
        pdf.save(new, deterministic_id=True)


def edges_in_dots(box: Box, picture: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a box in dots of its page; right and bottom included."""
    wide, high = picture.size
    return (
        box.left * wide // 1000,
        box.top * high // 1000,
        min(wide - 1, -(-box.right * wide // 1000)),
        min(high - 1, -(-box.bottom * high // 1000)),
    )


def _is_covered(page: DrawnPage, one: Character, boxes: Iterable[Box]) -> bool:
    """Whether a box touches a character: what is half covered is covered."""
    if one.text.isspace():
        return False
    for box in boxes:
        left, top, right, bottom = edges_in_dots(box, page.picture)
        if one.left < right and left < one.right and one.top < bottom and top < one.bottom:
            return True
    return False


def _covered_words(characters: Iterable[Character], hidden: Iterable[bool]) -> Iterator[str]:
    pairs = zip(characters, hidden, strict=True)
    for is_hidden, group in groupby(pairs, lambda pair: pair[1]):
        if is_hidden:
            yield from "".join(one.text for one, _ in group).split()


def _shown_text(characters: Iterable[Character], hidden: Iterable[bool]) -> str:
    pairs = zip(characters, hidden, strict=True)
    text = "".join(
        COVERED if is_hidden else "".join(one.text for one, _ in group)
        for is_hidden, group in groupby(pairs, lambda pair: pair[1])
    )
    return _IN_A_ROW.sub(COVERED, text.replace("\r\n", "\n"))


def _paint(page: DrawnPage, boxes: Iterable[Box]) -> None:
    brush = ImageDraw.Draw(page.picture)
    for box in boxes:
        brush.rectangle(edges_in_dots(box, page.picture), fill=BLACK)


def _add(pdf: pikepdf.Pdf, page: DrawnPage) -> None:
    """A new page that shows the picture and nothing else. Nothing is lost in its coding."""
    wide, high = page.picture.size
    picture = pikepdf.Stream(
        pdf,
        zlib.compress(page.picture.tobytes(), 6),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=wide,
        Height=high,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Name.FlateDecode,
    )
    new = pdf.add_blank_page(page_size=(page.width, page.height))
    name = new.add_resource(picture, pikepdf.Name.XObject, name=pikepdf.Name("/Page"))
    shows = f"q {page.width:.4f} 0 0 {page.height:.4f} 0 0 cm {name} Do Q"
    new.obj.Contents = pdf.make_stream(shows.encode())
