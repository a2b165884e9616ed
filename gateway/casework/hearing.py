"""Disputes as those see them who hear them: which ones wait, and what they need to answer one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from gateway.casework.cases import Case, Dispute, case_of
from gateway.casework.next_due import NextDue, next_due
from gateway.casework.short_lists import Order, ShortList
from gateway.casework.standing import bearings, open_to, standing
from gateway.casework.turn import Reading
from gateway.casework.who import name_of
from gateway.domain.casework import Ground, Relation
from gateway.domain.deadlines import late_from, read_due
from gateway.domain.facts import Office, SegmentKind
from gateway.errors import NotFoundError
from gateway.policy.life.forums import to_answer
from gateway.policy.life.own_cause import BARS, Tie
from gateway.policy.life.permissions import may
from gateway.store import log
from gateway.store.tables import cases, dispute_answers, disputes
from gateway.store.tables.columns import local_text

_NEVER: Final = "9999"
"""Where nothing is counted, a dispute stands last."""


class WaitingDispute(Struct, frozen=True, kw_only=True):
    """An open dispute that somebody hears, or may look at because they acted in the case before.

    `yours`: they may answer it. `stage` is the office that the profile names, `heard_by` the one
    that hears it now; `requester` and `paper` are a name and a title. `due` is what is owed next
    about the request, None where no clock runs.
    """

    entry: int
    reference: str
    filed_at: datetime
    requester: str
    paper: str
    ground: Ground
    segments: tuple[str, ...]
    stage: Office
    heard_by: Office
    last: bool
    yours: bool
    due: NextDue | None


class DisputesPage(Struct, frozen=True, kw_only=True):
    """One page of disputes; `next` is the key of the page after it, None at the end."""

    items: tuple[WaitingDispute, ...]
    next: str | None


class Part(Struct, frozen=True, kw_only=True):
    """A part that must be answered, and what kind of paper it is; None where nothing is held."""

    id: str
    kind: SegmentKind | None


class Hearing(Struct, frozen=True, kw_only=True):
    """An open dispute for whoever hears it. `barred`: why this person may not answer it.

    `against_own`: it is about an office for which they are named.
    """

    dispute: Dispute
    waiting: WaitingDispute
    parts: tuple[Part, ...]
    barred: tuple[Tie, ...]
    against_own: bool


DisputeSort = Literal["due", "oldest", "newest"]
_LIST: Final = ShortList[WaitingDispute](
    id=lambda one: f"{one.entry:015}",
    text=lambda one: f"{one.reference} {one.requester} {one.paper}",
    orders={
        "due": Order(lambda one: _late_from(one.due)),
        "oldest": Order(lambda _: ""),
        "newest": Order(lambda _: "", descending=True),
    },
)


def _late_from(due: NextDue | None) -> str:
    return local_text(late_from(read_due(due.due))) if due else _NEVER


def disputes_for(
    reading: Reading,
    person: str,
    *,
    words: str = "",
    ground: Ground | None = None,
    sort: DisputeSort = "due",
    after: str | None = None,
    limit: int = 50,
) -> DisputesPage:
    """Open disputes that this person hears or may look at by office, the soonest due first.

    `words` must each occur in the reference, the requester's name or the paper's title. Raises
    InputError when `after` is no key.
    """
    reading = replace(reading, seen={})  # of all that are gone through, each is asked once
    seen = (_seen(reading, person, entry, reference) for entry, reference in _open(reading, ground))
    theirs = (one for one in seen if one is not None)
    cut = _LIST.cut(theirs, words=words, sort=sort, after=after, limit=limit)
    return DisputesPage(items=cut.items, next=cut.next)


def hearing_of(reading: Reading, person: str, reference: str, entry: int) -> Hearing:
    """An open dispute in a case that this person may see by office.

    Raises NotFoundError where there is none, also for its requester.
    """
    case, _ = open_to(reading, reference, person, "look")
    dispute = next((one for one in case.disputes if one.entry == entry), None)
    waiting = _waiting(reading, person, case, dispute) if dispute else None
    if dispute is None or waiting is None:
        raise NotFoundError("There is no such open dispute.")
    kinds = {one.id: one.kind for one in case.document.facts.segments} if case.document else {}
    around = bearings(reading, case)
    return Hearing(
        dispute=dispute,
        waiting=waiting,
        parts=tuple(
            Part(id=one, kind=kinds.get(one)) for one in to_answer(dispute.segments, case.whole)
        ),
        barred=tuple(tie for tie in BARS["hear"] if person in getattr(around.ties, tie)),
        against_own=person in around.named_against(dispute.heard_at),
    )


def _open(reading: Reading, ground: Ground | None) -> Iterable[tuple[int, str]]:
    """Every open dispute, or those on a ground, with its reference."""
    statement = (
        select(disputes.c.entry, disputes.c.reference)
        .join_from(disputes, cases, cases.c.reference == disputes.c.reference)
        .outerjoin(dispute_answers, dispute_answers.c.dispute == disputes.c.entry)
        .where(dispute_answers.c.entry.is_(None), cases.c.mark.not_in(("ended", "withdrawn")))
    )
    if ground:
        statement = statement.where(disputes.c.ground == ground)
    return [(entry, reference) for entry, reference in reading.connection.execute(statement)]


def _seen(reading: Reading, person: str, entry: int, reference: str) -> WaitingDispute | None:
    case = case_of(reading, reference)
    dispute = next(one for one in case.disputes if one.entry == entry)
    return _waiting(reading, person, case, dispute)


def _waiting(reading: Reading, person: str, case: Case, dispute: Dispute) -> WaitingDispute | None:
    """The dispute for somebody who may look at it by office; None for anybody else."""
    stands = standing(reading, case, person)
    by_office = stands.relations - frozenset[Relation]({"requester"})
    state = case.state(told=False)
    if may("look", state, roles=stands.roles, relations=by_office) != "allowed":
        return None
    around = bearings(reading, case)
    answers = may("determine", state, roles=stands.roles, relations=by_office) == "allowed"
    return WaitingDispute(
        entry=dispute.entry,
        reference=case.reference,
        filed_at=log.moment_of(reading.connection, dispute.entry),
        requester=name_of(reading, case.requester),
        paper=case.document.facts.title if case.document else "",
        ground=dispute.ground,
        segments=dispute.segments,
        stage=dispute.stage,
        heard_by=around.hears(dispute.heard_at),
        last=dispute.last,
        yours=answers and person in around.hearers(dispute.heard_at),
        due=next_due(reading, case.reference),
    )
