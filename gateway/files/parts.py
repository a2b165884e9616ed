"""Parts: a segment is a range of pages of a file, cut out into a file of its own.

Nothing but the pages goes along: no title, author, bookmark or form, which may speak of the rest.
"""

from pathlib import Path
from typing import Final

import pikepdf

from gateway.errors import InputError
from gateway.files.pdf_safety import open_pdf

_LEFT_BEHIND: Final = ("/Annots", "/StructParents", "/B", "/Metadata", "/PieceInfo", "/Thumb")
"""What a page may carry that is not on it. Remarks that can be seen become part of the page."""


def cut(path: Path, first: int, last: int, new: Path) -> None:
    """Write the pages from `first` to `last`, counted from 1 and both included, to `new`.

    Raises InputError for pages that there are not.
    """
    with open_pdf(path) as whole, pikepdf.new() as part:
        whole.flatten_annotations("all")
        if not 1 <= first <= last <= len(whole.pages):
            raise InputError(f"The file has the pages 1 to {len(whole.pages)}.", where="pages")
        for number in range(first - 1, last):
            part.pages.append(whole.pages[number])
        for page in part.pages:
            for key in _LEFT_BEHIND:
                if key in page.obj:
                    del page.obj[key]
        part.remove_unreferenced_resources()
        part.save(new, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
