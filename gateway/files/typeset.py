"""Setting pages: plain text as pages, and what stands on each page of a copy. Typst sets them.

What is to be set goes in as data and never as part of the program, so no text can be a command.
Only the fonts that Typst brings along are used: the same page everywhere.
"""

from importlib.resources import files
from pathlib import Path
from typing import Final

import typst

_TEMPLATES: Final = files("gateway.files") / "templates"


def typeset(template: str, data: dict[str, str], *, accessible: bool = False) -> bytes:
    """The PDF that a template (its file name) makes of the data.

    `accessible`: it keeps to PDF/UA-1 (ISO 14289-1).
    """
    compiled: bytes = typst.compile(
        (_TEMPLATES / template).read_bytes(),
        format="pdf",
        ignore_system_fonts=True,
        pdf_standards="ua-1" if accessible else None,
        sys_inputs=data,
    )
    return compiled


def text_as_pages(path: Path, new: Path) -> None:
    """Write the pages of a plain text."""
    text = path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    new.write_bytes(typeset("text.typ", {"text": text}))
