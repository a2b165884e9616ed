"""The process that carries one task out, with limits on memory, time and what it may write.

A file comes from outside and is read by large programs written in C. Whatever goes wrong here ends
with this process.
"""

import resource
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import msgspec

from gateway.domain.files import FileKind, Inspected, PageWords, Proof, Word
from gateway.errors import FileNotTakenError, InputError
from gateway.files.copies import make_copy
from gateway.files.covering import cover
from gateway.files.finding import found_on
from gateway.files.hidden_text import refuse_hidden_text
from gateway.files.kinds import PDF, TEXT
from gateway.files.looking import kind_of
from gateway.files.pages import READING, drawn_pages, page_count
from gateway.files.parts import cut
from gateway.files.pdf_safety import check_pdf
from gateway.files.pictures import check_picture
from gateway.files.tasks import (
    AnyTask,
    Copy,
    Cover,
    Cut,
    FindWords,
    Inspect,
    ReadPage,
    ReadText,
    ShowPage,
    Task,
    Told,
)

SECONDS: Final = 120
"""Of processor time, for one task."""
_MEMORY: Final = 2 * 1024**3
_LARGEST: Final = 512 * 1024**2
"""Bytes of one file that a task may write."""


def run(task: AnyTask) -> Any:
    """Do a task; gives what its `gives` names. Raises FileNotTakenError and InputError."""
    return _WORK[type(task)](Path(task.path), task)


def _inspect(path: Path, _task: Inspect) -> Inspected:
    kind = kind_of(path)
    if kind == PDF:
        pages = check_pdf(path)
        refuse_hidden_text(path)
        return Inspected(kind=kind, pages=pages)
    if kind == TEXT:
        return Inspected(kind=kind, pages=page_count(path, kind))
    check_picture(path, kind)
    return Inspected(kind=kind, pages=1)


def _show(path: Path, task: ShowPage) -> bool:
    kind = task.kind
    if task.mark is not None:
        marked = Path(f"{task.new}.marked")
        kind = make_copy(path, kind, task.mark, marked)
        path = marked
    for page in drawn_pages(path, kind, dots=READING, only=task.page, text=False):
        page.picture.save(task.new, "PNG")
        return True
    return False


def _read_text(path: Path, task: ReadText) -> None:
    pages = drawn_pages(path, task.kind, dots=1)
    texts = ("".join(one.text for one in page.characters) for page in pages)
    text = "\n\f\n".join(texts).replace("\r\n", "\n")
    Path(task.new).write_text(text, encoding="utf-8")


def _read_page(path: Path, task: ReadPage) -> PageWords:
    found = drawn_pages(path, task.kind, dots=READING, only=task.page)
    words = tuple(word for page in found for word in page.words())
    return PageWords(pages=page_count(path, task.kind), words=words)


def _find(path: Path, task: FindWords) -> tuple[Word, ...]:
    pages = drawn_pages(path, task.kind, dots=READING)
    return tuple(word for page in pages for word in found_on(page, task.phrases))


def _cut(path: Path, task: Cut) -> None:
    cut(path, task.first, task.last, Path(task.new))


def _cover(path: Path, task: Cover) -> Proof:
    from gateway.files.witnesses import prove  # noqa: PLC0415  others need not wait for its libraries

    new, text = Path(task.new), Path(task.text)
    covered = cover(path, task.kind, task.boxes, new=new, text=text)
    return prove(new, text, covered, task.boxes)


def _copy(path: Path, task: Copy) -> FileKind:
    return make_copy(path, task.kind, task.mark, Path(task.new))


_WORK: Final[dict[type[Task], Callable[[Path, Any], Any]]] = {
    Inspect: _inspect,
    ShowPage: _show,
    ReadText: _read_text,
    ReadPage: _read_page,
    FindWords: _find,
    Cut: _cut,
    Cover: _cover,
    Copy: _copy,
}


def main() -> None:
    """Carry out the task that comes in, and say what came of it."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST, _LARGEST))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=AnyTask)
    try:
        told = Told(result=msgspec.json.encode(run(task)).decode())
    except (FileNotTakenError, InputError) as error:
        told = Told(error=type(error).__name__, detail=error.detail, where=error.where)
    sys.stdout.buffer.write(msgspec.json.encode(told))


if __name__ == "__main__":
    main()
