"""Readers: who may see something of a document now, and by which row of the rule book."""

from collections.abc import Iterator

from msgspec import Struct
from sqlalchemy import select

from gateway.casework.deciding import decide
from gateway.casework.documents import JUST_LOOKING
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import officer_by
from gateway.casework.writer import Office
from gateway.domain.decision import SegmentOutcome
from gateway.domain.facts import Requester
from gateway.errors import NotFoundError
from gateway.store.facts_of_documents import KeptDocument, document_of
from gateway.store.facts_of_people import everybody
from gateway.store.tables import people


class ReaderSegment(Struct, frozen=True, kw_only=True):
    """One segment that the reader may see, and the row of the rule book that decides so."""

    segment: str
    outcome: SegmentOutcome
    row: str


class Reader(Struct, frozen=True, kw_only=True):
    """What one person may see of a document now, with no purpose stated."""

    person: str
    name: str
    segments: tuple[ReaderSegment, ...]


def list_readers(office: Office, *, by: str, document: str) -> tuple[Reader, ...]:
    """Who in office may see something of the document now. That it was looked up is recorded.

    Raises NotAllowedError for anybody but an officer, NotFoundError for an absent document.
    """
    office.carry_out_now(_LookUpReaders(by=by, document=document))
    with office.reading() as reading:
        return tuple(_readers(reading, _held(reading, document)))


class _LookUpReaders(Struct, frozen=True, kw_only=True):
    """An officer is about to see who may see a document."""

    by: str
    document: str

    def carry_out(self, turn: Turn) -> None:
        """Record it."""
        officer_by(turn, self.by)
        _held(turn, self.document)
        record(turn, by=self.by, kind="readers.listed", body={"document": self.document})


def _held(reading: Reading, document: str) -> KeptDocument:
    kept = document_of(reading.connection, document)
    if kept is None:
        raise NotFoundError("There is no such document.")
    return kept


def _readers(reading: Reading, kept: KeptDocument) -> Iterator[Reader]:
    for name, requester in in_office(reading):
        decision = decide(reading, requester, JUST_LOOKING, kept, id=kept.id).decision
        released = tuple(
            ReaderSegment(segment=one.id, outcome=one.outcome, row=one.row)
            for one in decision.segments
            if one.released
        )
        if released:
            yield Reader(person=requester.person, name=name, segments=released)


def in_office(reading: Reading) -> Iterator[tuple[str, Requester]]:
    """Everybody who may be a reader now, in the order of their names, each with the name."""
    names = select(people.c.id, people.c.name).order_by(people.c.name, people.c.id)
    known = everybody(reading.connection, now=reading.local, known=reading.moment)
    for person, name in reading.connection.execute(names):
        requester = known[person].requester
        if requester.kind not in _NEVER and requester.standing == "current":
            yield name, requester


_NEVER = ("officer", "public")
"""Kinds that are no readers: officers make checks, and the public has its own ways."""
