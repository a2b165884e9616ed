"""The tables, as SQLAlchemy Core metadata.

Tables of a membership carry the time for which it holds, `valid_from` up to but not including
`valid_to` (local time, NULL: open), and the moments at which the row and its end were recorded.
A membership that is over is ended, never deleted.
"""

from gateway.store.tables.cases import (
    absences,
    case_steps,
    cases,
    deputies,
    document_authors,
    drafts,
    relationships,
    request_decisions,
)
from gateway.store.tables.casework import idempotency, request_numbers, requests, tokens
from gateway.store.tables.columns import metadata
from gateway.store.tables.duties import (
    address_book,
    calendars,
    council_days,
    deadline_changes,
    deadlines,
    notices,
)
from gateway.store.tables.log import (
    log_checkpoints,
    log_entries,
    log_nodes,
    log_secrets,
    rule_book_adoptions,
    rule_book_proposals,
    rule_books,
)
from gateway.store.tables.papers import (
    documents,
    segment_business,
    segment_exemptions,
    segments,
)
from gateway.store.tables.register import (
    adverse_matters,
    bodies,
    council,
    group_memberships,
    interests,
    meetings,
    offices,
    party_groups,
    people,
    positions,
    seats,
    substitutions,
    suspensions,
    terms,
    undertakings,
    ward_seats,
    wards,
)

__all__ = [
    "absences",
    "address_book",
    "adverse_matters",
    "bodies",
    "calendars",
    "case_steps",
    "cases",
    "council",
    "council_days",
    "deadline_changes",
    "deadlines",
    "deputies",
    "document_authors",
    "documents",
    "drafts",
    "group_memberships",
    "idempotency",
    "interests",
    "log_checkpoints",
    "log_entries",
    "log_nodes",
    "log_secrets",
    "meetings",
    "metadata",
    "notices",
    "offices",
    "party_groups",
    "people",
    "positions",
    "relationships",
    "request_decisions",
    "request_numbers",
    "requests",
    "rule_book_adoptions",
    "rule_book_proposals",
    "rule_books",
    "seats",
    "segment_business",
    "segment_exemptions",
    "segments",
    "substitutions",
    "suspensions",
    "terms",
    "tokens",
    "undertakings",
    "ward_seats",
    "wards",
]
