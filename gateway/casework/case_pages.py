"""A case as somebody may see it: its requester what they are told, an office the whole."""

from typing import Final

from sqlalchemy.exc import NoResultFound

from gateway.casework.cases import Case, Standing, Taken, open_to
from gateway.casework.steps import TOLD, WORDS
from gateway.casework.turn import Reading
from gateway.domain.case_forms import ShownCase, ShownFinding, ShownSegment, ShownStep
from gateway.domain.casework import Step
from gateway.policy.life.permissions import steps_allowed
from gateway.policy.life.states import segment_state
from gateway.store import log

_TOLD: Final[frozenset[Step]] = frozenset({"ask_for_information", "ask_to_narrow"})
"""What offices do and say that the requester is told of."""


def shown_case(reading: Reading, person: str, reference: str) -> ShownCase:
    """The case as this person may see it. Raises NotFoundError when they may not know of it."""
    case, stands = open_to(reading, reference, person, "look")
    return _shown(reading, case, stands)


def _shown(reading: Reading, case: Case, stands: Standing) -> ShownCase:
    own = "requester" in stands.relations
    state = case.state(told=own)
    return ShownCase(
        reference=case.reference,
        state=state,
        asked=case.asked,
        again_from=case.again_from,
        segments=_segments(case, told=own),
        findings=tuple(
            ShownFinding(entry=entry, finding=one.name, value=one.value, segment=one.segment)
            for entry, one in case.found
            if not own
        ),
        steps=tuple(
            step for taken in case.steps if (step := _step(reading, taken, own=own)) is not None
        ),
        may=steps_allowed(state, roles=stands.roles, relations=stands.relations),
    )


def _segments(case: Case, *, told: bool) -> tuple[ShownSegment, ...]:
    waits = {one.segment: one for one in case.waits}
    return tuple(
        ShownSegment(
            id=one.id,
            state=segment_state(one, frozenset()),
            office=waits[one.id].office if one.id in waits else None,
            since=waits[one.id].since if one.id in waits else None,
        )
        for one in (case.told if told else case.whole).segments
    )


def _step(reading: Reading, taken: Taken, *, own: bool) -> ShownStep | None:
    """The step as it may be seen; None where the requester is told nothing of it."""
    told = taken.office is None or taken.step in _TOLD
    words = words_of(reading, taken.entry, WORDS if told or not own else TOLD)
    if own and not told and words is None:
        return None
    return ShownStep(
        entry=taken.entry,
        at=log.moment_of(reading.connection, taken.entry),
        step=taken.step,
        office=taken.office,
        words=words,
    )


def words_of(reading: Reading, entry: int, name: str = WORDS) -> str | None:
    """What somebody wrote with an entry; None when they wrote nothing, or it was erased."""
    try:
        return log.committed_value(reading.connection, entry, name).decode()
    except NoResultFound:
        return None
