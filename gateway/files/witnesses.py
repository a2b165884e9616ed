"""The proof that what was covered is gone: looked for in every way that somebody else would.

Each witness is another program or another place to look. A covered file is pictures of pages only,
so any text that anybody can still read from it is a fault, whether or not it was to be covered.
"""

import logging
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final, cast

import pikepdf
import pypdf
import pypdfium2
from pdfminer.high_level import extract_text

from gateway.domain.files import Box, Proof, Witness
from gateway.files.covering import BLACK, COVERED, Covered, edges_in_dots

_SHOWS_ONE: Final = re.compile(rb"q [\d.]+ 0 0 [\d.]+ 0 0 cm /Page Do Q")
"""All that a page of a covered file says: show one picture as large as the page."""
_TRAILER: Final = frozenset(
    {"/ID", "/Root", "/Size", "/Length", "/Filter", "/Index", "/W", "/Type"}
)
_PICTURE: Final = frozenset(
    {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Filter"}
    | {"/Length"}
)
_CONTENT: Final = frozenset({"/Filter", "/Length"})
_PAGES: Final = frozenset(
    {"/Type", "/Pages", "/Kids", "/Count", "/Parent", "/MediaBox", "/Contents", "/Resources"}
    | {"/XObject", "/Page"}
)
_AROUND: Final = ".,;:!?()[]\"'"


def prove(new: Path, text: Path, covered: Covered, boxes: Iterable[Box]) -> Proof:
    """Look at a covered file in every way. `covered` is what was covered in it."""
    boxes = tuple(boxes)
    witnesses = [
        Witness(name=name, found=_found_text(witness, new)) for name, witness in _READERS.items()
    ]
    witnesses.append(Witness(name="what stands beside the pages", found=_beside(new)))
    witnesses.append(Witness(name="the colour of every box", found=_not_black(new, boxes)))
    return Proof(
        boxes=len(boxes),
        pages=covered.pages,
        witnesses=tuple(witnesses),
        elsewhere=_elsewhere(text, covered.words),
    )


def _pdfium(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


def _pypdf(path: Path) -> str:
    reader = pypdf.PdfReader(path)
    return "".join(page.extract_text() for page in reader.pages)


def _pdfminer(path: Path) -> str:
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    return str(extract_text(path))


_READERS: Final[dict[str, Callable[[Path], str]]] = {
    "PDFium": _pdfium,
    "pypdf": _pypdf,
    "pdfminer": _pdfminer,
}


def _found_text(witness: Callable[[Path], str], path: Path) -> tuple[str, ...]:
    """The words that a reader finds; there should be none at all."""
    return tuple(witness(path).split())


def _beside(path: Path) -> tuple[str, ...]:
    """What the file holds beside pages that show one picture each, by the names of PDF."""
    found: set[str] = set()
    if path.read_bytes().count(b"%%EOF") != 1:
        found.add("an earlier version")
    with pikepdf.open(path) as pdf:
        found |= {f"trailer {key}" for key in pdf.trailer.keys() - _TRAILER}
        for one in pdf.objects:
            match one:
                case pikepdf.Stream() if one.get("/Subtype") == "/Image":
                    found |= one.stream_dict.keys() - _PICTURE
                case pikepdf.Stream() if _SHOWS_ONE.fullmatch(one.read_bytes()):
                    found |= one.stream_dict.keys() - _CONTENT
                case pikepdf.Dictionary():
                    found |= one.keys() - _PAGES
                case _ if one is None or one._type_code is pikepdf.ObjectType.null:  # noqa: SLF001
                    continue  # a number that stands for nothing
                case _:
                    found.add("something else")
    return tuple(sorted(found))


def _not_black(path: Path, boxes: Iterable[Box]) -> tuple[str, ...]:
    """The boxes in which the new file's own pictures have anything but black."""
    missing: list[str] = []
    with pikepdf.open(path) as pdf:
        for number, box in enumerate(boxes, start=1):
            picture = pdf.pages[box.page - 1].resources.XObject.Page
            dots = pikepdf.PdfImage(cast(pikepdf.Stream, picture)).as_pil_image()
            left, top, right, bottom = edges_in_dots(box, dots)
            inside = dots.crop((left, top, right + 1, bottom + 1))
            if inside.getcolors(maxcolors=1) != [(inside.width * inside.height, BLACK)]:
                missing.append(f"box {number} on page {box.page}")
    return tuple(missing)


def _elsewhere(text: Path, words: Iterable[str]) -> tuple[int, ...]:
    """The pages on whose text a covered word stands uncovered."""
    wanted = {_plain(word) for word in words} - {""}
    pages = text.read_text(encoding="utf-8").split("\f")
    return tuple(
        number
        for number, page in enumerate(pages, start=1)
        if wanted & {_plain(word) for word in page.replace(COVERED, " ").split()}
    )


def _plain(word: str) -> str:
    return word.casefold().strip(_AROUND)
