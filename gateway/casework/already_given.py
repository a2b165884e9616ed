"""What a councillor was given of a document before, and holds still: for an officer who checks.

It is asked as the opening of content asks it, and only of requests that the officer may open as a
case. Nothing of it is kept: it is read again whenever a check is answered.
"""

from collections.abc import Iterator

from sqlalchemy import select

from gateway.casework.access import access_of
from gateway.casework.cases import Case
from gateway.casework.kept_decisions import from_kept
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.domain.decision import Decision
from gateway.domain.requests import GivenPart
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.store import log
from gateway.store.tables import log_secrets, request_decisions, requests


def already_given(
    reading: Reading, by: str, councillor: str, document: str
) -> tuple[GivenPart, ...]:
    """The parts that a councillor can open now because a request was answered so; oldest first.

    Of the requests that the officer `by` may open. What only the law of this moment would open by a
    request, and nobody was told of, is not among them.
    """
    asked = requests.c
    own = (
        select(asked.reference)
        .where(asked.requester == councillor, asked.document == document, asked.type == "access")
        .order_by(asked.entry)
    )
    references = reading.connection.execute(own).scalars().all()
    return tuple(
        part for reference in references for part in _given_by(reading, by, councillor, reference)
    )


def _given_by(reading: Reading, by: str, councillor: str, reference: str) -> Iterator[GivenPart]:
    """What one request gave and gives still; nothing of one that the officer may not open."""
    try:
        case, _ = open_to(reading, reference, by, "look")
        access = access_of(reading, councillor, case.asked.document, reference)
    except (NotAllowedError, NotFoundError, NotNowError):  # nor is anything fetched by it
        return
    since = _told_since(reading, case)
    for part in access.parts():
        if part.id in since:
            entry = max(since[part.id], access.given.renewed(part.id))
            yield GivenPart(
                segment=part.id,
                request=reference,
                entry=entry,
                at=log.moment_of(reading.connection, entry),
                conditions=access.conditions_on(part),
            )


def _told_since(reading: Reading, case: Case) -> dict[str, int]:
    """The parts that are released as the requester was told last, each by the entry that did so."""
    since = dict.fromkeys(_released(case.told), case.decided)
    earlier = set(since)
    for entry, decision in _decisions_before(reading, case):
        earlier &= _released(decision)
        since |= dict.fromkeys(earlier, entry)
    return since


def _decisions_before(reading: Reading, case: Case) -> Iterator[tuple[int, Decision]]:
    """What was decided on a request before its newest decision, that first; none that is erased."""
    kept, later = log_secrets.c, request_decisions.c
    entries = (
        select(requests.c.entry)
        .where(requests.c.reference == case.reference)
        .union_all(select(later.entry).where(later.reference == case.reference))
    )
    asked = (
        select(kept.seq, kept.value)
        .where(kept.name == "decision", kept.seq.in_(entries), kept.seq < case.decided)
        .order_by(kept.seq.desc())
    )
    for entry, value in reading.connection.execute(asked):
        yield entry, from_kept(value)


def _released(decision: Decision) -> set[str]:
    return {one.id for one in decision.segments if one.released}
