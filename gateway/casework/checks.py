"""Checks: an officer asks whether a document may be disclosed. Nothing is released."""

import msgspec
from msgspec import Struct

from gateway.casework.answered_before import AnsweredBefore, answered_before
from gateway.casework.briefings import (
    Briefing,
    around_check,
    briefing_for,
    record_approval,
    tell_of_briefing,
)
from gateway.casework.deciding import Decided, decide, request_of
from gateway.casework.explained import Made
from gateway.casework.kept_decisions import from_kept
from gateway.casework.record import record
from gateway.casework.repeats import earlier_entry, key_rows
from gateway.casework.standing_duties import tell_of_check
from gateway.casework.turn import Turn
from gateway.casework.who import known_person, officer_by
from gateway.domain.facts import Findings, Request, Requester
from gateway.domain.requests import AskedCheck, CheckAnswer
from gateway.errors import GatewayError, InputError, NotFoundError
from gateway.store import log
from gateway.store.facts_of_documents import document_of


class MakeCheck(Struct, frozen=True, kw_only=True):
    """An officer asks. `by` is their person id, `key` the idempotency key."""

    by: str
    asked: AskedCheck
    key: str | None = None

    def carry_out(self, turn: Turn) -> Made[CheckAnswer] | CheckAnswer | GatewayError:
        """Decide as if the councillor had asked, or for the audience, and record.

        Raises NotAllowedError for anybody but an officer, NotFoundError for an absent document or
        councillor, ConflictError for a used key; for an approval as `briefing_for`, and InputError
        where it is not what the other officer asked about.
        """
        officer = officer_by(turn, self.by)
        earlier = earlier_entry(turn, self.by, self.key, self.asked)
        if earlier is not None:
            return self._answer_in(turn, earlier)
        kept = document_of(turn.connection, self.asked.document)
        if kept is None:
            raise NotFoundError("There is no such document.")
        briefing, findings = self._found(turn)
        requester, request = self._question(turn, briefing.officer if briefing else officer)
        around = around_check(turn, officer, self.asked, kept) if self.asked.audience else None
        if around is not None and briefing is None:
            findings = Findings(conflicted_offices=around.unable)
        document = self.asked.document
        decided = decide(turn, requester, request, kept, id=document, findings=findings)
        entry = self._record(turn, decided, briefing)
        if around is not None:  # a councillor who asked for nothing is told of nowhere
            check = briefing.check if briefing else None
            tell_of_check(turn, decided, entry, document, check=check)
            tell_of_briefing(turn, decided, entry, around, briefing)
        before = self._before(turn)
        made = CheckAnswer(
            entry=entry,
            checked_at=turn.moment,
            asked=self.asked,
            decision=decided.decision,
            given=before.given,
            refused=before.refused,
        )
        return Made(answer=made, facts=decided.kept_facts)

    def _question(self, turn: Turn, officer: Requester) -> tuple[Requester, Request]:
        """Who would see it, and what that person or the officer asks."""
        asked = self.asked
        if asked.councillor is None:
            whole = request_of(turn, asked, type="officer_check", audience=asked.audience)
            return officer, whole
        known = known_person(turn, asked.councillor)
        if known is None or known.requester.kind == "officer":
            raise NotFoundError("There is no such councillor.")
        return known.requester, request_of(turn, asked, type="access")

    def _found(self, turn: Turn) -> tuple[Briefing | None, Findings]:
        """The briefing of which they find something, and the finding, recorded."""
        approval = self.asked.approval
        if approval is None:
            return None, Findings()
        briefing = briefing_for(turn, self.by, approval.check)
        if msgspec.structs.replace(self.asked, approval=None) != briefing.asked:
            raise InputError("The other officer asked about something else.", where="approval")
        return briefing, record_approval(turn, self.by, briefing, approval)

    def _record(self, turn: Turn, decided: Decided, briefing: Briefing | None) -> int:
        concerned: dict[str, str | int] = {}
        if self.asked.councillor is not None:
            concerned = {"person": self.asked.councillor}
        if briefing is not None:
            concerned = {"check": briefing.check, "person": briefing.officer.person}
        return record(
            turn,
            by=self.by,
            kind="check.decided",
            body={
                "document": self.asked.document,
                "outcome": decided.decision.outcome,
                "rule_book": decided.decision.rule_book,
                **concerned,
            },
            committed=decided.committed,
            rows=key_rows(self.by, self.key, self.asked),
        )

    def _answer_in(self, turn: Turn, entry: int) -> CheckAnswer:
        """The answer that was given when the entry was made."""
        before = self._before(turn)
        return CheckAnswer(
            entry=entry,
            checked_at=log.moment_of(turn.connection, entry),
            asked=self.asked,
            decision=from_kept(log.committed_value(turn.connection, entry, "decision")),
            given=before.given,
            refused=before.refused,
        )

    def _before(self, turn: Turn) -> AnsweredBefore:
        """What the councillor was given or refused before; of an audience nothing is known."""
        councillor = self.asked.councillor
        if councillor is None:
            return AnsweredBefore()
        return answered_before(turn, self.by, councillor, self.asked.document)
