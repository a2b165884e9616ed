"""Registering a document by hand: the proper officer says what it and each part of it is."""

import secrets
from collections.abc import Collection, Mapping
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Column, select

from gateway.casework.marks import refuse_unless_proper_officer
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.domain.file_forms import DocumentForm, PartForm
from gateway.domain.files import FileKind
from gateway.errors import InputError
from gateway.policy.wellformed import PARAGRAPHS
from gateway.store.content import StoredContent
from gateway.store.papers import add_document, add_segment
from gateway.store.tables import bodies, meetings, party_groups, people, segment_files

SOURCE: Final = "officers"
"""Where the ids of documents come from that no file brought in."""


class PartContent(Struct, frozen=True, kw_only=True):
    """The bytes of a part that are stored already, and what kind they are."""

    kind: FileKind
    stored: StoredContent

    @property
    def columns(self) -> dict[str, Any]:
        """As the columns of a part."""
        return {
            "content_name": self.stored.name,
            "content_type": self.kind,
            "content_sha256": self.stored.sha256,
            "content_size": self.stored.size,
        }


class RegisterDocument(Struct, frozen=True, kw_only=True):
    """Register a document whose contents, by the names of the parts, are stored already."""

    by: str
    form: DocumentForm
    contents: Mapping[str, PartContent]

    def carry_out(self, turn: Turn) -> str:
        """Write and record it; gives its id.

        Raises NotAllowedError for anybody but who acts as proper officer, and InputError for what
        refers to nothing or is marked as this council's law does not know.
        """
        refuse_unless_proper_officer(turn, self.by)
        _refuse_unknown(turn, self.form.segments)
        document = add_document(
            turn.connection,
            source=SOURCE,
            source_id=secrets.token_hex(16),
            title=self.form.title,
            at=turn.moment,
        )
        rows = []
        for place, part in enumerate(self.form.segments):
            content = self.contents.get(part.id)
            values = {"place": place, **(content.columns if content else {})}
            own_id = add_segment(turn.connection, document, part, values)
            if part.upload is not None:
                rows.append((segment_files, _of_upload(own_id, part)))
        record(
            turn,
            by=self.by,
            kind="document.registered",
            body={
                "content": sorted(one.stored.sha256 for one in self.contents.values()),
                "document": document,
                "parts": len(self.form.segments),
            },
            rows=rows,
        )
        return document


def _of_upload(segment: str, part: PartForm) -> dict[str, Any]:
    """The row that says which pages of which upload a part is."""
    return {
        "segment": segment,
        "upload": part.upload,
        "first_page": part.first_page,
        "last_page": part.last_page,
        **NOT_COVERED,
    }


NOT_COVERED: Final = dict.fromkeys(
    ("covered_from", "boxes", "proof", "text_name", "text_sha256", "text_size")
)


def _refuse_unknown(reading: Reading, parts: Collection[PartForm]) -> None:
    """Raises InputError, with the place, for a reference to nothing."""
    business = [item for part in parts for item in part.business]
    known_meetings = {
        str(row.id): str(row.body)
        for row in reading.connection.execute(
            select(meetings.c.id, meetings.c.body).where(
                meetings.c.id.in_({item.meeting for item in business if item.meeting})
            )
        )
    }
    known_bodies = _known(reading, bodies.c.id, {item.body for item in business})
    known_groups = _known(reading, party_groups.c.id, {part.owner_group for part in parts})
    known_people = _known(reading, people.c.id, {part.advice_to for part in parts})
    paragraphs = PARAGRAPHS[reading.rule_book.profiles[reading.council].exemption_scheme]
    for number, part in enumerate(parts):
        at = f"segments[{number}]"
        for item in part.business:
            if item.body not in known_bodies:
                raise InputError("There is no such body.", where=f"{at}.business")
            if item.meeting is not None and known_meetings.get(item.meeting) != item.body:
                raise InputError("That body has no such meeting.", where=f"{at}.business")
        if part.owner_group is not None and part.owner_group not in known_groups:
            raise InputError("There is no such group.", where=f"{at}.owner_group")
        if part.advice_to is not None and part.advice_to not in known_people:
            raise InputError("There is no such person.", where=f"{at}.advice_to")
        for tag in part.exempt:
            if tag.paragraph not in paragraphs:
                raise InputError("No such paragraph applies to this council.", where=f"{at}.exempt")
            if tag.tested is not None and tag.tested > reading.local.date():
                raise InputError("The test cannot lie in the future.", where=f"{at}.exempt")


def _known(reading: Reading, column: Column[Any], ids: Collection[str | None]) -> set[str]:
    """Those ids that there are."""
    wanted = {one for one in ids if one is not None}
    found = reading.connection.execute(select(column).where(column.in_(wanted)))
    return set(found.scalars())
