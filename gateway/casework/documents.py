"""Documents: what a caller may see now, and who may see one."""

from datetime import datetime

from msgspec import Struct

from gateway.casework.turn import Reading
from gateway.domain.decision import Decision, SegmentOutcome
from gateway.domain.people import Caller


class DocumentView(Struct, frozen=True, kw_only=True):
    """A document as a caller may know it: decided for them now with no purpose stated.

    `decision` leaves out what must be neither confirmed nor denied. For an officer, `decision` is
    None and `segments` lists all; for a councillor `segments` lists what `decision` lists.
    """

    id: str
    title: str
    registered_at: datetime
    segments: tuple[str, ...]
    decision: Decision | None


class DocumentPage(Struct, frozen=True, kw_only=True):
    """One page of documents; `next` is the key of the page after it, None at the end."""

    items: tuple[DocumentView, ...]
    next: str | None


class Reader(Struct, frozen=True, kw_only=True):
    """What one person may see of a document now, with no purpose stated, and by which row."""

    person: str
    name: str
    segments: tuple["ReaderSegment", ...]


class ReaderSegment(Struct, frozen=True, kw_only=True):
    """One segment that the reader may see, and the row of the rule book that decides so."""

    segment: str
    outcome: SegmentOutcome
    row: str


def documents_for(
    reading: Reading, caller: Caller, *, after: str | None = None, limit: int = 50
) -> DocumentPage:
    """The documents of which something is released to the caller now; for officers, all."""
    raise NotImplementedError


def document_for(reading: Reading, caller: Caller, document: str) -> DocumentView:
    """One document. Raises NotFoundError alike for the absent and for what is not to be known."""
    raise NotImplementedError


def readers_of(reading: Reading, caller: Caller, document: str) -> tuple[Reader, ...]:
    """Who may see something of a document now. Raises NotAllowedError for non-officers."""
    raise NotImplementedError
