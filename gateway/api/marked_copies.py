"""Copies of what was released: each marked for the person who takes it, once that is on record."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO

import structlog

from gateway.api.file_work import known_kind
from gateway.domain.dates import in_words
from gateway.domain.files import FileKind, PageWords
from gateway.domain.requests import ReleasedContent, ReleasedFile
from gateway.errors import FileNotTakenError, InputError, NotFoundError
from gateway.files.apart import carry_out
from gateway.files.kinds import TEXT, begins_as
from gateway.files.marks import CopyMark, mark_text
from gateway.files.tasks import Copy, ReadPage, ReadText, ShowPage
from gateway.store.content import Content

_say = structlog.get_logger(__name__)


class Copied:
    """A copy to be sent: open at its start, its media type, and whether it is marked."""

    def __init__(self, body: IO[bytes], content_type: str, *, marked: bool) -> None:
        self.body = body
        self.content_type = content_type
        self.marked = marked


def mark_for(released: ReleasedContent, file: ReleasedFile) -> CopyMark:
    """What a copy of a file says of itself."""
    entry = f"log entry {released.entry}"
    return CopyMark(
        recipient=released.recipient,
        reference=f"{released.request}, {entry}" if released.request else entry.capitalize(),
        moment=in_words(released.at),
        public=file.public,
    )


def copied(content: Content, released: ReleasedContent, file: ReleasedFile) -> Copied:
    """The marked copy of a file.

    A kind that cannot be marked, or a file that came damaged, leaves as it is: the law that
    releases it does not ask for a mark. Raises BusyError when the bytes are not those recorded.
    """
    with _at_work(content, file) as (path, folder):
        kind, new, mark = _markable(path, file), folder / "copy", mark_for(released, file)
        try:
            if kind == TEXT:  # nothing of it is carried out
                mark_text(path, mark, new)
                return Copied(new.open("rb"), kind, marked=True)
            if kind is not None:
                marked = carry_out(Copy(path=str(path), kind=kind, mark=mark, new=str(new)))
                return Copied(new.open("rb"), marked, marked=True)
        except FileNotTakenError:
            _say.warning("copy.not_marked", entry=released.entry)
        return Copied(path.open("rb"), file.content_type, marked=False)


def page_of(content: Content, released: ReleasedContent, file: ReleasedFile, number: int) -> bytes:
    """A page of a marked copy as a picture (PNG). Raises NotFoundError when there is none."""
    with _at_work(content, file) as (path, folder):
        new = folder / "page.png"
        task = ShowPage(
            path=str(path),
            kind=known_kind(file.content_type),
            page=number,
            new=str(new),
            mark=mark_for(released, file),
        )
        if not carry_out(task):
            raise NotFoundError("There is no such page.")
        return new.read_bytes()


def pages_in(content: Content, file: ReleasedFile) -> int:
    """How many pages a file has; 0 for one of a kind that cannot be shown by pages."""
    try:
        return _counted(content, file.name, file.sha256, known_kind(file.content_type))
    except (InputError, FileNotTakenError):
        return 0


@lru_cache(maxsize=1000)
def _counted(content: Content, name: str, sha256: str, kind: FileKind) -> int:
    with content.verified(name, sha256) as path:
        words: PageWords = carry_out(ReadPage(path=str(path), kind=kind, page=1))
    return words.pages


def text_of(content: Content, released: ReleasedContent, file: ReleasedFile) -> Copied:
    """The text of a file, for people who cannot read the pages, marked like a copy."""
    if file.content_type == TEXT:
        return copied(content, released, file)
    kind = known_kind(file.content_type)
    with _at_work(content, file) as (path, folder):
        text, new = folder / "text", folder / "marked"
        carry_out(ReadText(path=str(path), kind=kind, new=str(text)))
        mark_text(text, mark_for(released, file), new)
        return Copied(new.open("rb"), TEXT, marked=True)


@contextmanager
def _at_work(content: Content, file: ReleasedFile) -> Iterator[tuple[Path, Path]]:
    """The checked bytes of a file, and a folder to work in; what is open then stays readable."""
    with content.verified(file.name, file.sha256) as path, content.working_folder() as folder:
        yield path, folder


def _markable(path: Path, file: ReleasedFile) -> FileKind | None:
    """The kind of a file that can be marked: one that is what it is said to be."""
    with path.open("rb") as kept:
        beginning = kept.read(16)
    try:
        kind = known_kind(file.content_type)
    except InputError:
        return None
    return kind if kind == TEXT or begins_as(beginning) == kind else None
