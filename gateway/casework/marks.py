"""Marks as exempt, made by the proper officer: with paragraph, reason, test and review.

A mark without a public interest test supports no refusal and stands in a queue until it is tested.
What a proper officer marks here is kept when the papers are imported again.
"""

from datetime import date
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import and_, delete, func, insert, or_, select, update

from gateway.casework import deadlines
from gateway.casework.case_decisions import decide_open_requests
from gateway.casework.keeping import scheme_says
from gateway.casework.known import known_posts, known_ties
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.written import WORDS
from gateway.domain.case_forms import MarkedPaper, MarkForm, ShownMark
from gateway.domain.casework import MarkStep
from gateway.domain.notices import to_office
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.policy.conditions.papers import FINANCIAL_PARAGRAPHS, NEEDS_NO_TEST
from gateway.policy.life.own_cause import barred
from gateway.policy.life.permissions import DOCUMENT_OFFICE
from gateway.policy.life.posts import able, unable
from gateway.policy.offices import named_office, resolved
from gateway.policy.wellformed import PARAGRAPHS
from gateway.store.facts_of_documents import KeptDocument, document_of
from gateway.store.posts import ties_of
from gateway.store.tables import (
    documents,
    exempt_marks,
    segment_exemptions,
    segments,
)

_NOT_YOURS: Final = "Only the proper officer looks after marks as exempt."


class MarkExempt(Struct, frozen=True, kw_only=True):
    """The proper officer marks part of a document, tests or reviews a mark, or lifts it."""

    by: str
    document: str
    mark: MarkForm

    def carry_out(self, turn: Turn) -> int:
        """Record it, and decide again on every open request for the document.

        Gives the number of the entry. Raises NotFoundError for a document that is not held,
        NotAllowedError for anybody but who may act as its proper officer, and InputError for what
        cannot be.
        """
        _markable(turn, self.by, self.document)
        step = self._write(turn, self._segment(turn))
        entry = self._record(turn, step)
        self._review(turn, entry)
        decide_open_requests(turn, self.document, by=self.by)
        return entry

    def _segment(self, turn: Turn) -> str:
        """The id of the part; and refuse what the law or the calendar does not know."""
        mark, today = self.mark, turn.local.date()
        profile = turn.rule_book.profiles[turn.council]
        if mark.paragraph not in PARAGRAPHS[profile.exemption_scheme]:
            raise InputError("No such paragraph applies to this council.", where="paragraph")
        if mark.tested is not None and mark.tested > today:
            raise InputError("The test cannot lie in the future.", where="tested")
        if mark.review_on is not None and mark.review_on <= today:
            raise InputError("The review must lie in the future.", where="review_on")
        found = turn.connection.execute(
            select(segments.c.id).where(
                segments.c.document == self.document,
                segments.c.name == mark.segment,
                segments.c.withdrawn_at.is_(None),
            )
        ).scalar_one_or_none()
        if found is None:
            raise InputError("There is no such part.", where="segment")
        return str(found)

    def _write(self, turn: Turn, segment: str) -> tuple[str, MarkStep]:
        """Change the mark; gives the part and what was done."""
        mark, table = self.mark, segment_exemptions
        one = and_(table.c.segment == segment, table.c.paragraph == mark.paragraph)
        before = turn.connection.execute(select(table).where(one)).one_or_none()
        if mark.lifted:
            if before is None:
                raise InputError("There is no such mark to lift.", where="paragraph")
            turn.connection.execute(delete(table).where(one))
            return segment, "lifted"
        values = {"negotiation_terms": mark.negotiation_terms, "tested": mark.tested}
        if before is None:
            row = {"segment": segment, "paragraph": mark.paragraph, **values}
            turn.connection.execute(insert(table).values(**row))
            return segment, "marked"
        turn.connection.execute(update(table).where(one).values(**values))
        return segment, "reviewed" if before.tested == mark.tested else "tested"

    def _record(self, turn: Turn, done: tuple[str, MarkStep]) -> int:
        segment, step = done
        tested = {"tested": self.mark.tested.isoformat()} if self.mark.tested else {}
        return _record(
            turn,
            self.document,
            {
                "segment": segment,
                "paragraph": self.mark.paragraph,
                "step": step,
                "review_on": self.mark.review_on.isoformat() if self.mark.review_on else None,
                "by": self.by,
            },
            tested,
            self.mark.words,
        )

    def _review(self, turn: Turn, entry: int) -> None:
        """The review that is owed from now on."""
        about = self.document
        deadlines.meet_deadline(turn, about=about, entry=entry, kind="exemption_review")
        due = _next_review(turn, self.document)
        if due is not None:
            office = turn.rule_book.profiles[turn.council].proper_officer
            deadlines.set_deadline(
                turn,
                kind="exemption_review",
                about=about,
                owed_by=to_office(office),
                counted=deadlines.as_set(due),
                entry=entry,
            )


def lift_marks(turn: Turn, document: str, name: str, *, by: str, words: str) -> None:
    """Take every mark from a part of a document: somebody who may decide found that none holds."""
    marks = turn.connection.execute(
        _MARKS.add_columns(segments.c.id).where(
            segments.c.document == document, segments.c.name == name
        )
    ).all()
    for mark in marks:
        one = and_(
            segment_exemptions.c.segment == mark.id,
            segment_exemptions.c.paragraph == mark.paragraph,
        )
        turn.connection.execute(delete(segment_exemptions).where(one))
        row = {"segment": mark.id, "paragraph": mark.paragraph, "step": "lifted"}
        _record(turn, document, {**row, "review_on": None, "by": by}, {}, words)


def _record(
    turn: Turn, document: str, row: dict[str, Any], more: dict[str, Any], words: str
) -> int:
    """Record what was done with a mark; gives the number of the entry."""
    told = {name: row[name] for name in ("paragraph", "segment", "step")}
    return record(
        turn,
        by=row["by"],
        kind="exempt_mark.changed",
        body={"document": document, **told, **more},
        committed={WORDS: words.encode()},
        rows=((exempt_marks, row),),
    )


def refuse_unless_marker(reading: Reading, person: str, document: KeptDocument) -> None:
    """Raises NotAllowedError for anybody but who may act as proper officer for this document.

    Whoever wrote it, is its subject, or declared an interest in its matters may not.
    """
    parts = document.facts.segments
    matters = frozenset[str]().union(*(one.matters for one in parts))
    posts = known_posts(reading)
    ties = ties_of(
        known_ties(reading, "", document.id, matters),
        aliases=posts.aliases,
        requester="",
        helped=None,
        subjects=frozenset[str]().union(*(one.subjects for one in parts)),
        matters=matters,
        document=document.id,
    )
    profile = reading.rule_book.profiles[reading.council]
    out = barred(ties, "decide")
    first = named_office(DOCUMENT_OFFICE, profile)
    office = resolved(first, profile, unable(posts, profile, out))
    if person not in able(posts, office, out):
        raise NotAllowedError(_NOT_YOURS)


def acts_as_proper_officer(reading: Reading, person: str) -> bool:
    """Whether somebody acts as proper officer at all: for some documents they may still not."""
    profile = reading.rule_book.profiles[reading.council]
    office = named_office(DOCUMENT_OFFICE, profile)
    return person in able(known_posts(reading), office, frozenset())


def refuse_unless_proper_officer(reading: Reading, person: str) -> None:
    """Raises NotAllowedError for anybody but who acts as proper officer at all."""
    if not acts_as_proper_officer(reading, person):
        raise NotAllowedError(_NOT_YOURS)


def marks_to_look_at(reading: Reading, person: str) -> tuple[ShownMark, ...]:
    """The marks never tested, and those whose review has fallen due.

    Raises NotAllowedError for somebody who does not act as proper officer at all.
    """
    refuse_unless_proper_officer(reading, person)
    today = reading.local.date()
    due = or_(_UNTESTED, exempt_marks.c.review_on <= today)
    rows = reading.connection.execute(_MARKS.where(due).order_by(*_IN_ORDER))
    return tuple(_shown(row, today) for row in rows)


def marks_waiting(reading: Reading, person: str) -> int:
    """How many of them there are; 0 for somebody who does not act as proper officer."""
    try:
        return len(marks_to_look_at(reading, person))
    except NotAllowedError:
        return 0


def may_mark(reading: Reading, person: str, document: str) -> bool:
    """Whether somebody may act as the proper officer of a paper."""
    try:
        _markable(reading, person, document)
    except (NotAllowedError, NotFoundError):
        return False
    return True


def markable(reading: Reading, person: str, document: str) -> MarkedPaper:
    """A paper with its marks, for whoever may act as its proper officer. Raises as `MarkExempt`."""
    kept = _markable(reading, person, document)
    says = scheme_says(reading)
    rows = reading.connection.execute(
        _MARKS.where(segments.c.document == document).order_by(
            segments.c.place, segment_exemptions.c.paragraph
        )
    )
    return MarkedPaper(
        document=document,
        title=kept.facts.title,
        parts=tuple(part.id for part in kept.facts.segments),
        paragraphs=says,
        financial=tuple(one for one in FINANCIAL_PARAGRAPHS if one in says),
        marks=tuple(_shown(row, reading.local.date()) for row in rows),
    )


def _markable(reading: Reading, person: str, document: str) -> KeptDocument:
    kept = document_of(reading.connection, document)
    if kept is None:
        refuse_unless_proper_officer(reading, person)  # others learn nothing of what is held
        raise NotFoundError("There is no such document.")
    refuse_unless_marker(reading, person, kept)
    return kept


_UNTESTED = and_(
    segment_exemptions.c.tested.is_(None), segment_exemptions.c.paragraph != NEEDS_NO_TEST
)
_newest = (
    select(func.max(exempt_marks.c.entry))
    .where(
        exempt_marks.c.segment == segment_exemptions.c.segment,
        exempt_marks.c.paragraph == segment_exemptions.c.paragraph,
    )
    .correlate(segment_exemptions)
    .scalar_subquery()
)
_IN_ORDER = (segments.c.document, segments.c.place, segment_exemptions.c.paragraph)
_MARKS = (
    select(
        segments.c.document,
        documents.c.title,
        segments.c.name,
        segments.c.place,
        segment_exemptions.c.paragraph,
        segment_exemptions.c.negotiation_terms,
        segment_exemptions.c.tested,
        exempt_marks.c.review_on,
    )
    .join_from(segment_exemptions, segments, segments.c.id == segment_exemptions.c.segment)
    .join(documents, documents.c.id == segments.c.document)
    .outerjoin(exempt_marks, exempt_marks.c.entry == _newest)
    .where(documents.c.withdrawn_at.is_(None), segments.c.withdrawn_at.is_(None))
)


def _shown(row: Any, today: date) -> ShownMark:
    due = row.review_on is not None and row.review_on <= today
    untested = row.tested is None and row.paragraph != NEEDS_NO_TEST
    return ShownMark(
        document=row.document,
        title=row.title,
        segment=row.name,
        paragraph=row.paragraph,
        negotiation_terms=row.negotiation_terms,
        tested=row.tested,
        review_on=row.review_on,
        why="not_tested" if untested else "review_due" if due else None,
    )


def _next_review(turn: Turn, document: str) -> date | None:
    """The earliest review that stands for a document."""
    rows = turn.connection.execute(_MARKS.where(segments.c.document == document))
    return min((row.review_on for row in rows if row.review_on is not None), default=None)
