"""Telling an office of something in a request: whoever may act for it, and nobody tied to it."""

from gateway.casework.notices import tell
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
