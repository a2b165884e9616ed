"""What follows from a decision on a request: its clocks, and who is told, in the same turn.

Only what the requester may know of has anything follow: an office sees what else waits for it when
it looks.
"""

from gateway.casework.cases import Case
from gateway.casework.deciding import Decided
from gateway.casework.known import known_document
from gateway.casework.notices import tell
from gateway.casework.request_clocks import clocks_begin, clocks_follow
from gateway.casework.standing import bearings, bearings_of
from gateway.casework.standing_duties import tell_of_decision
from gateway.casework.telling_offices import tell_office
from gateway.casework.turn import Turn
from gateway.domain.decision import Decision, Outcome
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, to_person
from gateway.domain.requests import AskedRequest


def follow_first(turn: Turn, decided: Decided, entry: int, asked: AskedRequest) -> None:
    """What follows from the first decision. `entry` records it."""
    clocks_begin(turn, decided, entry)
    tell_of_decision(turn, decided, entry, asked.document)
    offices = _waited_for(decided.told)
    if offices:
        kept = known_document(turn, asked.document)
        around = bearings_of(turn, decided.facts.requester.person, asked, kept)
        for office in offices:
            tell_office(turn, "request_waits", office, decided.facts.id, entry, around=around)


def follow_again(turn: Turn, decided: Decided, entry: int, case: Case, *, by: str) -> None:
    """What follows from a later decision on a case, after what `by` did.

    The requester is told wherever a part of the answer changed: beside a part that is released, the
    refusal of another one leaves the answer as a whole what it was.
    """
    clocks_follow(turn, decided, entry)
    tell_of_decision(turn, decided, entry, case.asked.document, before=case.told)
    about, before = case.reference, _waited_for(case.told)
    for office in _waited_for(decided.told):
        if office not in before:
            around = bearings(turn, case)
            tell_office(turn, "request_waits", office, about, entry, around=around)
    was = _outcomes(case.told)
    if _outcomes(decided.told) != was and by != case.requester:
        changed = [one for one in decided.told.segments if (one.id, one.outcome) not in was]
        waits = bool(changed) and all(one.waits_for for one in changed)
        kind: NoticeKind = "request_passed_on" if waits else "request_decided"
        tell(turn, kind=kind, to=to_person(case.requester), about=about, entry=entry)


def _waited_for(told: Decision) -> tuple[Office, ...]:
    """The offices that a part waits for, as far as the requester may know."""
    return tuple(dict.fromkeys(one.waits_for for one in told.segments if one.waits_for))


def _outcomes(told: Decision) -> tuple[tuple[str, Outcome], ...]:
    return tuple((one.id, one.outcome) for one in told.segments)
