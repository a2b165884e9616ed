"""The paper of a case, as whoever acts in it must know it: its meeting, and its marks in words."""

from collections import defaultdict

from msgspec import Struct

from gateway.casework.keeping import paragraphs_say
from gateway.casework.last_meetings import LastMeeting, last_meeting
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.errors import NotFoundError


class ParagraphMark(Struct, frozen=True, kw_only=True):
    """A paragraph under which something is marked as exempt, what it says, and of which parts.

    `parts` is empty where the paper is one part. `says` is "" where it does not reach the council.
    """

    paragraph: int
    says: str
    parts: tuple[str, ...]


class CasePaper(Struct, frozen=True, kw_only=True):
    """The meeting to which it goes, and its marks as exempt, by paragraph."""

    meets: LastMeeting
    marks: tuple[ParagraphMark, ...]


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
    of: defaultdict[int, list[str]] = defaultdict(list)
    for part in parts if len(parts) > 1 else ():
        for mark in part.exempt:
            of[mark.paragraph].append(part.id)
    return CasePaper(
        meets=last_meeting(reading, case.document, {one.id for one in parts}),
        marks=tuple(
            ParagraphMark(
                paragraph=number,
                says=says.get(number, ""),
                parts=tuple(of[number]),
            )
            for number in sorted({one.paragraph for one in marks})
        ),
    )
