"""The bytes of documents to import: found beside the import file, hashed, and told apart."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from gateway.domain.papers import Papers, PaperSegment
from gateway.importing.fault import Place

LARGEST: Final = 50 * 1024 * 1024
"""The largest file of a document in bytes."""
_CHUNK: Final = 1024 * 1024
PDF: Final = "application/pdf"
PLAIN: Final = "text/plain; charset=utf-8"
OTHER: Final = "application/octet-stream"


class Content(Struct, frozen=True):
    """One segment's bytes, in hand or in a file, with their SHA-256 and media type."""

    sha256: str
    content_type: str
    data: bytes | None = None
    path: Path | None = None

    def chunks(self) -> Iterator[bytes]:
        """The bytes in pieces."""
        if self.path is None:
            yield self.data or b""
            return
        with self.path.open("rb") as opened:
            while chunk := opened.read(_CHUNK):
                yield chunk


Contents = dict[tuple[str, str], Content]
"""The content of each segment that has some, by the ids of document and segment."""


def contents_of(papers: Papers, folder: Path, place: Place) -> Contents:
    """Read every content named in the file. `folder` is where the import file stands.

    Raises ImportFileError for a file that is not inside that folder, not there or too large.
    """
    found: Contents = {}
    for number, paper in enumerate(papers.documents):
        for row, segment in enumerate(paper.segments):
            at = place.at(f"documents[{number}].segments[{row}]")
            content = _content(segment, folder, at)
            if content is not None:
                found[paper.id, segment.id] = content
    return found


def _content(segment: PaperSegment, folder: Path, place: Place) -> Content | None:
    if segment.text is not None:
        data = segment.text.encode()
        return Content(hashlib.sha256(data).hexdigest(), PLAIN, data=data)
    if segment.file is None:
        return None
    at = place.at("file")
    path = _inside(folder, segment.file, at)
    digest, beginning = hashlib.sha256(), b""
    for chunk in Content("", OTHER, path=path).chunks():
        beginning = beginning or chunk
        digest.update(chunk)
    if not beginning:
        raise at.fault("The file is empty.")
    return Content(digest.hexdigest(), _type_of(beginning, path), path=path)


def _inside(folder: Path, name: str, place: Place) -> Path:
    """The file, if it is one and stands inside the folder, links followed."""
    try:
        path = (folder / name).resolve(strict=True)
        size = path.stat().st_size
    except (OSError, ValueError, RuntimeError) as error:
        raise place.fault("There is no such file beside the import file.") from error
    if Path(name).is_absolute() or not path.is_relative_to(folder.resolve()):
        raise place.fault("The file must stand in the folder of the import file or below it.")
    if not path.is_file():
        raise place.fault("This is not a file.")
    if size > LARGEST:
        raise place.fault(f"The file is larger than {LARGEST // 1024**2} MiB.")
    return path


def _type_of(beginning: bytes, path: Path) -> str:
    """PDF and plain text are recognised by their bytes; everything else is only ever saved."""
    if beginning.startswith(b"%PDF-"):
        return PDF
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return OTHER
    return OTHER if "\0" in text else PLAIN
