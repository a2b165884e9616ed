"""The kinds of file that are taken, and how the bytes of each begin.

Office files are refused: they cannot be cut by pages, covered or marked for a person without
changing what they say.
"""

from typing import Final

from gateway.domain.files import FileKind

PDF: Final[FileKind] = "application/pdf"
PNG: Final[FileKind] = "image/png"
JPEG: Final[FileKind] = "image/jpeg"
TEXT: Final[FileKind] = "text/plain; charset=utf-8"

_BEGINNINGS: Final[tuple[tuple[bytes, FileKind], ...]] = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
)


def begins_as(beginning: bytes) -> FileKind | None:
    """The kind that a file's first bytes say it is; None for text and for what is not taken."""
    for signature, kind in _BEGINNINGS:
        if beginning.startswith(signature):
            return kind
    return None
