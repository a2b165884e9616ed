"""Telling an office of something in a request: whoever may act for it, and nobody tied to it."""

from gateway.casework.cases import Case, case_of
from gateway.casework.notices import tell
from gateway.casework.standing import bearings
from gateway.casework.turn import Turn
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, to_office, to_person
from gateway.policy.life.relations import Bearings, Stage


def tell_office(
    turn: Turn, kind: NoticeKind, office: Office, about: str, entry: int, *, around: Bearings
) -> None:
    """Put a notice into the outbox for the office that decides or finds something in a case.

    What is reported in confidence is told in person to those who may act for the office at this
    moment, never to a mailbox that others read; where nobody may, nobody is told.
    """
    if around.in_confidence:
        _tell_each(turn, kind, around.able(office), about, entry)
    else:
        barred = around.from_deciding
        tell(turn, kind=kind, to=to_office(office), about=about, entry=entry, barred=barred)


def tell_hearers(
    turn: Turn, kind: NoticeKind, stage: Stage, about: str, entry: int, *, around: Bearings
) -> None:
    """As `tell_office`, for the office that hears a dispute."""
    if around.in_confidence:
        _tell_each(turn, kind, around.hearers(stage), about, entry)
    else:
        to, barred = to_office(around.hears(stage)), around.from_hearing(stage)
        tell(turn, kind=kind, to=to, about=about, entry=entry, barred=barred)


def _tell_each(
    turn: Turn, kind: NoticeKind, people: frozenset[str], about: str, entry: int
) -> None:
    for person in sorted(people):
        tell(turn, kind=kind, to=to_person(person), about=about, entry=entry)


def tell_who_hears(turn: Turn, case: Case, entry: int) -> None:
    """After a step, tell whoever hears an open dispute now and did not before.

    `case` is as it was before the step that `entry` records: what somebody finds or answers bars
    them from hearing what else is open, and an office that is found not to act hears nothing.
    """
    if not case.disputes:
        return
    now = case_of(turn, case.reference)
    before, around = bearings(turn, case), bearings(turn, now)
    for one in now.disputes:
        stage = one.heard_at
        newly = around.hearers(stage) - before.hearers(stage)
        if newly or around.hears(stage) != before.hears(stage):
            tell_hearers(turn, "dispute_filed", stage, case.reference, entry, around=around)
