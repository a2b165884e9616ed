"""Rows to facts: what a document holds, how it is marked, and the business it belongs to."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    CompoundSelect,
    Connection,
    Select,
    Text,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from gateway.domain.facts import Business, Document, ExecutiveDecision, ExemptTag, Segment
from gateway.store import tables
from gateway.store.business import entry_columns
from gateway.store.json_lists import elements_of
from gateway.store.prepared import Prepared
from gateway.store.tables.columns import is_set


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
    return documents_of(connection, (document,)).get(document)


def documents_of(connection: Connection, ids: Collection[str]) -> dict[str, KeptDocument]:
    """Several documents, by id; those that are not held are left out."""
    asked = {"ids": msgspec.json.encode(list(ids)).decode()}
    marks: dict[str, list[_Values]] = defaultdict(list)
    for mark in _MARKS.rows(connection, asked):
        marks[mark[0]].append(mark)
    rows: dict[str, list[tuple[_Values, ...]]] = defaultdict(list)
    for row in _SEGMENTS.rows(connection, asked):
        rows[row[_DOCUMENT]].append((row, *marks.get(row[_ID], ())))
    return {document: _document(tuple(parts)) for document, parts in rows.items()}


_Values = tuple[Any, ...]
_Row = dict[str, Any]
_ENTRY = ("body", "executive", "private", "start", "ended")
_entry_columns = entry_columns(tables.segment_business, tables.bodies, tables.meetings)
_d, _s, _m = tables.documents.c, tables.segments.c, tables.meetings.c
_business, _body = tables.segment_business.c, tables.bodies.c
_exemption = tables.segment_exemptions.c
# The ids travel as one JSON list: the same statement serves for one document and for many.
_is_wanted = _s.document.in_(elements_of("ids"))


def _segments() -> Select[Any]:
    return (
        select(_d.title, _d.registered_at, *tables.segments.c)
        .join_from(tables.segments, tables.documents, _s.document == _d.id)
        .where(_is_wanted, _d.withdrawn_at.is_(None), _s.withdrawn_at.is_(None))
        .order_by(_s.document, _s.place, _s.name)
    )


def _marks() -> CompoundSelect[Any]:
    """The business of each segment and its exempt tags, told apart by the second value."""
    business = (
        _mark(
            _business.segment,
            "business",
            tuple(_entry_columns[part] for part in _ENTRY),
        )
        .join_from(tables.segments, tables.segment_business, _business.segment == _s.id)
        .join(tables.bodies, _business.body == _body.id)
        .outerjoin(tables.meetings, _business.meeting == _m.id)
        .where(_is_wanted)
    )
    exempt = (
        _mark(
            _exemption.segment,
            "exempt",
            (
                _exemption.paragraph,
                _exemption.negotiation_terms,
                _exemption.tested,
                *[null()] * (len(_ENTRY) - 3),
            ),
        )
        .join_from(tables.segments, tables.segment_exemptions, _exemption.segment == _s.id)
        .where(_is_wanted)
    )
    return union_all(business, exempt)


def _mark(segment: Any, what: str, values: tuple[Any, ...]) -> Select[Any]:
    return select(segment, literal_column(f"'{what}'"), *(cast(value, Text) for value in values))


_SEGMENTS, _MARKS = Prepared(_segments()), Prepared(_marks())
_NAMES = tuple(_segments().selected_columns.keys())
_DOCUMENT, _ID = (_NAMES.index(name) for name in ("document", "id"))
_SET = msgspec.json.Decoder(frozenset[str])
_REMEMBERED = 1024
"""How many documents' rows are remembered with what they say."""


@lru_cache(maxsize=_REMEMBERED)
def _document(parts: tuple[tuple[_Values, ...], ...]) -> KeptDocument:
    """The document whose rows these are: of each segment its own, and those of its marks.

    The same rows are mostly read again and again.
    """
    rows = [dict(zip(_NAMES, own, strict=True)) for own, *_ in parts]
    business, exempt = _marks_by_segment(mark for _, *marks in parts for mark in marks)
    first = rows[0]
    return KeptDocument(
        first["document"],
        datetime.fromisoformat(first["registered_at"]),
        Document(
            title=first["title"],
            segments=tuple(_segment(row, business[row["id"]], exempt[row["id"]]) for row in rows),
        ),
        {row["name"]: content for row in rows if (content := _content(row))},
    )


def _marks_by_segment(
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
                    negotiation_terms=is_set(negotiation_terms),
                    tested=date.fromisoformat(tested) if tested else None,
                )
            )
    return business, exempt


def _entry(
    body: str, executive: str, private: str, start: str | None, ended: str | None
) -> Business:
    return Business(
        body=body,
        executive=is_set(executive),
        private=start is not None and is_set(private),
        start=datetime.fromisoformat(start) if start else None,
        ended=datetime.fromisoformat(ended) if start and ended else None,
    )


def _segment(row: _Row, business: list[Business], exempt: list[ExemptTag]) -> Segment:
    return Segment(
        id=row["name"],
        kind=row["kind"],
        public=bool(row["public"]),
        held_by=row["held_by"],
        held_by_council=row["held_by_council"],
        business=tuple(business),
        executive_decision=_executive_decision(row),
        exempt=tuple(exempt),
        registered_information=bool(row["registered_information"]),
        own_development=bool(row["own_development"]),
        confidential=row["confidential"],
        third_party_confidence=row["third_party_confidence"],
        personal_data=row["personal_data"],
        subjects=_SET.decode(row["subjects"]),
        owner_group=row["owner_group"],
        advice_to=row["advice_to"],
        keep_from_others=bool(row["keep_from_others"]),
        author_consents=None if row["author_consents"] is None else bool(row["author_consents"]),
        matters=_SET.decode(row["matters"]),
        not_severable=row["not_severable"],
    )


def _executive_decision(row: _Row) -> ExecutiveDecision | None:
    if row["executive_decision_by"] is None:
        return None
    made = datetime.fromisoformat(row["executive_decision_made"])
    return ExecutiveDecision(by=row["executive_decision_by"], made=made)


def _content(row: _Row) -> KeptContent | None:
    if row["content_name"] is None:
        return None
    return KeptContent(
        row["content_name"], row["content_type"], row["content_sha256"], row["content_size"]
    )
