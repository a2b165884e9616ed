"""Copies: each file that leaves says on every page for whom it was made, when and where recorded.

A mark deters and helps to trace a leak; it cannot stop anybody who wants to remove it.
"""

import io
from pathlib import Path

import pikepdf

from gateway.domain.files import FileKind
from gateway.files.covering import picture_as_pages
from gateway.files.kinds import PDF, TEXT
from gateway.files.marks import CopyMark, mark_text
from gateway.files.pdf_safety import open_pdf
from gateway.files.typeset import typeset


def make_copy(path: Path, kind: FileKind, mark: CopyMark, new: Path) -> FileKind:
    """Write the marked copy of a file; gives its kind. Raises FileNotTakenError if damaged."""
    if kind == TEXT:
        mark_text(path, mark, new)
        return TEXT
    if kind != PDF:
        whole = new.with_suffix(".pages")
        picture_as_pages(path, kind, whole)
        try:
            return make_copy(whole, PDF, mark, new)
        finally:
            whole.unlink()
    with open_pdf(path) as pdf:
        stamps: dict[tuple[int, int], pikepdf.Pdf] = {}
        try:
            for page in pdf.pages:
                _stamp(page, mark, stamps)
            pdf.save(new, deterministic_id=True)
        finally:
            for stamp in stamps.values():
                stamp.close()
    return PDF


def _stamp(page: pikepdf.Page, mark: CopyMark, stamps: dict[tuple[int, int], pikepdf.Pdf]) -> None:
    """Put the mark over a page. The stamps stay open until the file is written."""
    left, bottom, right, top = (float(edge) for edge in page.trimbox)
    turned = int(page.obj.get("/Rotate", 0)) % 180 == 90  # noqa: PLR2004  a quarter turn
    wide, high = (top - bottom, right - left) if turned else (right - left, top - bottom)
    size = (max(1, round(wide)), max(1, round(high)))
    if size not in stamps:
        made = typeset(
            "stamp.typ",
            {
                "width": str(size[0]),
                "height": str(size[1]),
                "across": f"{mark.recipient}\n{mark.reference}",
                "foot": mark.foot,
            },
        )
        stamps[size] = pikepdf.open(io.BytesIO(made))
    page.add_overlay(stamps[size].pages[0], pikepdf.Rectangle(left, bottom, right, top))
