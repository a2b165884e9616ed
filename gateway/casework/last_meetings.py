"""The last meeting that has a paper as its business: papers of one title are told apart by it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from msgspec import Struct
from sqlalchemy import select

from gateway.casework.documents import DocumentView
from gateway.casework.turn import Reading
from gateway.policy.told import last_business
from gateway.store.facts_of_documents import KeptDocument, documents_of
from gateway.store.tables import bodies


class LastMeeting(Struct, frozen=True, kw_only=True):
    """Its local moment, and the name of what meets, whose business it is.

    No moment: no meeting is fixed. No name either: it is no body's business.
    """

    meeting: datetime | None = None
    body: str | None = None


def last_meeting(reading: Reading, kept: KeptDocument, parts: Collection[str]) -> LastMeeting:
    """The last meeting with one of the `parts` of which somebody is told as its business."""
    told = [part for part in kept.facts.segments if part.id in parts]
    fixed = last_business(told)
    bodies_of = (one.body for part in told for one in part.business)
    meeting, body = fixed or (None, next(bodies_of, None))
    if body is None:
        return LastMeeting()
    named = select(bodies.c.name).where(bodies.c.id == body)
    return LastMeeting(meeting=meeting, body=reading.connection.execute(named).scalar_one_or_none())


def last_meetings_of(reading: Reading, papers: Collection[str]) -> dict[str, LastMeeting]:
    """The same of whole papers by their ids, for officers, who may know of every part."""
    return {
        paper: last_meeting(reading, kept, {part.id for part in kept.facts.segments})
        for paper, kept in documents_of(reading.connection, list(papers)).items()
    }


def last_meetings(reading: Reading, papers: Sequence[DocumentView]) -> dict[str, LastMeeting]:
    """The same of each paper in a list, by its id: of the parts that its reader is told of."""
    held = documents_of(reading.connection, [one.id for one in papers])
    return {
        one.id: last_meeting(reading, held[one.id], one.segments)
        for one in papers
        if one.id in held
    }
