"""The paper of a case, as whoever acts in it must know it: whose business, when, and its marks."""

from datetime import datetime

from msgspec import Struct
from sqlalchemy import select

from gateway.casework.keeping import paragraphs_say
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.errors import NotFoundError
from gateway.store.tables import bodies


class OnAgenda(Struct, frozen=True):
    """Whose business a paper is: the name of the body, and the local moment of the meeting."""

    body: str
    start: datetime | None


class CasePaper(Struct, frozen=True, kw_only=True):
    """`marks` are the paragraphs under which a part is marked as exempt, with what each says."""

    business: tuple[OnAgenda, ...]
    marks: dict[int, str]


def paper_of_case(reading: Reading, person: str, reference: str) -> CasePaper | None:
    """The paper of a case; None where none is held. Raises NotFoundError for its requester."""
    case, stands = open_to(reading, reference, person, "look")
    if "requester" in stands.relations:
        raise NotFoundError("There is no such request for you to work on.")
    if case.document is None:
        return None
    parts = case.document.facts.segments
    entries = {(one.body, one.start) for part in parts for one in part.business}
    named = reading.connection.execute(
        select(bodies.c.id, bodies.c.name).where(bodies.c.id.in_({body for body, _ in entries}))
    )
    names = {row.id: row.name for row in named}
    marks = [mark for part in parts for mark in part.exempt]
    says = paragraphs_say(reading, marks)
    return CasePaper(
        business=tuple(
            OnAgenda(names.get(body, body), start)
            for body, start in sorted(entries, key=lambda one: (str(one[1]), one[0]))
        ),
        marks={number: says.get(number, "") for number in sorted({one.paragraph for one in marks})},
    )
