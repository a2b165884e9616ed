"""A request as a case: what was asked and decided, and what was done with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, cast

import msgspec
from msgspec import Struct
from sqlalchemy import BindParameter, Row, Text, bindparam, literal_column, or_, select, union_all

from gateway.casework.kept_decisions import from_kept
from gateway.casework.request_rows import asked_in, select_requests
from gateway.casework.turn import Reading
from gateway.domain.casework import (
    Ground,
    Mark,
    RequestState,
    Step,
    Wait,
)
from gateway.domain.decision import Condition, Decision, SegmentDecision
from gateway.domain.facts import Office
from gateway.domain.requests import AskedRequest
from gateway.errors import NotFoundError, NotNowError
from gateway.policy.life.found import Found
from gateway.policy.life.relations import Stage
from gateway.policy.life.states import request_state
from gateway.policy.rules import Forum
from gateway.store.facts_of_documents import KeptDocument, document_of
from gateway.store.prepared import Prepared
from gateway.store.tables import (
    advice_questions,
    case_steps,
    determinations,
    dispute_answers,
    disputes,
    exempt_marks,
    findings,
    people,
    requests,
    segments,
)

ABSENT: Final = "There is no such request."
NOT_RECORDED: Final = 0
"""The entry of what is tried, and recorded nowhere."""
UNREAD: Final = (
    "Something was done with this request since you read it, so nothing was recorded. Read what is "
    "new, then answer again."
)
_REFERENCE: BindParameter[str] = bindparam("reference", type_=Text)
_ONE: Final = select_requests(requests.c.reference == _REFERENCE)
_STEPS: Final = Prepared(
    select(case_steps.c.entry, case_steps.c.step, case_steps.c.by, case_steps.c.office)
    .where(case_steps.c.reference == _REFERENCE)
    .order_by(case_steps.c.entry)
)

_NAMES: Final = msgspec.json.Decoder(tuple[str, ...])
_AS_WAITS: Final = msgspec.json.Decoder(tuple[Wait, ...])


_FOUND: Final = Prepared(
    select(findings.c.entry, findings.c.name, findings.c.value, findings.c.segment)
    .where(findings.c.reference == _REFERENCE)
    .order_by(findings.c.entry, findings.c.number)
)
_DISPUTES: Final = Prepared(
    select(
        disputes.c.entry,
        disputes.c.ground,
        disputes.c.forum,
        disputes.c.stage,
        disputes.c.last,
        disputes.c.segments,
        disputes.c.contested,
    )
    .outerjoin_from(disputes, dispute_answers, dispute_answers.c.dispute == disputes.c.entry)
    .where(disputes.c.reference == _REFERENCE, dispute_answers.c.entry.is_(None))
    .order_by(disputes.c.entry)
)
_VARIED: Final = Prepared(
    select(determinations.c.segment, disputes.c.contested)
    .join_from(determinations, dispute_answers, dispute_answers.c.entry == determinations.c.entry)
    .join(disputes, disputes.c.entry == dispute_answers.c.dispute)
    .where(
        disputes.c.reference == _REFERENCE,
        determinations.c.answer == literal_column("'vary'"),
    )
)
_IS_OFFICER: Final = people.c.kind == literal_column("'officer'")
_OPINED: Final = Prepared(
    union_all(
        select(exempt_marks.c.by)
        .join_from(exempt_marks, segments, segments.c.id == exempt_marks.c.segment)
        .where(segments.c.document == bindparam("document", type_=Text)),
        select(advice_questions.c.answered_by).where(
            advice_questions.c.request == _REFERENCE,
            advice_questions.c.answered_by.is_not(None),
            or_(
                advice_questions.c.by == bindparam("requester", type_=Text),
                advice_questions.c.by.in_(select(people.c.id).where(_IS_OFFICER)),
            ),
        ),
    )
)


class Taken(Struct, frozen=True):
    """A step that was taken: its log entry, by whom, and for which office (None: the requester)."""

    entry: int
    step: Step
    by: str
    office: Office | None


class Dispute(Struct, frozen=True):
    """An open dispute: its log entry, what is disputed, and the office that the profile names.

    `contested` is the condition or the office that it is about; `last`: the stage determines.
    """

    entry: int
    ground: Ground
    forum: Forum
    stage: Office
    last: bool
    segments: tuple[str, ...]
    contested: str | None

    @property
    def heard_at(self) -> Stage:
        """What hears it; where it is about an office, without those who act for that one."""
        against = cast("Office", self.contested) if self.ground == "conflict" else None
        return Stage(self.stage, against)


class Case(Struct, frozen=True, kw_only=True, dict=True):
    """A request with all that was done with it. `told` is the decision as its requester knows it.

    `decided` is the log entry of the newest decision; `found` is in the order of its entries;
    `disputes` are those not answered; `varied` are segments with a condition taken from them;
    `opined_by` marked the papers as exempt, or advised the requester or an officer about it.
    `document` is None when none is held.
    """

    reference: str
    requester: str
    received_at: datetime
    asked: AskedRequest
    mark: Mark
    again_from: str | None
    decided: int
    whole: Decision
    told: Decision
    steps: tuple[Taken, ...]
    waits: tuple[Wait, ...]
    found: tuple[tuple[int, Found], ...]
    disputes: tuple[Dispute, ...]
    varied: frozenset[tuple[str, str]]
    opined_by: frozenset[str]
    document: KeptDocument | None

    def state(self, *, told: bool) -> RequestState:
        """Where it stands: as its requester may know, or wholly."""
        decision = self.told if told else self.whole
        return request_state(self.mark, decision, self.disputed, dispute=bool(self.disputes))

    @property
    def newest(self) -> int:
        """The entry of the newest decision or step: what somebody has read who read all of it."""
        return max(self.decided, *(one.entry for one in self.steps), 0)

    def refuse_unread(self, as_of: int | None) -> None:
        """Raises NotNowError where something was done since that entry; None: nobody asks."""
        if as_of is not None and as_of != self.newest:
            raise NotNowError(UNREAD)

    def conditions_on(self, segment: SegmentDecision) -> tuple[Condition, ...]:
        """The conditions on a segment, without those that a dispute took away."""
        lifted = {value for name, value in self.varied if name == segment.id}
        return tuple(one for one in segment.conditions if one not in lifted)

    @property
    def disputed(self) -> frozenset[str]:
        """The segments whose refusal is disputed now."""
        return frozenset[str]().union(
            *(one.segments for one in self.disputes if one.ground == "refusal")
        )


def case_of(reading: Reading, reference: str) -> Case:
    """The case of a request, whoever asks. Raises NotFoundError when there is no such request."""
    row = reading.connection.execute(_ONE, {"reference": reference}).one_or_none()
    if row is None:
        raise NotFoundError(ABSENT)
    return _case(reading, row)


def _dispute(values: Sequence[Any]) -> Dispute:
    entry, ground, forum, stage, last, names, contested = values
    return Dispute(entry, ground, forum, stage, bool(last), _NAMES.decode(names), contested)


def _case(reading: Reading, row: Row[Any]) -> Case:
    asked = {"reference": row.reference}
    steps = _STEPS.rows(reading.connection, asked)
    whole = from_kept(row.decision)
    return Case(
        reference=row.reference,
        requester=row.requester,
        received_at=row.received_at,
        asked=asked_in(row),
        mark=row.mark,
        again_from=row.again_from,
        decided=row.decided,
        whole=whole,
        told=from_kept(row.as_told) if row.as_told else whole,
        steps=tuple(Taken(*step) for step in steps),
        waits=_AS_WAITS.decode(row.waits),
        found=tuple(
            (entry, Found(name=name, value=msgspec.json.decode(value), segment=segment))
            for entry, name, value, segment in _FOUND.rows(reading.connection, asked)
        ),
        disputes=tuple(_dispute(values) for values in _DISPUTES.rows(reading.connection, asked)),
        varied=frozenset(
            (segment, condition) for segment, condition in _VARIED.rows(reading.connection, asked)
        ),
        opined_by=frozenset(
            by
            for (by,) in _OPINED.rows(
                reading.connection, {**asked, "requester": row.requester, "document": row.document}
            )
        ),
        document=document_of(reading.connection, row.document),
    )
