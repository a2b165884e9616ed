"""The paper of a case, as whoever acts in it must know it: its meeting, and its marks in words."""

from msgspec import Struct

from gateway.casework.keeping import paragraphs_say
from gateway.casework.last_meetings import LastMeeting, last_meeting
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.errors import NotFoundError


class CasePaper(Struct, frozen=True, kw_only=True):
    """`marks` are the paragraphs under which a part is marked as exempt, with what each says."""

    meets: LastMeeting
    marks: dict[int, str]


def paper_of_case(reading: Reading, person: str, reference: str) -> CasePaper | None:
    """The paper of a case; None where none is held. Raises NotFoundError for its requester."""
    case, stands = open_to(reading, reference, person, "look")
    if "requester" in stands.relations:
        raise NotFoundError("There is no such request for you to work on.")
    if case.document is None:
        return None
    parts = case.document.facts.segments
    marks = [mark for part in parts for mark in part.exempt]
    says = paragraphs_say(reading, marks)
    return CasePaper(
        meets=last_meeting(reading, case.document, {one.id for one in parts}),
        marks={number: says.get(number, "") for number in sorted({one.paragraph for one in marks})},
    )
