"""Where a request and each of its segments stand: from the decision, the disputes and one mark."""

from collections.abc import Collection

from gateway.domain.casework import Mark, RequestState, SegmentState
from gateway.domain.decision import Decision, SegmentDecision


def segment_state(
    segment: SegmentDecision, disputed: Collection[str], ended: Collection[str] = ()
) -> SegmentState:
    """The state of one segment.

    `disputed` are the names of those under dispute, `ended` of those to which access has ended.
    """
    if segment.released:
        return "access_ended" if segment.id in ended else "released"
    if segment.id in disputed:
        return "disputed"
    match segment.outcome:
        case "refer":
            return "with_determiner"
        case "officer_judgement":
            return "with_officer"
        case _:
            return "not_agreed"


def request_state(
    mark: Mark, decision: Decision, disputed: Collection[str], *, dispute: bool
) -> RequestState:
    """The state of a sent request, from a decision as it is told or whole.

    With `dispute`, one is open: also over an answer that tells of no segment.
    """
    if mark != "open":
        return mark
    states = {segment_state(one, disputed) for one in decision.segments}
    if dispute or not states.isdisjoint({"with_determiner", "disputed"}):
        return "with_determiner"
    if "with_officer" in states:
        return "with_officer"
    if "released" not in states:
        return "not_agreed"
    return "agreed_in_part" if "not_agreed" in states else "agreed"
