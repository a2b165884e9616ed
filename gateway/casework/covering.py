"""Covering part of a paper (redaction): what is left becomes a part of its own, decided by itself.

The part that was covered stays as it is, under the rules that it is under. The new part has the
facts of what is left: the officer says which paragraphs still hold and whom it still names.
"""

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Row, func, select

from gateway.casework.case_decisions import decide_open_requests
from gateway.casework.marks import refuse_unless_marker, refuse_unless_proper_officer
from gateway.casework.record import record
from gateway.casework.registering import PartContent
from gateway.casework.turn import Reading, Turn
from gateway.casework.written import WORDS
from gateway.domain.facts import Segment
from gateway.domain.file_forms import CoverForm, ShownCovering
from gateway.domain.files import Proof
from gateway.domain.papers import PaperBusiness, PaperSegment
from gateway.domain.requests import ReleasedFile
from gateway.errors import ConflictError, InputError, NotCoveredError, NotFoundError
from gateway.store.content import StoredContent
from gateway.store.facts_of_documents import KeptContent, document_of
from gateway.store.papers import add_segment
from gateway.store.tables import segment_business, segment_files, segments


class WorkingPart(Struct, frozen=True, kw_only=True):
    """A part that an officer may look at page by page, in order to cover some of it."""

    id: str
    facts: Segment
    content: KeptContent


def working_part(reading: Reading, person: str, document: str, name: str) -> WorkingPart:
    """A part with its content, for who may act as proper officer for this document.

    Raises NotFoundError when there is none, or no file of it is kept; NotAllowedError for others.
    """
    kept = document_of(reading.connection, document)
    if kept is None:
        refuse_unless_proper_officer(reading, person)  # others learn nothing of what is held
        raise NotFoundError("There is no such document.")
    refuse_unless_marker(reading, person, kept)
    facts = {one.id: one for one in kept.facts.segments}
    if name not in facts:
        raise NotFoundError("There is no such part.")
    if name not in kept.content:
        raise NotFoundError("No file of this part is kept here.")
    row = _row_of(reading, document, name)
    return WorkingPart(id=row.id, facts=facts[name], content=kept.content[name])


class ShowWorkingPage(Struct, frozen=True, kw_only=True):
    """An officer looks at a page of a part, which is recorded like every look."""

    by: str
    document: str
    segment: str
    page: int

    def carry_out(self, turn: Turn) -> WorkingPart:
        """Record it. Raises as `working_part`."""
        found = working_part(turn, self.by, self.document, self.segment)
        body = {"document": self.document, "page": self.page, "segment": found.id}
        record(turn, by=self.by, kind="part.shown", body=body)
        return found


class CoverPart(Struct, frozen=True, kw_only=True):
    """Keep what was covered and proved as a new part, and decide again on all that are open."""

    by: str
    document: str
    segment: str
    form: CoverForm
    covered: PartContent
    text: StoredContent
    proof: Proof

    def carry_out(self, turn: Turn) -> ShownCovering:
        """Record it.

        Raises NotCoveredError when the proof does not hold, or words stand elsewhere and nobody
        has looked at them; NotAllowedError for anybody but who may act as proper officer for the
        document; ConflictError for a name that another part has.
        """
        source = working_part(turn, self.by, self.document, self.segment)
        refuse_unless_covered(self.proof, self.form)
        facts = self._facts(turn, source)
        own_id = self._add(turn, facts)
        entry = record(
            turn,
            by=self.by,
            kind="part.covered",
            body={
                "boxes": self.proof.boxes,
                "content": [self.covered.stored.sha256, self.text.sha256],
                "document": self.document,
                "from": source.id,
                "segment": own_id,
            },
            committed={WORDS: self.form.words.encode()},
            rows=((segment_files, self._row(own_id, source.id)),),
        )
        decide_open_requests(turn, self.document, by=self.by)
        return ShownCovering(
            document=self.document, segment=self.form.name, entry=entry, proof=self.proof
        )

    def _facts(self, turn: Turn, source: WorkingPart) -> PaperSegment:
        form, of = self.form, source.facts
        unknown = form.exempt - {tag.paragraph for tag in of.exempt}
        if unknown:
            raise InputError("The part is not marked with such a paragraph.", where="exempt")
        facts = {
            name: getattr(of, name)
            for name in PaperSegment.__struct_fields__
            if name in Segment.__struct_fields__
        }
        facts |= {
            "id": form.name,
            "business": _business(turn, source.id),
            "exempt": tuple(tag for tag in of.exempt if tag.paragraph in form.exempt),
            "personal_data": form.personal_data,
            "confidential": form.confidential,
            "third_party_confidence": form.third_party_confidence,
            "subjects": form.subjects,
            "not_severable": None,
        }
        try:
            return PaperSegment(**facts)
        except ValueError as error:
            raise InputError(str(error)) from error

    def _add(self, turn: Turn, facts: PaperSegment) -> str:
        of_document = segments.c.document == self.document
        names = turn.connection.execute(select(segments.c.name).where(of_document)).scalars()
        if facts.id in set(names):
            raise ConflictError("Another part of the document has this name.", where="name")
        last = turn.connection.execute(select(func.max(segments.c.place)).where(of_document))
        values = {"place": last.scalar_one() + 1, **self.covered.columns}
        return add_segment(turn.connection, self.document, facts, values)

    def _row(self, own_id: str, source: str) -> dict[str, Any]:
        return {
            "segment": own_id,
            "upload": None,
            "first_page": None,
            "last_page": None,
            "covered_from": source,
            "boxes": msgspec.json.encode(self.form.boxes).decode(),
            "proof": msgspec.json.encode(self.proof).decode(),
            "text_name": self.text.name,
            "text_sha256": self.text.sha256,
            "text_size": self.text.size,
        }


def refuse_unless_covered(proof: Proof, form: CoverForm) -> None:
    """Raises NotCoveredError, which says what can still be found and where."""
    if not proof.holds:
        names = "; ".join(one.name for one in proof.witnesses if one.found)
        raise NotCoveredError(f"It can still be found by these: {names}.")
    if proof.elsewhere and not form.elsewhere_seen:
        pages = ", ".join(map(str, proof.elsewhere))
        raise NotCoveredError(
            f"Words that you covered stand uncovered on these pages: {pages}. Cover them too, or "
            "say that you looked at each.",
            where="elsewhere_seen",
        )


def with_text(
    reading: Reading, document: str, files: tuple[ReleasedFile, ...]
) -> tuple[ReleasedFile, ...]:
    """The files, with the text that stands beside a covered part in the place of its pages."""
    rows = reading.connection.execute(
        select(
            segments.c.name,
            segment_files.c.text_name,
            segment_files.c.text_sha256,
            segment_files.c.text_size,
        )
        .join(segments, segments.c.id == segment_files.c.segment)
        .where(segments.c.document == document, segment_files.c.text_name.is_not(None))
    )
    texts = {row.name: row for row in rows}
    return tuple(
        msgspec.structs.replace(
            one,
            name=beside.text_name,
            sha256=beside.text_sha256,
            size=beside.text_size,
            content_type="text/plain; charset=utf-8",
        )
        if (beside := texts.get(one.segment))
        else one
        for one in files
    )


def _business(turn: Turn, segment: str) -> tuple[PaperBusiness, ...]:
    rows = turn.connection.execute(
        select(segment_business.c.body, segment_business.c.meeting).where(
            segment_business.c.segment == segment
        )
    )
    return tuple(PaperBusiness(body=row.body, meeting=row.meeting) for row in rows)


def _row_of(reading: Reading, document: str, name: str) -> Row[Any]:
    return reading.connection.execute(
        select(segments.c.id).where(
            segments.c.document == document,
            segments.c.name == name,
            segments.c.withdrawn_at.is_(None),
        )
    ).one()
