"""The register of determinations: what was made of similar questions, for those who answer one.

Similar is what concerns the same rule, the same kind of paper and the same ground. A determination
about what must not be known, or about suspected wrongdoing, is not in the register.
"""

from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select

from gateway.casework.cases import Case
from gateway.casework.page_keys import entry_in
from gateway.casework.paging import asked_words, first_of, mentions
from gateway.casework.referrals import referred
from gateway.casework.turn import Reading
from gateway.casework.written import Noted, noted, words_at
from gateway.domain.case_forms import DeterminationPage, ShownDetermination
from gateway.domain.casework import Ground
from gateway.domain.decision import Decision
from gateway.domain.facts import SegmentKind
from gateway.store.tables import case_steps, determinations, dispute_answers, disputes

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
) -> DeterminationPage:
    """Determinations, the newest first, without the cases in which they were made.

    `words` must each occur in the reasons. `after` is the `next` of the page before. Raises
    InputError when it is not one.
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
    if after is not None:
        wanted.append(_beyond(after, oldest_first=oldest_first))
    asked = asked_words(words)
    statement = _determined(
        not_(determinations.c.in_confidence), *wanted, oldest_first=oldest_first
    )
    rows = reading.connection.execute(statement)
    found = ((row, _shown(row, noted(reading, (row.entry,)))) for row in rows)
    items, more = first_of((one for one in found if mentions(asked, one[1].words)), limit)
    return DeterminationPage(
        items=tuple(one for _, one in items),
        next=f"{more[0].entry}~{more[0].place}" if more else None,
    )


def _beyond(after: str, *, oldest_first: bool) -> ColumnElement[bool]:
    """What stands after a determination in the order of the register."""
    entry, _, place = after.partition("~")
    of, at = determinations.c.entry, entry_in(entry)
    later = of > at if oldest_first else of < at
    return or_(later, and_(of == at, determinations.c.place > entry_in(place)))


def determined_in(
    reading: Reading, reference: str, notes: Noted, *, told: Decision | None
) -> tuple[ShownDetermination, ...]:
    """What was determined in a case; with `told`, as its requester may know. `notes`: of its steps.

    Of a part of which they are told nothing they learn the answer, and not what it was about.
    """
    rows = reading.connection.execute(_newest(case_steps.c.reference == reference))
    found = tuple(_shown(row, notes, named=True) for row in rows)
    if told is None:
        return found
    known = {one.id for one in told.segments}
    return tuple(one for one in found if one.segment in known)


def similar_to(reading: Reading, case: Case) -> tuple[ShownDetermination, ...]:
    """Determinations in other cases about the same rule, kind of paper and ground."""
    parts = {one.id: one.kind for one in case.document.facts.segments} if case.document else {}
    asked: list[tuple[Ground | None, tuple[str, ...]]] = [
        (one.ground, one.segments or tuple(parts)) for one in case.disputes
    ]
    asked.append((None, referred(reading, case)))
    alike = [
        and_(
            determinations.c.row == part.row,
            determinations.c.kind == parts[part.id],
            disputes.c.ground.is_(None) if ground is None else disputes.c.ground == ground,
        )
        for ground, names in asked
        for part in case.whole.segments
        if part.id in parts and part.id in names
    ]
    if not alike:
        return ()
    statement = _newest(
        not_(determinations.c.in_confidence),
        case_steps.c.reference != case.reference,
        or_(*alike),
    ).limit(_SIMILAR)
    rows = reading.connection.execute(statement).all()
    notes = noted(reading, (row.entry for row in rows))
    return tuple(_shown(row, notes) for row in rows)


def _newest(*wanted: ColumnElement[bool]) -> Select[Any]:
    return _determined(*wanted, oldest_first=False)


def _determined(*wanted: ColumnElement[bool], oldest_first: bool) -> Select[Any]:
    """They with their cases; what was passed on, and never disputed, has no dispute beside it."""
    entry = determinations.c.entry
    return (
        select(
            determinations,
            disputes.c.ground,
            disputes.c.last,
            case_steps.c.reference,
            case_steps.c.office,
        )
        .join_from(determinations, case_steps, case_steps.c.entry == entry)
        .outerjoin(dispute_answers, dispute_answers.c.entry == entry)
        .outerjoin(disputes, disputes.c.entry == dispute_answers.c.dispute)
        .where(*wanted)
        .order_by(entry if oldest_first else entry.desc(), determinations.c.place)
    )


def _shown(row: Any, notes: Noted, *, named: bool = False) -> ShownDetermination:
    return ShownDetermination(
        entry=row.entry,
        at=notes.at(row.entry),
        ground=row.ground,
        row=row.row,
        kind=row.kind,
        answer=row.answer,
        last=row.ground is None or row.last,
        rule_book=row.rule_book,
        words=notes.words(row.entry, words_at(row.place)),
        reference=row.reference if named else None,
        segment=row.segment if named else None,
        office=row.office if named else None,
    )
