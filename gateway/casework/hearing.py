"""Disputes as those see them who hear them: which ones wait, and what they need to answer one."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import select

from gateway.casework.cases import Case, Dispute, case_of
from gateway.casework.page_keys import entry_in
from gateway.casework.paging import asked_words, first_of, mentions
from gateway.casework.standing import bearings, open_to, standing
from gateway.casework.turn import Reading
from gateway.casework.who import name_of
from gateway.domain.casework import Ground, Relation
from gateway.domain.facts import Office, SegmentKind
from gateway.errors import NotFoundError
from gateway.policy.life.forums import to_answer
from gateway.policy.life.own_cause import BARS, Tie
from gateway.policy.life.permissions import may
from gateway.store import log
from gateway.store.tables import cases, dispute_answers, disputes

_TOGETHER: Final = 100
"""How many open disputes are loaded at once."""


class WaitingDispute(Struct, frozen=True, kw_only=True):
    """An open dispute that somebody hears, or may look at because they acted in the case before.

    `yours`: they may answer it. `stage` is the office that the profile names, `heard_by` the one
    that hears it now; `requester` and `paper` are a name and a title.
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


class DisputesPage(Struct, frozen=True, kw_only=True):
    """One page of disputes; `next` is the key of the page after it, None at the end."""

    items: tuple[WaitingDispute, ...]
    next: str | None


class Part(Struct, frozen=True, kw_only=True):
    """A part that must be answered, and what kind of paper it is; None where nothing is held."""

    id: str
    kind: SegmentKind | None


class Hearing(Struct, frozen=True, kw_only=True):
    """An open dispute for whoever hears it. `barred`: why this person may not answer it."""

    dispute: Dispute
    waiting: WaitingDispute
    parts: tuple[Part, ...]
    barred: tuple[Tie, ...]


def disputes_for(
    reading: Reading,
    person: str,
    *,
    words: str = "",
    ground: Ground | None = None,
    newest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> DisputesPage:
    """Open disputes that this person hears or may look at by office, the oldest first.

    `words` must each occur in the reference, the requester's name or the paper's title. Raises
    InputError when `after` is no key.
    """
    wanted = [disputes.c.ground == ground] if ground else []
    last = entry_in(after) if after is not None else None
    found = _open(reading, wanted, last, newest_first=newest_first)
    seen = (one for row in found if (one := _seen(reading, person, *row)) is not None)
    asked = asked_words(words)
    items, more = first_of(
        (one for one in seen if mentions(asked, one.reference, one.requester, one.paper)), limit
    )
    return DisputesPage(items=items, next=str(more.entry) if more else None)


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
    ties = bearings(reading, case).ties
    return Hearing(
        dispute=dispute,
        waiting=waiting,
        parts=tuple(
            Part(id=one, kind=kinds.get(one)) for one in to_answer(dispute.segments, case.whole)
        ),
        barred=tuple(tie for tie in BARS["hear"] if person in getattr(ties, tie)),
    )


def _open(
    reading: Reading, wanted: list[Any], last: int | None, *, newest_first: bool
) -> Iterator[tuple[int, str]]:
    """Every open dispute with its reference, a chunk loaded at a time."""
    entry = disputes.c.entry
    statement = (
        select(entry, disputes.c.reference)
        .join_from(disputes, cases, cases.c.reference == disputes.c.reference)
        .outerjoin(dispute_answers, dispute_answers.c.dispute == entry)
        .where(
            dispute_answers.c.entry.is_(None),
            cases.c.mark.not_in(("ended", "withdrawn")),
            *wanted,
        )
        .order_by(entry.desc() if newest_first else entry)
        .limit(_TOGETHER)
    )
    while True:
        beyond = [] if last is None else [entry < last if newest_first else entry > last]
        rows = reading.connection.execute(statement.where(*beyond)).all()
        yield from ((row.entry, row.reference) for row in rows)
        if len(rows) < _TOGETHER:
            return
        last = rows[-1].entry


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
    )
