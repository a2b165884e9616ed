"""What a councillor was given or refused of a document before: for an officer who checks.

What they hold is asked as the opening of content asks it, and all of it only of requests that the
officer may open as a case. Nothing of it is kept: it is read again whenever a check is answered.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct
from sqlalchemy import select

from gateway.casework.access import access_of
from gateway.casework.cases import Case
from gateway.casework.kept_decisions import from_kept
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading
from gateway.domain.decision import Decision, SegmentDecision
from gateway.domain.facts import Office
from gateway.domain.requests import GivenPart, RefusedPart
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.states import segment_state
from gateway.store import log
from gateway.store.tables import log_secrets, request_decisions, requests


class AnsweredBefore(Struct, frozen=True):
    """What a councillor holds of a document, and what they were refused; the oldest first."""

    given: tuple[GivenPart, ...] = ()
    refused: tuple[RefusedPart, ...] = ()


class _Since(Struct, frozen=True):
    """The entry by which a part was answered as it is told now, and that of the answer before."""

    entry: int
    before: int


def answered_before(reading: Reading, by: str, councillor: str, document: str) -> AnsweredBefore:
    """The parts that a councillor can open now because a request was answered so, or was refused.

    Of the requests that the officer `by` may open. What only the law of this moment would open by a
    request, and nobody was told of, is not among them.
    """
    asked = requests.c
    own = (
        select(asked.reference)
        .where(asked.requester == councillor, asked.document == document, asked.type == "access")
        .order_by(asked.entry)
    )
    given, refused = list[GivenPart](), list[RefusedPart]()
    for reference in reading.connection.execute(own).scalars().all():
        try:
            case, _ = open_to(reading, reference, by, "look")
        except (NotAllowedError, NotFoundError, NotNowError):  # nothing is told of it
            continue
        given += _given_by(reading, case)
        refused += _refused_by(reading, case)
    return AnsweredBefore(tuple(given), tuple(refused))


def _given_by(reading: Reading, case: Case) -> Iterator[GivenPart]:
    """What one request gave and gives still."""
    try:
        access = access_of(reading, case.requester, case.asked.document, case.reference)
    except (NotAllowedError, NotFoundError, NotNowError):  # nor is anything fetched by it
        return
    since = _told_since(reading, case, lambda one: one.released)
    for part in access.parts():
        if part.id in since:
            entry = max(since[part.id].entry, access.given.renewed(part.id))
            yield GivenPart(
                segment=part.id,
                request=case.reference,
                entry=entry,
                at=log.moment_of(reading.connection, entry),
                conditions=access.conditions_on(part),
            )


def _refused_by(reading: Reading, case: Case) -> Iterator[RefusedPart]:
    """What one request was refused, and is not looked at again."""
    since = _told_since(
        reading,
        case,
        lambda one: segment_state(one, case.disputed) == "not_agreed",
    )
    for part, told in since.items():
        yield RefusedPart(
            segment=part,
            request=case.reference,
            entry=told.entry,
            at=log.moment_of(reading.connection, told.entry),
            office=_office_between(case, told),
        )


def _office_between(case: Case, told: _Since) -> Office | None:
    """Whose finding or determination a decision followed; None where it followed none."""
    taken = (
        one.office
        for one in reversed(case.steps)
        if one.step in {"find", "determine"} and told.before < one.entry < told.entry
    )
    return next(taken, None)


def _told_since(
    reading: Reading, case: Case, is_so: Callable[[SegmentDecision], bool]
) -> dict[str, _Since]:
    """The parts that are so as the requester was told last, each by the entry that made it so."""
    since = {one.id: _Since(case.decided, 0) for one in case.told.segments if is_so(one)}
    earlier = set(since)
    for entry, decision in _decisions_before(reading, case):
        since |= {part: _Since(since[part].entry, entry) for part in earlier}
        earlier &= {one.id for one in decision.segments if is_so(one)}
        since |= {part: _Since(entry, 0) for part in earlier}
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
