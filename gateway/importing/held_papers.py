"""Reads the documents that are held from one source, in the form in which files give them."""

from collections import defaultdict
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Text, bindparam, select

from gateway.domain.facts import ExecutiveDecision, ExemptTag
from gateway.domain.papers import PaperBusiness, PaperSegment
from gateway.importing.held import Ids
from gateway.store import tables
from gateway.store.papers import PLAIN_FACTS


class HeldSegment(Struct, frozen=True):
    """A segment that is held: its row's id, its facts in a file's ids, and what its bytes are.

    `marked_here`: the proper officer changed its marks as exempt, and what a file says of them
    counts no more.
    """

    id: str
    facts: PaperSegment
    place: int
    sha256: str | None
    content_name: str | None
    withdrawn: bool
    marked_here: bool = False


class HeldPaper(Struct, frozen=True):
    """A document that is held."""

    id: str
    title: str
    segments: dict[str, HeldSegment]
    service: str | None = None


def held_papers(connection: Connection, source: str, ids: Ids) -> dict[str, HeldPaper]:
    """The documents of a source, by its ids. `ids` turns the register's ids into ours."""
    theirs = {
        collection: {ours: their for their, ours in known.items()}
        for collection, known in ids.items()
    }
    marks = _marks(connection, source, theirs)
    here = set(connection.execute(select(tables.exempt_marks.c.segment)).scalars())
    rows = select(tables.segments).select_from(_SEGMENTS).where(_OF_SOURCE)
    parts: dict[str, dict[str, HeldSegment]] = defaultdict(dict)
    for row in connection.execute(rows, {"source": source}).mappings():
        parts[row["document"]][row["name"]] = HeldSegment(
            id=row["id"],
            facts=comparable(_facts(row, theirs, **marks.get(row["id"], {}))),
            place=row["place"],
            sha256=row["content_sha256"],
            content_name=row["content_name"],
            withdrawn=row["withdrawn_at"] is not None,
            marked_here=row["id"] in here,
        )
    documents = connection.execute(select(tables.documents).where(_OF_SOURCE), {"source": source})
    services = services_of(connection, source)
    return {
        row.source_id: HeldPaper(row.id, row.title, parts[row.id], services.get(row.id))
        for row in documents
    }


def services_of(connection: Connection, source: str) -> dict[str, str]:
    """The service to which each document of a source belongs now, where that is known."""
    table = tables.document_services
    rows = connection.execute(
        select(table.c.document, table.c.service)
        .join(tables.documents, table.c.document == tables.documents.c.id)
        .where(_OF_SOURCE)
        .order_by(table.c.since),
        {"source": source},
    )
    return {row.document: row.service for row in rows}


def comparable(segment: PaperSegment) -> PaperSegment:
    """A segment's facts without its content, and with its lists in one order."""
    return replace(
        segment,
        business=tuple(sorted(segment.business, key=repr)),
        exempt=tuple(sorted(segment.exempt, key=repr)),
        text=None,
        file=None,
    )


_SEGMENTS = tables.segments.join(
    tables.documents, tables.segments.c.document == tables.documents.c.id
)
_OF_SOURCE = tables.documents.c.source == bindparam("source", type_=Text)


def _marks(connection: Connection, source: str, theirs: Ids) -> dict[str, dict[str, Any]]:
    """The business and the exemptions of each segment."""
    marks: dict[str, dict[str, Any]] = defaultdict(lambda: {"business": (), "exempt": ()})
    for table in (tables.segment_business, tables.segment_exemptions):
        joined = _SEGMENTS.join(table, table.c.segment == tables.segments.c.id)
        rows = select(table).select_from(joined).where(_OF_SOURCE)
        for row in connection.execute(rows, {"source": source}):
            mark = marks[row.segment]
            if table is tables.segment_business:
                meeting = row.meeting and theirs["meetings"][row.meeting]
                item = PaperBusiness(body=theirs["bodies"][row.body], meeting=meeting)
                mark["business"] += (item,)
            else:
                negotiation, tested = row.negotiation_terms, row.tested
                mark["exempt"] += (
                    ExemptTag(
                        paragraph=row.paragraph, negotiation_terms=negotiation, tested=tested
                    ),
                )
    return marks


def _facts(row: Any, theirs: Ids, **marks: Any) -> PaperSegment:
    people, groups = theirs["people"], theirs["party_groups"]
    made = row["executive_decision_made"]
    return PaperSegment(
        id=row["name"],
        subjects=frozenset(people.get(subject, subject) for subject in row["subjects"]),
        owner_group=row["owner_group"] and groups[row["owner_group"]],
        advice_to=row["advice_to"] and people[row["advice_to"]],
        executive_decision=made and ExecutiveDecision(by=row["executive_decision_by"], made=made),
        **{name: row[name] for name in PLAIN_FACTS},
        **marks,
    )
