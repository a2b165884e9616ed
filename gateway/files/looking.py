"""What kind a file is, by its content alone: the name and type that came with it do not count."""

import re
from pathlib import Path
from typing import Final

import puremagic

from gateway.domain.files import LARGEST, FileKind
from gateway.errors import FileNotTakenError
from gateway.files.kinds import TEXT, begins_as

_MARKUP: Final = re.compile(
    r"<(!doctype|\?xml|\?php|html|head|body|svg|script|style|iframe|object|embed|meta|link|img"
    r"|form|math|base)\b|\{\\rtf|\bContent-Type:|^#!|^MZ",
    re.IGNORECASE,
)
"""What no plain text of a council paper begins with, and programs read as more than text."""
_LOOKED_AT: Final = 4096
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(path: Path) -> FileKind:
    """The kind of the file at `path`.

    Raises FileNotTakenError for an empty or too large file, and for any other kind, with its name
    where it is known.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileNotTakenError("The file is empty.")
    if size > LARGEST:
        raise FileNotTakenError(f"The file is larger than {LARGEST // 1024**2} MiB.")
    with path.open("rb") as file:
        beginning = file.read(_LOOKED_AT)
    kind = begins_as(beginning)
    if kind is not None:
        return kind
    _refuse_unless_text(path, beginning)
    return TEXT


def _refuse_unless_text(path: Path, beginning: bytes) -> None:
    """Plain text is UTF-8 without control characters, and no other language of programs."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileNotTakenError(_not_of_a_kind(beginning)) from error
    if _CONTROL.search(text):
        raise FileNotTakenError(_not_of_a_kind(beginning))
    if _MARKUP.search(text[:_LOOKED_AT]):
        raise FileNotTakenError(
            "This is a web page or a program, not plain text. It could do things when it is opened."
        )


def _not_of_a_kind(beginning: bytes) -> str:
    try:
        name = puremagic.from_string(beginning)
    except (puremagic.PureError, ValueError):
        name = ""
    what = f" It looks like {name.removeprefix('.')}." if name else ""
    return f"We take PDF, PNG and JPEG files and plain text.{what}"
