"""What a file of documents would add, change and withdraw: a pure comparison."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from gateway.domain.papers import Paper, Papers, PaperSegment
from gateway.importing.changes import What
from gateway.importing.contents import Contents
from gateway.importing.held_papers import HeldPaper, HeldSegment, comparable


class PaperChange(NamedTuple):
    """A document, or one segment of it; a segment that is no longer listed is ended (withdrawn).

    `held` and `before` are the document and the segment as they are held. `number` is the
    segment's place in the document. `new_content`: its bytes are not those that are held.
    """

    what: What
    paper: Paper
    held: HeldPaper | None
    segment: PaperSegment | None = None
    number: int = 0
    before: HeldSegment | None = None
    new_content: bool = False


def papers_difference(
    held: Mapping[str, HeldPaper], papers: Papers, contents: Contents
) -> tuple[PaperChange, ...]:
    """The changes that make what is held into what the file says.

    A document that is not in the file stays as it is: a file need not list all.
    """
    return tuple(
        change
        for paper in papers.documents
        for change in _changes(held.get(paper.id), paper, contents)
    )


def _changes(held: HeldPaper | None, paper: Paper, contents: Contents) -> Iterator[PaperChange]:
    if held is None:
        yield PaperChange("added", paper, held)
    elif held.title != paper.title or paper.service not in {None, held.service}:
        yield PaperChange("changed", paper, held)
    known = held.segments if held else {}
    for number, segment in enumerate(paper.segments):
        before = known.get(segment.id)
        content = contents.get((paper.id, segment.id))
        fresh = content is not None and (before is None or before.sha256 != content.sha256)
        if before is None or fresh or before.withdrawn or _differs(before, segment, number):
            what: What = "changed" if before else "added"
            yield PaperChange(what, paper, held, segment, number, before, new_content=fresh)
    listed = {segment.id for segment in paper.segments}
    for name, before in known.items():
        if name not in listed and not before.withdrawn:
            yield PaperChange("ended", paper, held, before.facts, before.place, before)


def _differs(before: HeldSegment, segment: PaperSegment, number: int) -> bool:
    theirs = comparable(segment)
    if before.marked_here:
        theirs = replace(theirs, exempt=before.facts.exempt)
    return before.facts != theirs or before.place != number
