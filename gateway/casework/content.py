"""Content: what is released of a document leaves only on record, decided again at that moment."""

import structlog
from msgspec import Struct

from gateway.audit.entries import Kind
from gateway.casework.case_decisions import decide_case
from gateway.casework.cases import Case, case_of
from gateway.casework.deciding import Decided, decide, may_know_of
from gateway.casework.documents import JUST_LOOKING
from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.casework.who import requester_by
from gateway.domain.requests import ReleasedContent, ReleasedFile
from gateway.errors import BusyError, GatewayError, NotFoundError, NotNowError, NotReleasedError
from gateway.store.content import open_verified
from gateway.store.facts_of_documents import KeptDocument, document_of

__all__ = ["ReleaseContent", "open_verified"]

_say = structlog.get_logger(__name__)


class ReleaseContent(Struct, frozen=True, kw_only=True):
    """A person fetches what is released to them of a document, one segment or all.

    With `request`, the reference of their own request for it, its purpose and the rest count.
    """

    by: str
    document: str
    segment: str | None = None
    request: str | None = None

    def carry_out(self, turn: Turn) -> ReleasedContent | GatewayError:
        """Decide again now, ask stock Casbin, and record.

        Ends with NotFoundError for what is absent or not to be known, and NotReleasedError for what
        is known and not released; both are recorded alike. Raises BusyError when stock Casbin does
        not agree: then nothing is released.
        """
        requester = requester_by(turn, self.by)
        if self.request is None:
            case, kept = None, document_of(turn.connection, self.document)
            decided = decide(turn, requester, JUST_LOOKING, kept, id=self.document)
        else:
            case = self._own_case(turn, self.request)
            kept, decided = case.document, decide_case(turn, case)
        files = self._files(kept, decided, case)
        if not files:
            return self._refused(turn, decided)
        agreed = turn.rule_book.casbin_releases(decided.facts, decided.decision)
        if not agreed.issuperset(file.segment for file in files):
            _say.error("release.casbin_disagrees", document=self.document)
            raise BusyError("Two ways of deciding do not agree, so nothing is released.")
        entry = self._record(turn, "content.released", decided, files)
        return ReleasedContent(entry=entry, document=self.document, files=files)

    def _own_case(self, turn: Turn, reference: str) -> Case:
        """One's own request for this document, with all that was found in it."""
        try:
            case = case_of(turn, reference)
        except NotFoundError:
            case = None
        if case is None or (case.requester, case.asked.document) != (self.by, self.document):
            raise NotFoundError("You have no such request for this document.")
        if case.mark == "withdrawn":
            raise NotNowError("You withdrew this request.")
        return case

    def _files(
        self, kept: KeptDocument | None, decided: Decided, case: Case | None
    ) -> tuple[ReleasedFile, ...]:
        """The bytes of what is wanted, released and kept here."""
        return tuple(
            ReleasedFile(
                segment=one.id,
                name=content.name,
                content_type=content.content_type,
                sha256=content.sha256,
                size=content.size,
                conditions=case.conditions_on(one) if case else one.conditions,
            )
            for one in decided.told.segments
            if one.released
            and self.segment in {None, one.id}
            and kept is not None
            and (content := kept.content.get(one.id))
        )

    def _refused(self, turn: Turn, decided: Decided) -> GatewayError:
        """The refusal, on record: alike for what is absent and what is not to be known."""
        self._record(turn, "content.refused", decided)
        told = {one.id: one.released for one in decided.told.segments}
        released = told.get(self.segment) if self.segment else any(told.values())
        if released:
            return NotFoundError("It is released to you, but no file of it is kept here.")
        if may_know_of(turn, decided) and self.segment in {None, *told}:
            return NotReleasedError("Nothing that you want of it is released to you now.")
        return NotFoundError("There is no such document.")

    def _record(
        self, turn: Turn, kind: Kind, decided: Decided, files: tuple[ReleasedFile, ...] = ()
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
        )
