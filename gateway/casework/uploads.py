"""Files that officers send: kept on record, and looked at only by who looks after the papers."""

import secrets
from typing import Literal

from msgspec import Struct
from sqlalchemy import Row, select, tuple_

from gateway.casework.marks import refuse_unless_proper_officer
from gateway.casework.page_keys import no_key
from gateway.casework.paging import asked_words, first_of, mentions
from gateway.casework.record import record
from gateway.casework.short_lists import Cut
from gateway.casework.turn import Reading, Turn
from gateway.domain.file_forms import ShownUpload
from gateway.domain.files import Inspected
from gateway.errors import NotFoundError
from gateway.store.content import StoredContent
from gateway.store.tables import uploads
from gateway.store.tables.columns import moment_text

UploadSort = Literal["newest", "oldest"]
_SHOWN = select(uploads)
_PLACE = uploads.c.kept_at, uploads.c.id


class KeepUpload(Struct, frozen=True, kw_only=True):
    """Keep a file whose bytes were looked at and are stored already."""

    by: str
    found: Inspected
    content: StoredContent

    def carry_out(self, turn: Turn) -> ShownUpload:
        """Record it. Raises NotAllowedError for anybody but who acts as proper officer."""
        refuse_unless_proper_officer(turn, self.by)
        own_id = secrets.token_hex(16)
        row = {
            "id": own_id,
            "person": self.by,
            "kept_at": moment_text(turn.moment),
            "kind": self.found.kind,
            "content_name": self.content.name,
            "sha256": self.content.sha256,
            "size": self.content.size,
            "pages": self.found.pages,
        }
        record(
            turn,
            by=self.by,
            kind="file.kept",
            body={"content": [self.content.sha256], "pages": self.found.pages, "upload": own_id},
            rows=((uploads, row),),
        )
        return ShownUpload(
            id=own_id,
            kind=self.found.kind,
            pages=self.found.pages,
            sha256=self.content.sha256,
            size=self.content.size,
            kept_at=turn.moment,
        )


class KeptUpload(Struct, frozen=True, kw_only=True):
    """An upload, and the name under which its bytes are stored."""

    shown: ShownUpload
    content_name: str


def upload_of(reading: Reading, person: str, upload: str) -> KeptUpload:
    """One upload, for who acts as proper officer. Raises NotAllowedError and NotFoundError."""
    refuse_unless_proper_officer(reading, person)
    row = reading.connection.execute(_SHOWN.where(uploads.c.id == upload)).one_or_none()
    if row is None:
        raise NotFoundError("There is no such file.")
    return KeptUpload(shown=_shown(row), content_name=row.content_name)


def uploads_for(
    reading: Reading,
    person: str,
    *,
    words: str = "",
    sort: UploadSort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ShownUpload]:
    """The uploads; of a search, those with its words in their id, kind or hash.

    Raises NotAllowedError for anybody but who acts as proper officer, and InputError for an
    `after` that is no key.
    """
    refuse_unless_proper_officer(reading, person)
    asked = asked_words(words)
    newest = sort == "newest"
    statement = _SHOWN.order_by(*(part.desc() if newest else part for part in _PLACE))
    if after is not None:
        last = select(*_PLACE).where(uploads.c.id == after)
        if reading.connection.execute(last).first() is None:
            raise no_key()
        place, of_last = tuple_(*_PLACE), last.scalar_subquery()
        statement = statement.where(place < of_last if newest else place > of_last)
    found = (_shown(row) for row in reading.connection.execute(statement))
    listed = (one for one in found if mentions(asked, one.id, one.kind, one.sha256))
    items, more = first_of(listed, limit)
    return Cut(items=items, next=more.id if more else None)


def _shown(row: Row[tuple[object, ...]]) -> ShownUpload:
    return ShownUpload(
        id=row.id,
        kind=row.kind,
        pages=row.pages,
        sha256=row.sha256,
        size=row.size,
        kept_at=row.kept_at,
    )
