"""The command that registers documents, through the one writer: all of a file or nothing."""

from collections.abc import Mapping
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import delete, insert, update

from gateway.domain.papers import PaperBusiness, Papers, PaperSegment
from gateway.errors import ConflictError
from gateway.importing.contents import Contents
from gateway.importing.fault import Place
from gateway.importing.held_papers import held_papers
from gateway.importing.papers_difference import PaperChange, papers_difference
from gateway.importing.references import Known, check_references, known_from
from gateway.importing.turn import Reading, Turn
from gateway.store import tables
from gateway.store.content import StoredContent
from gateway.store.papers import (
    add_document,
    add_segment,
    columns_of,
    put_business,
    put_exemptions,
)

Stored = Mapping[tuple[str, str], StoredContent]
"""Where the bytes of a segment are kept, by the ids of document and segment."""


def find_changes(
    reading: Reading, papers: Papers, contents: Contents, place: Place
) -> tuple[Known, tuple[PaperChange, ...]]:
    """What the file refers to, and what it would change now.

    Raises ImportFileError, with the place, for a reference to nothing.
    """
    known = known_from(reading.connection, papers, place)
    check_references(papers, known, reading.rule_book.profiles[reading.council], place)
    held = held_papers(reading.connection, papers.source, known.ids)
    return known, papers_difference(held, papers, contents)


class ImportPapers(Struct, frozen=True, kw_only=True):
    """Register the documents of a file whose new contents are kept already.

    `digest` is the SHA-256 of the file, in hexadecimal. The difference is worked out inside the
    transaction; nothing is written, not even an entry, when nothing changes.
    """

    by: str
    papers: Papers
    contents: Contents
    stored: Stored
    place: Place
    digest: str

    def carry_out(self, turn: Turn) -> tuple[PaperChange, ...]:
        """Compare, write and record. Raises ImportFileError for a reference to nothing."""
        known, changes = find_changes(turn, self.papers, self.contents, self.place)
        writing = _Writing(turn, self, known)
        for change in changes:
            writing.write(change)
        if changes:
            turn.log.append(
                actor=self.by,
                at=turn.moment,
                kind="documents.imported",
                body={"files": [self.digest], **counts(changes)},
                committed={},
            )
        return changes


def counts(changes: tuple[PaperChange, ...]) -> dict[str, dict[str, int]]:
    """How many documents and segments are added, changed and ended."""
    found: dict[str, dict[str, int]] = {"documents": {}, "segments": {}}
    for change in changes:
        of_kind = found["documents" if change.segment is None else "segments"]
        of_kind[change.what] = of_kind.get(change.what, 0) + 1
    return found


class _Writing:
    """Writes the changes one by one."""

    def __init__(self, turn: Turn, command: ImportPapers, known: Known) -> None:
        self._connection = turn.connection
        self._moment = turn.moment
        self._command = command
        self._ids = known.ids
        self._begun: dict[str, str] = {}

    def write(self, change: PaperChange) -> None:
        """One document's row, or one segment with its business and exemptions."""
        if change.segment is None:
            self._write_document(change)
        elif change.what == "ended" and change.before is not None:
            self._update(change.before.id, {"withdrawn_at": self._moment})
        else:
            self._write_segment(change, change.segment)

    def _write_document(self, change: PaperChange) -> None:
        title = {"title": change.paper.title}
        if change.held is not None:
            one = tables.documents.c.id == change.held.id
            self._connection.execute(update(tables.documents).where(one).values(title))
            self._write_service(change, change.held.id)
            return
        own_id = self._begun[change.paper.id] = add_document(
            self._connection,
            source=self._command.papers.source,
            source_id=change.paper.id,
            title=change.paper.title,
            at=self._moment,
        )
        self._write_service(change, own_id)

    def _write_service(self, change: PaperChange, document: str) -> None:
        """From now on it belongs to this service; what it belonged to before is kept."""
        service = change.paper.service
        if service is None or (change.held and change.held.service == service):
            return
        table, row = tables.document_services, {"document": document, "since": self._moment}
        same = [table.c[name] == value for name, value in row.items()]
        self._connection.execute(delete(table).where(*same))
        self._connection.execute(insert(table).values(**row, service=service))

    def _write_segment(self, change: PaperChange, segment: PaperSegment) -> None:
        facts = self._ours(segment)
        values: dict[str, Any] = {"place": change.number, "withdrawn_at": None}
        if change.new_content:
            values |= self._content(change.paper.id, segment.id)
        if change.before is None:
            document = change.held.id if change.held else self._begun[change.paper.id]
            add_segment(self._connection, document, facts, values)
            return
        self._update(change.before.id, columns_of(facts) | values)
        put_business(self._connection, change.before.id, facts.business)
        if not change.before.marked_here:
            put_exemptions(self._connection, change.before.id, facts.exempt)

    def _ours(self, segment: PaperSegment) -> PaperSegment:
        """The facts by our own ids; people who are not of the register stay as they are."""
        people, groups = self._ids["people"], self._ids["party_groups"]
        bodies, meetings = self._ids["bodies"], self._ids["meetings"]
        return msgspec.structs.replace(
            segment,
            business=tuple(
                PaperBusiness(
                    body=bodies[item.body], meeting=item.meeting and meetings[item.meeting]
                )
                for item in segment.business
            ),
            subjects=frozenset(people.get(subject, subject) for subject in segment.subjects),
            owner_group=segment.owner_group and groups[segment.owner_group],
            advice_to=segment.advice_to and people[segment.advice_to],
        )

    def _content(self, document: str, segment: str) -> dict[str, Any]:
        content = self._command.contents[document, segment]
        stored = self._command.stored.get((document, segment))
        if stored is None:
            raise ConflictError("The documents were changed meanwhile.")
        return {
            "content_name": stored.name,
            "content_type": content.content_type,
            "content_sha256": stored.sha256,
            "content_size": stored.size,
        }

    def _update(self, segment: str, values: dict[str, Any]) -> None:
        one = tables.segments.c.id == segment
        self._connection.execute(update(tables.segments).where(one).values(values))
