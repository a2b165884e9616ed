"""Telling an office of something in a request: whoever may act for it, and nobody tied to it."""

from gateway.casework.cases import Case, case_of
from gateway.casework.notices import tell
from gateway.casework.standing import bearings
from gateway.casework.turn import Turn
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, to_office, to_person
from gateway.policy.life.own_cause import Part
from gateway.policy.life.relations import Bearings


def tell_office(
    turn: Turn,
    kind: NoticeKind,
    office: Office,
    about: str,
    entry: int,
    *,
    around: Bearings,
    part: Part = "decide",
) -> None:
    """Put a notice into the outbox for the office, in the part that it has in the case.

    What is reported in confidence is told in person to those who may act for the office at this
    moment, never to a mailbox that others read; where nobody may, nobody is told.
    """
    if around.in_confidence:
        for person in sorted(around.able(office, part)):
            tell(turn, kind=kind, to=to_person(person), about=about, entry=entry)
    else:
        barred = around.barred(part)
        tell(turn, kind=kind, to=to_office(office), about=about, entry=entry, barred=barred)


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
        heard, hears = before.hears(one.stage), around.hears(one.stage)
        newly = around.able(hears, "hear") - before.able(heard, "hear")
        if hears != heard or newly:
            about = case.reference
            tell_office(turn, "dispute_filed", hears, about, entry, around=around, part="hear")
