"""What somebody may open of a document at one moment: the one reading, for all that need it.

It is decided again each time; until when access was given, and whether it was ended since, is read
at that moment too, and kept nowhere.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import (
    CompoundSelect,
    Integer,
    Text,
    bindparam,
    cast,
    literal_column,
    null,
    select,
    union_all,
)

from gateway.casework.case_decisions import decide_case
from gateway.casework.cases import Case, case_of
from gateway.casework.deciding import Decided, decide, may_know_of
from gateway.casework.documents import JUST_LOOKING
from gateway.casework.turn import Reading
from gateway.casework.who import requester_by
from gateway.domain.access import Grant, Revocation
from gateway.domain.decision import Condition, SegmentDecision
from gateway.domain.facts import Facts, Requester
from gateway.errors import GatewayError, NotFoundError, NotNowError, NotReleasedError
from gateway.policy.life.access import by_law, is_over, meeting_to_come, newest, revoked
from gateway.store.facts_of_documents import KeptDocument, document_of
from gateway.store.prepared import Prepared
from gateway.store.tables import grants, revocations

_REFERENCE: Final = bindparam("reference", type_=Text)


class Given(Struct, frozen=True):
    """The grants in a case and their revocations, in the order of their log entries."""

    grants: tuple[Grant, ...] = ()
    revocations: tuple[Revocation, ...] = ()

    def renewed(self, segment: str) -> int:
        """The log entry of the newest grant that took the place of another; 0 where none did."""
        grant = newest(self.grants, segment)
        return grant.entry if grant is not None and grant.renews is not None else 0


class Access(Struct, frozen=True, kw_only=True):
    """What is decided for somebody now about a document, by a request of theirs or by none.

    `ended` are released parts to which access has ended.
    """

    person: str
    document: str
    kept: KeptDocument | None
    decided: Decided
    case: Case | None
    given: Given
    ended: frozenset[str]

    @property
    def reference(self) -> str | None:
        """The request on which it rests; None: on none."""
        return self.case.reference if self.case else None

    def parts(self, segment: str | None = None) -> tuple[SegmentDecision, ...]:
        """The parts that are open to them, or the one that is named."""
        return tuple(
            one
            for one in self.decided.told.segments
            if one.released and one.id not in self.ended and segment in {None, one.id}
        )

    def conditions_on(self, one: SegmentDecision) -> tuple[Condition, ...]:
        """The conditions on a part, without those that a dispute took away."""
        return self.case.conditions_on(one) if self.case else one.conditions


def access_of(reading: Reading, by: str, document: str, reference: str | None) -> Access:
    """What a person may open of a document now; with the reference of their own request, by that.

    Raises NotAllowedError for an officer, NotFoundError where it is no such request of theirs, and
    NotNowError where they withdrew it.
    """
    requester = requester_by(reading, by)
    if reference is None:
        kept = document_of(reading.connection, document)
        decided = decide(reading, requester, JUST_LOOKING, kept, id=document)
        return Access(
            person=by,
            document=document,
            kept=kept,
            decided=decided,
            case=None,
            given=Given(),
            ended=frozenset(),
        )
    case = _own_case(reading, by, document, reference)
    return access_in(reading, case, decide_case(reading, case))


def access_in(reading: Reading, case: Case, decided: Decided) -> Access:
    """What the requester of a case may open by it, as it is decided."""
    given = given_in(reading, case.reference)
    ended = ended_in(reading, case, decided.told.segments, given)
    return Access(
        person=case.requester,
        document=case.asked.document,
        kept=case.document,
        decided=decided,
        case=case,
        given=given,
        ended=ended,
    )


def given_in(reading: Reading, reference: str) -> Given:
    """The grants in a case, and their revocations."""
    limits: list[Grant] = []
    ends: list[Revocation] = []
    for what, entry, segment, lasts, until, renews in _GIVEN.rows(
        reading.connection, {"reference": reference}
    ):
        if what == "grant":
            over = None if until is None else datetime.fromisoformat(until)
            limits.append(Grant(entry, segment, lasts, over, renews))
        else:
            ends.append(Revocation(entry, segment))
    return Given(tuple(limits), tuple(ends))


def ended_in(
    reading: Reading, case: Case, parts: Iterable[SegmentDecision], given: Given
) -> frozenset[str]:
    """Of the released parts of a case, those to which access has ended.

    What the law gives no grant limits and no revocation ends.
    """
    if not (given.grants or given.revocations):
        return frozenset()
    council = reading.rule_book.council(reading.council)
    return frozenset(
        one.id
        for one in parts
        if one.released and not by_law(council, one) and _has_ended(reading, case, one.id, given)
    )


def _has_ended(reading: Reading, case: Case, segment: str, given: Given) -> bool:
    if revoked(given.grants, given.revocations, segment) is not None:
        return True
    grant = newest(given.grants, segment)
    if grant is None:
        return False
    to_come = grant.lasts == "meeting" and is_to_come(reading, case, segment)
    return is_over(grant, now=reading.local, mark=case.mark, meeting_to_come=to_come)


def is_to_come(reading: Reading, case: Case, segment: str) -> bool:
    """Whether a part is business of a meeting that is to come."""
    if case.document is None:
        return False
    facts = Facts(
        id=case.reference,
        title="",
        council=reading.council,
        now=reading.local,
        requester=Requester(kind="public", person=case.requester),
        request=JUST_LOOKING,
        document=case.document.facts,
    )
    return meeting_to_come(facts, reading.rule_book.profiles[reading.council], segment)


def refusal(reading: Reading, access: Access, segment: str | None) -> GatewayError:
    """What somebody is told to whom nothing that they want is open: absent and hidden alike."""
    told = {one.id for one in access.decided.told.segments}
    if access.parts(segment):
        return NotFoundError("It is released to you, but no file of it is kept here.")
    if may_know_of(reading, access.decided) and segment in {None, *told}:
        return NotReleasedError("Nothing that you want of it is released to you now.")
    return NotFoundError("There is no such document.")


def _own_case(reading: Reading, by: str, document: str, reference: str) -> Case:
    """One's own request for this document, with all that was found in it."""
    try:
        case = case_of(reading, reference)
    except NotFoundError:
        case = None
    if case is None or (case.requester, case.asked.document) != (by, document):
        raise NotFoundError("You have no such request for this document.")
    if case.mark == "withdrawn":
        raise NotNowError("You withdrew this request.")
    return case


def _given() -> CompoundSelect[Any]:
    one, end = grants.c, revocations.c
    none, number = cast(null(), Text), cast(null(), Integer)
    until = cast(one.until, Text)
    return union_all(
        select(literal_column("'grant'"), one.entry, one.segment, one.lasts, until, one.renews)
        .where(one.reference == _REFERENCE)
        .select_from(grants),
        select(literal_column("'end'"), end.entry, end.segment, none, none, number)
        .where(end.reference == _REFERENCE)
        .select_from(revocations),
    )


_GIVEN: Final = Prepared(_given())
