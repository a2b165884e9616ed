"""What is done with files, each as a task that a process of its own carries out (`apart`).

A file comes from outside and is read by large programs written in C; whatever goes wrong there
must not reach the gateway.
"""

from pathlib import Path
from typing import Any, ClassVar

from msgspec import Struct

from gateway.domain.files import Box, FileKind, Inspected, PageWords, Proof, Word
from gateway.files.copies import CopyMark, make_copy
from gateway.files.covering import cover
from gateway.files.finding import found_on
from gateway.files.hidden_text import refuse_hidden_text
from gateway.files.kinds import PDF, TEXT, kind_of
from gateway.files.pages import READING, drawn_pages, page_count
from gateway.files.parts import cut
from gateway.files.pdf_safety import check_pdf
from gateway.files.pictures import check_picture
from gateway.files.witnesses import prove


class Task(Struct, frozen=True, kw_only=True, tag=True):
    """Something to do with the file at `path`."""

    gives: ClassVar[Any]
    path: str

    @property
    def file(self) -> Path:
        """The file."""
        return Path(self.path)

    def run(self) -> Any:
        """Do it; gives what `gives` names. Raises FileNotTakenError and InputError."""
        raise NotImplementedError


class Inspect(Task, frozen=True, kw_only=True):
    """Find out what a file is and whether it is safe to keep."""

    gives = Inspected

    def run(self) -> Inspected:
        """Look at the content alone, never at a name."""
        kind = kind_of(self.file)
        if kind == PDF:
            pages = check_pdf(self.file)
            refuse_hidden_text(self.file)
            return Inspected(kind=kind, pages=pages)
        if kind == TEXT:
            return Inspected(kind=kind, pages=page_count(self.file, kind))
        check_picture(self.file, kind)
        return Inspected(kind=kind, pages=1)


class ShowPage(Task, frozen=True, kw_only=True):
    """Draw one page as a picture (PNG) at `new`, to be read on a screen."""

    gives = bool
    kind: FileKind
    page: int
    new: str
    mark: CopyMark | None = None

    def run(self) -> bool:
        """Whether there is such a page. With a mark, it is marked like a copy."""
        path, kind = self.file, self.kind
        if self.mark is not None:
            path = Path(f"{self.new}.marked")
            kind = make_copy(self.file, kind, self.mark, path)
        for page in drawn_pages(path, kind, dots=READING, only=self.page, text=False):
            page.picture.save(self.new, "PNG")
            return True
        return False


class ReadText(Task, frozen=True, kw_only=True):
    """Write the text of all pages to `new`, for people who cannot read pictures."""

    gives = None
    kind: FileKind
    new: str

    def run(self) -> None:
        """Pages without text stay empty."""
        pages = drawn_pages(self.file, self.kind, dots=1)
        texts = ("".join(one.text for one in page.characters) for page in pages)
        text = "\n\f\n".join(texts).replace("\r\n", "\n")
        Path(self.new).write_text(text, encoding="utf-8")


class ReadPage(Task, frozen=True, kw_only=True):
    """The words of one page and where they stand."""

    gives = PageWords
    kind: FileKind
    page: int

    def run(self) -> PageWords:
        """No word: there is none, or no such page."""
        found = drawn_pages(self.file, self.kind, dots=READING, only=self.page)
        words = tuple(word for page in found for word in page.words())
        return PageWords(pages=page_count(self.file, self.kind), words=words)


class FindWords(Task, frozen=True, kw_only=True):
    """Every place in a file where one of some phrases stands."""

    gives = tuple[Word, ...]
    kind: FileKind
    phrases: tuple[str, ...]

    def run(self) -> tuple[Word, ...]:
        """Word by word, in the order of the pages."""
        pages = drawn_pages(self.file, self.kind, dots=READING)
        return tuple(word for page in pages for word in found_on(page, self.phrases))


class Cut(Task, frozen=True, kw_only=True):
    """Write the pages `first` to `last` of a PDF to `new`."""

    gives = None
    first: int
    last: int
    new: str

    def run(self) -> None:
        """Raises InputError for pages that there are not."""
        cut(self.file, self.first, self.last, Path(self.new))


class Cover(Task, frozen=True, kw_only=True):
    """Cover boxes of a file: write it to `new`, its text to `text`, and prove that it worked."""

    gives = Proof
    kind: FileKind
    boxes: tuple[Box, ...]
    new: str
    text: str

    def run(self) -> Proof:
        """The proof; whoever asks looks whether it holds."""
        new, text = Path(self.new), Path(self.text)
        covered = cover(self.file, self.kind, self.boxes, new=new, text=text)
        return prove(new, text, covered, self.boxes)


class Copy(Task, frozen=True, kw_only=True):
    """Write a copy that is marked for a person to `new`; gives its kind."""

    gives = FileKind
    kind: FileKind
    mark: CopyMark
    new: str

    def run(self) -> FileKind:
        """Mark every page."""
        return make_copy(self.file, self.kind, self.mark, Path(self.new))


AnyTask = Inspect | ShowPage | ReadText | ReadPage | FindWords | Cut | Cover | Copy
