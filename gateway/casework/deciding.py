"""Deciding: facts from rows, the decision from the rule book, and what may be told of it.

Where the existence of a segment must be neither confirmed nor denied (section 9.8), it is left out
of what is told. A document of which nothing may be told is answered exactly as one not held.
"""

from datetime import datetime
from typing import Final

import msgspec
import structlog
from msgspec import Struct

from gateway.casework.kept_decisions import facts_to_kept, to_kept
from gateway.casework.turn import Reading
from gateway.domain.decision import Decision
from gateway.domain.facts import (
    Audience,
    Channel,
    Document,
    Facts,
    Findings,
    Interest,
    Request,
    Requester,
    RequestType,
    Segment,
)
from gateway.domain.requests import Asked, AskedRequest
from gateway.errors import BusyError, FactsError
from gateway.policy.told import nothing
from gateway.store.facts_of_documents import KeptDocument

NOT_HELD: Final = Document(
    segments=(Segment(id="not-held", kind="advice_to_member", keep_from_others=True),)
)
"""What is decided about in place of a document that is not held, so that the answer to both takes
the same path, the same writes and the same time. It is nobody's, and nothing of it is told."""

_say = structlog.get_logger(__name__)


class Decided(Struct, frozen=True, kw_only=True):
    """A decision with its facts, and the decision as the requester may be told."""

    facts: Facts
    decision: Decision
    told: Decision
    held: bool

    @property
    def kept_facts(self) -> bytes:
        """The facts as they are kept."""
        return facts_to_kept(self.facts)

    @property
    def committed(self) -> dict[str, bytes]:
        """What the log entry is committed to: with it the decision can be made again."""
        return {"facts": self.kept_facts, "decision": to_kept(self.decision)}


def request_of(
    reading: Reading,
    asked: Asked,
    *,
    type: RequestType,  # noqa: A002  the facts call it so
    channel: Channel = "standard",
    audience: Audience | None = None,
    received: datetime | None = None,
) -> Request:
    """What is asked, as the decision reads it; received at that local time, or now.

    The gateway is where the executive receives it too: so its clock begins no later than it may.
    """
    day = (received or reading.local).date()
    return Request(
        type=type,
        channel=channel,
        audience=audience,
        form=asked.form,
        purpose=asked.purpose,
        statement=asked.statement,
        scrutiny_link=asked.scrutiny_link,
        on_behalf_of=asked.on_behalf_of,
        use_at_meeting=asked.use_at_meeting,
        received=day,
        received_by_executive=day,
    )


def declaring(requester: Requester, asked: AskedRequest) -> Requester:
    """The requester with the interests that they declare in the request itself."""
    if not asked.interests:
        return requester
    declared = tuple(Interest(matter=one, kind="other_registrable") for one in asked.interests)
    return msgspec.structs.replace(requester, interests=(*requester.interests, *declared))


def decide(
    reading: Reading,
    requester: Requester,
    request: Request,
    document: KeptDocument | None,
    *,
    id: str,  # noqa: A002  the facts call it so
    findings: Findings = Findings(),  # noqa: B008  frozen
) -> Decided:
    """Decide now. `document` is None when it is not held; `findings` are those of the request.

    Raises BusyError when what is kept cannot be decided about: nothing is released then.
    """
    facts = Facts(
        id=id,
        title="",
        council=reading.council,
        now=reading.local,
        requester=requester,
        request=request,
        document=document.facts if document else NOT_HELD,
        findings=findings,
    )
    try:
        decision = reading.rule_book.decide(facts)
        told = reading.rule_book.told(facts, decision) if document else nothing(decision)
    except FactsError as fault:
        _say.error("decision.not_possible", where=fault.where)
        raise BusyError("What is kept about this cannot be decided about.") from fault
    return Decided(facts=facts, decision=decision, told=told, held=document is not None)


def may_know_of(reading: Reading, decided: Decided) -> bool:
    """Whether the requester may know that there is such a document, and its title."""
    return reading.rule_book.may_know_of(decided.facts, decided.told)
