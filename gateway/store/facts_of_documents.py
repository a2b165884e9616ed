"""Rows to facts: what a document holds, how it is marked, and the business it belongs to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.sql.selectable import CompoundSelect

from gateway.domain.facts import Business, Document, ExecutiveDecision, ExemptTag, Segment
from gateway.store import tables


class KeptContent(Struct, frozen=True):
    """Where a segment's bytes are kept, their media type, hash and size."""

    name: str
    content_type: str
    sha256: str
    size: int


class KeptDocument(Struct, frozen=True):
    """A document that the council holds: the facts, and where the segments' bytes are."""

    id: str
    registered_at: datetime
    facts: Document
    content: dict[str, KeptContent]


def document_of(connection: Connection, document: str) -> KeptDocument | None:
    """One document; None when it is not held, withdrawn, or has no segment."""
    return _load(connection, _ONE, _MARKS_OF_ONE, {"id": document}).get(document)


def documents_of(connection: Connection, ids: Sequence[str]) -> dict[str, KeptDocument]:
    """Several documents, by id; those that are not held are left out."""
    return _load(connection, _SEVERAL, _MARKS_OF_SEVERAL, {"ids": list(ids)})


_d, _s, _m = tables.documents.c, tables.segments.c, tables.meetings.c
_business, _body = tables.segment_business.c, tables.bodies.c
_exemption = tables.segment_exemptions.c


def _segments(whose: Any) -> Select[Any]:
    return (
        select(_d.title, _d.registered_at, *tables.segments.c)
        .join_from(tables.segments, tables.documents, _s.document == _d.id)
        .where(whose, _d.withdrawn_at.is_(None), _s.withdrawn_at.is_(None))
        .order_by(_s.document, _s.place, _s.name)
    )


def _marks(whose: Any) -> CompoundSelect[Any]:
    """The business of each segment and its exempt tags, told apart by the first value."""
    business = (
        select(
            _business.segment,
            literal("business"),
            cast(_business.body, Text),
            cast(_body.executive, Text),
            cast(_m.private, Text),
            cast(_m.start, Text),
            cast(_m.ended, Text),
            cast(_m.cancelled, Text),
        )
        .join_from(tables.segments, tables.segment_business, _business.segment == _s.id)
        .join(tables.bodies, _business.body == _body.id)
        .outerjoin(tables.meetings, _business.meeting == _m.id)
        .where(whose)
    )
    empty = cast(null(), Text)
    exempt = (
        select(
            _exemption.segment,
            literal("exempt"),
            cast(_exemption.paragraph, Text),
            cast(_exemption.negotiation_terms, Text),
            cast(_exemption.tested, Text),
            empty,
            empty,
            empty,
        )
        .join_from(tables.segments, tables.segment_exemptions, _exemption.segment == _s.id)
        .where(whose)
    )
    return union_all(business, exempt)


_is_it = _s.document == bindparam("id", type_=Text)
_is_one_of_them = _s.document.in_(bindparam("ids", expanding=True, type_=Text))
_ONE, _MARKS_OF_ONE = _segments(_is_it), _marks(_is_it)
_SEVERAL, _MARKS_OF_SEVERAL = _segments(_is_one_of_them), _marks(_is_one_of_them)


def _load(
    connection: Connection,
    segments: Select[Any],
    marks: CompoundSelect[Any],
    parameters: dict[str, Any],
) -> dict[str, KeptDocument]:
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(segments, parameters):
        rows[row.document].append(row)
    business, exempt = _read_marks(connection.execute(marks, parameters))
    return {
        document: KeptDocument(
            document,
            parts[0].registered_at,
            Document(
                title=parts[0].title,
                segments=tuple(_segment(row, business[row.id], exempt[row.id]) for row in parts),
            ),
            {row.name: content for row in parts if (content := _content(row))},
        )
        for document, parts in rows.items()
    }


def _read_marks(
    rows: Iterable[Any],
) -> tuple[dict[str, list[Business]], dict[str, list[ExemptTag]]]:
    business: dict[str, list[Business]] = defaultdict(list)
    exempt: dict[str, list[ExemptTag]] = defaultdict(list)
    for segment, what, *values in rows:
        if what == "business":
            business[segment].append(_entry(*values))
        else:
            paragraph, negotiation_terms, tested, *_ = values
            exempt[segment].append(
                ExemptTag(
                    paragraph=int(paragraph),
                    negotiation_terms=negotiation_terms == "1",
                    tested=date.fromisoformat(tested) if tested else None,
                )
            )
    return business, exempt


def _entry(body: str, executive: str, *meeting: str | None) -> Business:
    """Business of a body; a meeting that is cancelled is no meeting."""
    private, start, ended, cancelled = meeting
    if start is None or cancelled == "1":
        return Business(body=body, executive=executive == "1")
    return Business(
        body=body,
        executive=executive == "1",
        private=private == "1",
        start=datetime.fromisoformat(start),
        ended=datetime.fromisoformat(ended) if ended else None,
    )


def _segment(row: Any, business: list[Business], exempt: list[ExemptTag]) -> Segment:
    made = row.executive_decision_made
    return Segment(
        id=row.name,
        kind=row.kind,
        public=row.public,
        held_by=row.held_by,
        held_by_council=row.held_by_council,
        business=tuple(business),
        executive_decision=made and ExecutiveDecision(by=row.executive_decision_by, made=made),
        exempt=tuple(exempt),
        registered_information=row.registered_information,
        own_development=row.own_development,
        confidential=row.confidential,
        third_party_confidence=row.third_party_confidence,
        personal_data=row.personal_data,
        subjects=row.subjects,
        owner_group=row.owner_group,
        advice_to=row.advice_to,
        keep_from_others=row.keep_from_others,
        author_consents=row.author_consents,
        matters=row.matters,
        not_severable=row.not_severable,
    )


def _content(row: Any) -> KeptContent | None:
    if row.content_name is None:
        return None
    return KeptContent(row.content_name, row.content_type, row.content_sha256, row.content_size)
