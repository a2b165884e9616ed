"""What is done with files, each as a task that a process of its own carries out (`worker`).

Only what is asked stands here, so that the gateway itself never loads the large programs that read
files.
"""

from typing import Any, ClassVar

from msgspec import Struct

from gateway.domain.files import Box, FileKind, Inspected, PageWords, Proof, Word
from gateway.files.marks import CopyMark


class Task(Struct, frozen=True, kw_only=True, tag=True):
    """Something to do with the file at `path`; it gives what `gives` names."""

    gives: ClassVar[Any]
    path: str


class Inspect(Task, frozen=True, kw_only=True):
    """Find out what a file is by its content alone, and whether it is safe to keep."""

    gives = Inspected


class ShowPage(Task, frozen=True, kw_only=True):
    """Draw one page as a picture (PNG) at `new`, to be read on a screen; with a mark, as a copy.

    Gives whether there is such a page.
    """

    gives = bool
    kind: FileKind
    page: int
    new: str
    mark: CopyMark | None = None


class ReadText(Task, frozen=True, kw_only=True):
    """Write the text of all pages to `new`, for people who cannot read pictures."""

    gives = None
    kind: FileKind
    new: str


class ReadPage(Task, frozen=True, kw_only=True):
    """The words of one page and where they stand; none where there is no such page."""

    gives = PageWords
    kind: FileKind
    page: int


class FindWords(Task, frozen=True, kw_only=True):
    """Every place in a file where one of some phrases stands, word by word."""

    gives = tuple[Word, ...]
    kind: FileKind
    phrases: tuple[str, ...]


class Cut(Task, frozen=True, kw_only=True):
    """Write the pages `first` to `last` of a PDF to `new`."""

    gives = None
    first: int
    last: int
    new: str


class Cover(Task, frozen=True, kw_only=True):
    """Cover boxes of a file: write it to `new`, its text to `text`, and prove that it worked.

    Whoever asks looks whether the proof holds.
    """

    gives = Proof
    kind: FileKind
    boxes: tuple[Box, ...]
    new: str
    text: str


class Copy(Task, frozen=True, kw_only=True):
    """Write a copy that is marked for a person to `new`; gives its kind."""

    gives = FileKind
    kind: FileKind
    mark: CopyMark
    new: str


AnyTask = Inspect | ShowPage | ReadText | ReadPage | FindWords | Cut | Cover | Copy


class Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the other process says: a result as JSON, or an error that a person can be told."""

    result: str = "null"
    error: str | None = None
    detail: str = ""
    where: str | None = None
