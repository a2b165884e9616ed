"""Content: what is released of a document leaves only on record, decided again at that moment."""

import structlog
from msgspec import Struct

from gateway.audit.entries import Kind
from gateway.casework.acceptance import refuse_unless_accepted
from gateway.casework.access import Access, access_of, refusal
from gateway.casework.copies import keep_download, kept_copy
from gateway.casework.covering import with_text
from gateway.casework.deciding import Decided
from gateway.casework.record import record
from gateway.casework.request_rows import Rows
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import name_of
from gateway.domain.requests import ReleasedContent, ReleasedFile
from gateway.errors import BusyError, GatewayError

_say = structlog.get_logger(__name__)


class ReleaseContent(Struct, frozen=True, kw_only=True):
    """A person fetches what is released to them of a document, one segment or all.

    With `request`, the reference of their own request for it, its purpose and the rest count.
    `as_text`: the text that stands beside a covered part, where there is one. `to_read`: a page of
    it is shown to them, and they keep nothing.
    """

    by: str
    document: str
    segment: str | None = None
    request: str | None = None
    as_text: bool = False
    to_read: bool = False

    def carry_out(self, turn: Turn) -> ReleasedContent | GatewayError:
        """Decide again now, ask stock Casbin, and record.

        Ends with NotFoundError for what is absent or not to be known, NotReleasedError for what is
        known and not released, and ConditionsError where conditions are to be accepted first; all
        are recorded alike. Raises as `access_of`, and BusyError when stock Casbin does not agree:
        then nothing is released.
        """
        access = access_of(turn, self.by, self.document, self.request)
        files = _kept(access, self.segment)
        if self.as_text:
            files = with_text(turn, self.document, files)
        if not files:
            return self._refused(turn, access, refusal(turn, access, self.segment))
        kept = {file.segment for file in files}
        wanted = [one for one in access.parts(self.segment) if one.id in kept]
        unaccepted = refuse_unless_accepted(turn, access, wanted)
        if unaccepted is not None:
            return self._refused(turn, access, unaccepted)
        decided = access.decided
        agreed = turn.rule_book.casbin_releases(decided.facts, decided.decision)
        if not agreed.issuperset(file.segment for file in files):
            _say.error("release.casbin_disagrees", document=self.document)
            raise BusyError("Two ways of deciding do not agree, so nothing is released.")
        held = kept_copy(turn, self.by, self.document, self.request, files)
        entry = self._record(turn, "content.released", decided, files, held)
        if not self.to_read:
            keep_download(turn, self.by, self.document, entry)
        return ReleasedContent(
            entry=entry,
            document=self.document,
            recipient=name_of(turn, self.by),
            at=turn.local,
            request=self.request,
            files=files,
        )

    def _refused(self, turn: Turn, access: Access, told: GatewayError) -> GatewayError:
        """The refusal, on record: alike for what is absent and what is not to be known."""
        self._record(turn, "content.refused", access.decided)
        return told

    def _record(
        self,
        turn: Turn,
        kind: Kind,
        decided: Decided,
        files: tuple[ReleasedFile, ...] = (),
        rows: Rows = (),
    ) -> int:
        return record(
            turn,
            by=self.by,
            kind=kind,
            body={
                "content": [file.sha256 for file in files],
                "document": self.document,
                "person": self.by,
                "rule_book": decided.decision.rule_book,
            },
            committed=decided.committed,
            rows=rows,
        )


class ToRead(Struct, frozen=True, kw_only=True):
    """A part that somebody may read page by page, and the names of all that they may."""

    file: ReleasedFile
    parts: tuple[str, ...]


def part_to_read(
    reading: Reading, by: str, document: str, segment: str | None, request: str | None
) -> ToRead:
    """What somebody may read now: the part that is named, or the first one.

    Nothing of it is shown by this: each page is a release of its own, decided again and recorded.
    Raises as `access_of`, what `refusal` gives where nothing is released to them, and
    ConditionsError where conditions are to be accepted first.
    """
    access = access_of(reading, by, document, request)
    kept = _kept(access)
    file = next((one for one in kept if segment in {None, one.segment}), None)
    if file is None:
        raise refusal(reading, access, segment)
    unaccepted = refuse_unless_accepted(reading, access, access.parts(file.segment))
    if unaccepted is not None:
        raise unaccepted
    return ToRead(file=file, parts=tuple(one.segment for one in kept))


def all_public(
    reading: Reading, by: str, document: str, segment: str | None, request: str | None
) -> bool:
    """Whether all that is open to somebody of what is wanted is public, so that none comes back.

    Raises as `access_of`.
    """
    kept = _kept(access_of(reading, by, document, request), segment)
    return bool(kept) and all(file.public for file in kept)


def _kept(access: Access, segment: str | None = None) -> tuple[ReleasedFile, ...]:
    """The bytes of what is wanted, open to them and kept here."""
    public = {one.id for one in access.decided.facts.document.segments if one.public}
    return tuple(
        ReleasedFile(
            segment=one.id,
            name=content.name,
            content_type=content.content_type,
            sha256=content.sha256,
            size=content.size,
            conditions=access.conditions_on(one),
            public=one.id in public,
        )
        for one in access.parts(segment)
        if access.kept is not None and (content := access.kept.content.get(one.id))
    )
