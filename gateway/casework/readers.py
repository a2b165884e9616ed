"""Readers: who may see something of a document now, and by which row of the rule book."""

from collections.abc import Iterator

import structlog
from msgspec import Struct

from gateway.casework.deciding import decide
from gateway.casework.documents import JUST_LOOKING, searchable
from gateway.casework.page_keys import no_key
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import officer_by
from gateway.casework.writer import Office
from gateway.domain.decision import SegmentOutcome
from gateway.domain.facts import Requester
from gateway.errors import NotFoundError
from gateway.store.facts_of_documents import KeptDocument, document_of
from gateway.store.facts_of_people import KnownPerson, everybody, people_of
from gateway.store.listing.kept.people import ReaderSort, may_read
from gateway.store.listing.readership import Readership

_say = structlog.get_logger(__name__)


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


class ReaderPage(Struct, frozen=True, kw_only=True):
    """One page of readers; `next` is the key of the page after it, None at the end.

    `number` is how many there are on all pages together, where that was asked.
    """

    items: tuple[Reader, ...]
    next: str | None
    number: int | None


def list_readers(
    office: Office,
    *,
    by: str,
    document: str,
    after: str | None = None,
    limit: int = 50,
    sort: ReaderSort = "name",
    words: str = "",
    counted: bool = False,
) -> ReaderPage:
    """Who in office may see something of the document now. That it was looked up is recorded.

    Of a search, names that have every one of the `words`. `after` is the `next` of the page before.
    Raises NotAllowedError for anybody but an officer, NotFoundError for an absent document, and
    InputError when `after` is no key.
    """
    office.carry_out_now(_LookUpReaders(by=by, document=document))
    with office.reading() as reading:
        kept = _held(reading, document)
        readership = _readership(reading, kept, words)
        try:
            people = readership.people(sort, after, limit + 1)
        except KeyError as error:
            raise no_key() from error
        more = len(people) > limit
        return ReaderPage(
            items=tuple(_readers(reading, kept, people[:limit])),
            next=people[limit - 1] if more else None,
            number=readership.number() if counted else None,
        )


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


def _readership(reading: Reading, kept: KeptDocument, words: str) -> Readership:
    return Readership(
        reading.connection,
        reading.rule_book.council(reading.council),
        kept.facts,
        JUST_LOOKING,
        now=reading.local,
        known=reading.moment,
        kept=reading.people,
        words=searchable(words),
    )


def _readers(reading: Reading, kept: KeptDocument, people: list[str]) -> Iterator[Reader]:
    """The people who are listed, each decided about by themselves all the same."""
    known = people_of(reading.connection, people, now=reading.local, known=reading.moment)
    for person in people:
        reader = _reader(reading, kept, known[person])
        if reader is None:
            _say.error("list.not_released", document=kept.id)
        else:
            yield reader


def _reader(reading: Reading, kept: KeptDocument, known: KnownPerson) -> Reader | None:
    """What somebody may see of the document; None when that is nothing."""
    if not may_read(known.requester):
        return None
    decision = decide(reading, known.requester, JUST_LOOKING, kept, id=kept.id).decision
    released = tuple(
        ReaderSegment(segment=one.id, outcome=one.outcome, row=one.row)
        for one in decision.segments
        if one.released
    )
    if not released:
        return None
    return Reader(person=known.requester.person, name=known.name, segments=released)


def in_office(reading: Reading) -> Iterator[tuple[str, Requester]]:
    """Everybody who may be a reader now, in the order of their names, each with the name."""
    known = everybody(reading.connection, now=reading.local, known=reading.moment)
    for one in sorted(known.values(), key=lambda one: (one.name, one.requester.person)):
        if may_read(one.requester):
            yield one.name, one.requester
