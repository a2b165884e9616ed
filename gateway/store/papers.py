"""Writing documents: the rows of a document, and of a part with its business and marks.

Facts name bodies, meetings, groups and people by the gateway's own ids.
"""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Table, delete, insert

from gateway.domain.facts import ExemptTag
from gateway.domain.papers import PaperSegment
from gateway.store.tables import documents, segment_business, segment_exemptions, segments

_REFER: Final = frozenset({"subjects", "owner_group", "advice_to"})
PLAIN_FACTS: Final = tuple(
    name
    for name in PaperSegment.__struct_fields__
    if name in segments.c and name != "id" and name not in _REFER
)
"""The facts that stand in a column of the same name and refer to nothing."""


def add_document(
    connection: Connection, *, source: str, source_id: str, title: str, at: datetime
) -> str:
    """Register a document at a moment; gives its own id."""
    own_id = secrets.token_hex(16)
    row = {"id": own_id, "registered_at": at, "title": title}
    connection.execute(insert(documents), {**row, "source": source, "source_id": source_id})
    return own_id


def add_segment(
    connection: Connection, document: str, facts: PaperSegment, values: Mapping[str, Any]
) -> str:
    """Add a part with its business and marks; gives its own id.

    `values` are the columns that are no facts: its place, and where its content is.
    """
    own_id = secrets.token_hex(16)
    row = {"id": own_id, "document": document, "name": facts.id, **columns_of(facts), **values}
    connection.execute(insert(segments), row)
    put_business(connection, own_id, facts.business)
    put_exemptions(connection, own_id, facts.exempt)
    return own_id


def columns_of(facts: PaperSegment) -> dict[str, Any]:
    """The facts of a part by column."""
    decision = facts.executive_decision
    return {
        **{name: getattr(facts, name) for name in (*PLAIN_FACTS, *_REFER)},
        "executive_decision_by": decision and decision.by,
        "executive_decision_made": decision and decision.made,
    }


def put_business(connection: Connection, segment: str, business: Iterable[Any]) -> None:
    """Let the business of a part be this and nothing else."""
    rows = [msgspec.structs.asdict(item) for item in business]
    _replace(connection, segment_business, segment, rows)


def put_exemptions(connection: Connection, segment: str, exempt: Iterable[ExemptTag]) -> None:
    """Let the marks as exempt of a part be these and no others."""
    rows = [msgspec.structs.asdict(tag) for tag in exempt]
    _replace(connection, segment_exemptions, segment, rows)


def _replace(
    connection: Connection, table: Table, segment: str, rows: list[dict[str, Any]]
) -> None:
    connection.execute(delete(table).where(table.c.segment == segment))
    if rows:
        connection.execute(insert(table), [{"segment": segment, **row} for row in rows])
