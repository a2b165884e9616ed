"""The register of determinations: what was made of similar questions, for those who answer one.

Similar is what concerns the same rule, the same kind of paper and the same ground. A determination
about what must not be known, or about suspected wrongdoing, is not in the register.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select

from gateway.casework.cases import Case
from gateway.casework.documents import searchable
from gateway.casework.page_keys import entry_in
from gateway.casework.short_lists import Cut
from gateway.casework.turn import Reading
from gateway.casework.written import words_of
from gateway.domain.case_forms import ShownDetermination
from gateway.domain.casework import Ground
from gateway.domain.decision import Decision
from gateway.domain.facts import SegmentKind
from gateway.store import log
from gateway.store.tables import determinations, dispute_answers, disputes

_TOGETHER: Final = 100
"""How many determinations are loaded at once."""
_SIMILAR: Final = 10


def register(
    reading: Reading,
    *,
    row: str | None = None,
    kind: SegmentKind | None = None,
    ground: Ground | None = None,
    words: str = "",
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Cut[ShownDetermination]:
    """Determinations, the newest first, without the cases in which they were made.

    Of a search, those with every one of the `words` in their reasons. Raises InputError for an
    `after` that is no key.
    """
    wanted = [
        column == value
        for column, value in (
            (determinations.c.row, row),
            (determinations.c.kind, kind),
            (disputes.c.ground, ground),
        )
        if value is not None
    ]
    sought = searchable(words).casefold().split()
    found = (
        (place, one)
        for place, one in _registered(reading, wanted, after, oldest_first=oldest_first)
        if all(word in (one.words or "").casefold() for word in sought)
    )
    listed = list(islice(found, limit + 1))
    return Cut(
        items=tuple(one for _, one in listed[:limit]),
        next=listed[limit - 1][0] if len(listed) > limit else None,
    )


def _registered(
    reading: Reading, wanted: list[ColumnElement[bool]], after: str | None, *, oldest_first: bool
) -> Iterator[tuple[str, ShownDetermination]]:
    """Those that may be in the register, each with its place, so many loaded at once."""
    entry, place = determinations.c.entry, determinations.c.place
    while True:
        beyond = []
        if after is not None:
            number, _, last = after.partition("~")
            at, part = entry_in(number), entry_in(last)
            later = entry > at if oldest_first else entry < at
            beyond = [or_(later, and_(entry == at, place > part))]
        statement = (
            _determined(not_(determinations.c.in_confidence), *wanted, *beyond)
            .order_by(entry if oldest_first else entry.desc(), place)
            .limit(_TOGETHER)
        )
        rows = reading.connection.execute(statement).all()
        for one in rows:
            after = f"{one.entry}~{one.place}"
            yield after, _shown(reading, one)
        if len(rows) < _TOGETHER:
            return


def determined_in(
    reading: Reading, reference: str, *, told: Decision | None
) -> tuple[ShownDetermination, ...]:
    """What was determined in a case; with `told`, as its requester may know.

    Of a part of which they are told nothing they learn the answer, and not what it was about.
    """
    rows = reading.connection.execute(_newest(disputes.c.reference == reference))
    found = tuple(_shown(reading, row, named=True) for row in rows)
    if told is None:
        return found
    known = {one.id for one in told.segments}
    return tuple(one for one in found if one.segment in known)


def similar_to(reading: Reading, case: Case) -> tuple[ShownDetermination, ...]:
    """Determinations in other cases about the same rule, kind of paper and ground."""
    parts = {one.id: one.kind for one in case.document.facts.segments} if case.document else {}
    alike = [
        and_(
            determinations.c.row == part.row,
            determinations.c.kind == parts[part.id],
            disputes.c.ground == dispute.ground,
        )
        for dispute in case.disputes
        for part in case.whole.segments
        if part.id in parts and (part.id in dispute.segments or not dispute.segments)
    ]
    if not alike:
        return ()
    rows = _newest(
        not_(determinations.c.in_confidence),
        disputes.c.reference != case.reference,
        or_(*alike),
    ).limit(_SIMILAR)
    return tuple(_shown(reading, one) for one in reading.connection.execute(rows))


def _newest(*wanted: ColumnElement[bool]) -> Select[Any]:
    entry, segment = determinations.c.entry, determinations.c.segment
    return _determined(*wanted).order_by(entry.desc(), segment)


def _determined(*wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(determinations, disputes.c.ground, disputes.c.last, disputes.c.reference)
        .join_from(
            determinations, dispute_answers, dispute_answers.c.entry == determinations.c.entry
        )
        .join(disputes, disputes.c.entry == dispute_answers.c.dispute)
        .where(*wanted)
    )


def _shown(reading: Reading, row: Any, *, named: bool = False) -> ShownDetermination:
    return ShownDetermination(
        entry=row.entry,
        at=log.moment_of(reading.connection, row.entry),
        ground=row.ground,
        row=row.row,
        kind=row.kind,
        answer=row.answer,
        last=row.last,
        rule_book=row.rule_book,
        words=words_of(reading, row.entry, f"words.{row.place}"),
        reference=row.reference if named else None,
        segment=row.segment if named else None,
    )
