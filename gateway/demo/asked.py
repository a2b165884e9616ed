"""What councillors of the invented council have asked already, so that something waits at once."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from gateway.demo.council import Invented
from gateway.demo.guide import Guide, plain_councillors
from gateway.domain.papers import Paper

_WHY: Final = (
    "It will cost the council money, and I vote on the budget.",
    "Residents of my ward ask me what this is for, and I must answer them.",
    "People write to me about it every week.",
)
FOUND: Final = "Residents ask the councillor about it."
"""What the officer wrote who looked into the second request."""


class Asking(NamedTuple):
    """A request: who asks, for which paper, and why. `found`: an officer saw that they need it."""

    person: str
    document: str
    statement: str
    found: bool


def asked(invented: Invented, shown: Guide) -> tuple[Asking, ...]:
    """Requests for closed papers of bodies on which whoever asks does not sit; one was found."""
    register = invented.register
    sits = {(seat.person, seat.body) for seat in register.seats}
    guides = {role.person for role in shown.roles}
    people = [one for one in plain_councillors(invented) if one not in guides]
    made = []
    for number, (paper, why) in enumerate(zip(_closed(invented, shown), _WHY, strict=False)):
        bodies = {item.body for part in paper.segments for item in part.business}
        person = next(one for one in people if not any((one, body) in sits for body in bodies))
        people.remove(person)
        made.append(Asking(person, paper.id, why, found=number == 1))
    return tuple(made)


def _closed(invented: Invented, shown: Guide) -> Iterator[Paper]:
    """Papers with a closed part, of one meeting after the other, but not the one to try."""
    closed = [
        paper
        for paper in invented.papers.documents
        if paper.id != shown.document and any(part.exempt for part in paper.segments)
    ]
    yield closed[-1]
    for before, paper in pairwise(reversed(closed)):
        if _meetings(before) != _meetings(paper):
            yield paper


def _meetings(paper: Paper) -> set[str | None]:
    return {item.meeting for part in paper.segments for item in part.business}
