"""Copies of what was released: each marked for the person who takes it, once that is on record."""

import tempfile
from pathlib import Path
from typing import IO

import structlog

from gateway.api.file_work import known_kind
from gateway.casework.content import open_verified
from gateway.domain.dates import in_words
from gateway.domain.files import FileKind
from gateway.domain.requests import ReleasedContent, ReleasedFile
from gateway.errors import FileNotTakenError, InputError, NotFoundError
from gateway.files.apart import carry_out
from gateway.files.kinds import TEXT, begins_as
from gateway.files.marks import CopyMark, mark_text
from gateway.files.tasks import Copy, ReadText, ShowPage
from gateway.store.content import stored_at

_say = structlog.get_logger(__name__)


class Copied:
    """A copy to be sent: open at its start, its media type, and whether it is marked."""

    def __init__(self, body: IO[bytes], content_type: str, *, marked: bool) -> None:
        self.body = body
        self.content_type = content_type
        self.marked = marked


def mark_for(released: ReleasedContent) -> CopyMark:
    """What a copy says of itself."""
    entry = f"log entry {released.entry}"
    return CopyMark(
        recipient=released.recipient,
        reference=f"{released.request}, {entry}" if released.request else entry.capitalize(),
        moment=in_words(released.at),
    )


def copied(folder: Path, released: ReleasedContent, file: ReleasedFile) -> Copied:
    """The marked copy of a file.

    A kind that cannot be marked, or a file that came damaged, leaves as it is: the law that
    releases it does not ask for a mark. Raises BusyError when the bytes are not those recorded.
    """
    kept = open_verified(folder, file)
    kind = _markable(kept, file)
    if kind is None:
        return Copied(kept, file.content_type, marked=False)
    kept.close()
    with tempfile.TemporaryDirectory(dir=folder, prefix="copy-") as made:
        new = Path(made) / "copy"
        path, mark = stored_at(folder, file.name), mark_for(released)
        try:
            marked = kind
            if kind == TEXT:  # nothing of it is carried out
                mark_text(path, mark, new)
            else:
                marked = carry_out(Copy(path=str(path), kind=kind, mark=mark, new=str(new)))
        except FileNotTakenError:
            _say.warning("copy.not_marked", entry=released.entry)
            return Copied(open_verified(folder, file), file.content_type, marked=False)
        return Copied(new.open("rb"), marked, marked=True)


def page_of(folder: Path, released: ReleasedContent, file: ReleasedFile, number: int) -> bytes:
    """A page of a marked copy as a picture (PNG). Raises NotFoundError when there is none."""
    open_verified(folder, file).close()
    with tempfile.TemporaryDirectory(dir=folder, prefix="copy-") as made:
        new = Path(made) / "page.png"
        task = ShowPage(
            path=str(stored_at(folder, file.name)),
            kind=known_kind(file.content_type),
            page=number,
            new=str(new),
            mark=mark_for(released),
        )
        if not carry_out(task):
            raise NotFoundError("There is no such page.")
        return new.read_bytes()


def text_of(folder: Path, released: ReleasedContent, file: ReleasedFile) -> Copied:
    """The text of a file, for people who cannot read the pages, marked like a copy."""
    if file.content_type == TEXT:
        return copied(folder, released, file)
    kind = known_kind(file.content_type)
    open_verified(folder, file).close()
    with tempfile.TemporaryDirectory(dir=folder, prefix="copy-") as made:
        text, new = Path(made) / "text", Path(made) / "marked"
        carry_out(ReadText(path=str(stored_at(folder, file.name)), kind=kind, new=str(text)))
        mark_text(text, mark_for(released), new)
        return Copied(new.open("rb"), TEXT, marked=True)


def _markable(kept: IO[bytes], file: ReleasedFile) -> FileKind | None:
    """The kind of a file that can be marked: one that is what it is said to be."""
    beginning = kept.read(16)
    kept.seek(0)
    try:
        kind = known_kind(file.content_type)
    except InputError:
        return None
    return kind if kind == TEXT or begins_as(beginning) == kind else None
