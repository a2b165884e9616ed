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
from gateway.domain.notices import to_person
from gateway.domain.requests import AskedRequest


def follow_first(turn: Turn, decided: Decided, entry: int, asked: AskedRequest) -> None:
    """What follows from the first decision. `entry` records it."""
    clocks_begin(turn, decided, entry)
    tell_of_decision(turn, decided, entry, asked.document)
    office = decided.told.refer_to
    if office is not None:
        requester, document = decided.facts.requester.person, asked.document
        kept = known_document(turn, document)
        around = bearings_of(turn, requester, asked, kept)
        tell_office(turn, "request_waits", office, decided.facts.id, entry, around=around)


def follow_again(turn: Turn, decided: Decided, entry: int, case: Case, *, by: str) -> None:
    """What follows from a later decision on a case, after what `by` did."""
    clocks_follow(turn, decided, entry)
    tell_of_decision(turn, decided, entry, case.asked.document, before=case.told)
    about, office = case.reference, decided.told.refer_to
    if office is not None and office != case.told.refer_to:
        around = bearings(turn, case)
        tell_office(turn, "request_waits", office, about, entry, around=around)
    if decided.told.outcome != case.told.outcome and by != case.requester:
        to = to_person(case.requester)
        tell(turn, kind="request_decided", to=to, about=about, entry=entry)
