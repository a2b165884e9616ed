"""A case as somebody may see it: its requester what they are told, an office the whole."""

from typing import Final

from gateway.casework.acceptance import accepted_by
from gateway.casework.access import ended_in, given_in
from gateway.casework.cases import Case, Dispute, Taken
from gateway.casework.disputable import may_dispute
from gateway.casework.grants import shown_grants
from gateway.casework.onward import shown_onward
from gateway.casework.precedents import determined_in, similar_to
from gateway.casework.referrals import referred
from gateway.casework.standing import Standing, bearings, determiner_of, open_to
from gateway.casework.turn import Reading
from gateway.casework.undertakings import waits_for_undertaking
from gateway.casework.written import TOLD, WORDS, Noted, noted
from gateway.domain.case_forms import (
    ShownCase,
    ShownDispute,
    ShownFinding,
    ShownSegment,
    ShownStep,
)
from gateway.domain.casework import RequestState, Step
from gateway.policy.life.permissions import steps_allowed
from gateway.policy.life.states import segment_state

_TOLD: Final[frozenset[Step]] = frozenset(
    {
        "ask_for_information",
        "ask_to_narrow",
        "limit_access",
        "renew_access",
        "revoke_access",
    }
)
"""What offices do and say that the requester is told of."""


def shown_case(reading: Reading, person: str, reference: str) -> ShownCase:
    """The case as this person may see it. Raises NotFoundError when they may not know of it."""
    case, stands = open_to(reading, reference, person, "look")
    return _shown(reading, case, stands)


def shown_state(reading: Reading, person: str, reference: str) -> RequestState:
    """Where the case stands, as `shown_case` says it. Raises as `shown_case`."""
    case, stands = open_to(reading, reference, person, "look")
    return case.state(told=_is_own(stands))


def _is_own(stands: Standing) -> bool:
    return "requester" in stands.relations


def _shown(reading: Reading, case: Case, stands: Standing) -> ShownCase:
    own = _is_own(stands)
    disputable = may_dispute(reading, case) if own else {}
    state = case.state(told=own)
    given = given_in(reading, case.reference)
    ended = ended_in(reading, case, (case.told if own else case.whole).segments, given)
    notes = noted(reading, {one.entry for one in case.steps} | {entry for entry, _ in case.found})
    offices = {taken.entry: taken.office for taken in case.steps}
    passed_on = () if own else referred(reading, case)
    determiner = determiner_of(reading, case) if passed_on else None
    may = tuple(
        step
        for step in steps_allowed(state, roles=stands.roles, relations=stands.relations)
        if _fits(case, stands, step) and (step != "dispute" or disputable)
    )
    return ShownCase(
        reference=case.reference,
        state=state,
        asked=case.asked,
        again_from=case.again_from,
        segments=_segments(case, ended, told=own),
        disputes=tuple(_dispute(reading, case, one, notes, own=own) for one in case.disputes),
        determinations=determined_in(
            reading, case.reference, notes, told=case.told if own else None
        ),
        similar=() if own else similar_to(reading, case),
        findings=tuple(
            ShownFinding(
                entry=entry,
                at=notes.at(entry),
                office=offices.get(entry),
                finding=one.name,
                value=one.value,
                segment=one.segment,
            )
            for entry, one in case.found
            if not own
        ),
        steps=tuple(
            step for taken in case.steps if (step := _step(taken, notes, own=own)) is not None
        ),
        grants=tuple(shown_grants(case, given, notes, told=own)),
        acceptances=tuple(
            one
            for one in accepted_by(reading, case.requester, case.asked.document)
            if one.request == case.reference
        ),
        onward=shown_onward(reading, case, notes, told=own),
        referred=passed_on if determiner in stands.offices.get("hearer", ()) else (),
        determined_by=determiner,
        stands_aside_for=tuple(sorted(stands.stands_aside_for)) if "stand_aside" in may else (),
        may=may,
        may_dispute=disputable,
        as_of=None if own else case.newest,
    )


def _fits(case: Case, stands: Standing, step: Step) -> bool:
    """Whether a step has anything to do with such a request."""
    match step:
        case "sign_undertaking":
            return waits_for_undertaking(case)
        case "stand_aside":
            return bool(stands.stands_aside_for)
        case "answer_onward":
            return case.asked.type == "onward_disclosure"
        case "read_reasons":
            return "scrutiny_committee" in case.told.notify
        case _:
            return True


def _segments(case: Case, ended: frozenset[str], *, told: bool) -> tuple[ShownSegment, ...]:
    waits = {one.segment: one for one in case.waits}
    return tuple(
        ShownSegment(
            id=one.id,
            state=segment_state(one, case.disputed, ended),
            conditions=case.conditions_on(one),
            office=waits[one.id].office if one.id in waits else None,
            since=waits[one.id].since if one.id in waits else None,
        )
        for one in (case.told if told else case.whole).segments
    )


def _dispute(
    reading: Reading, case: Case, one: Dispute, notes: Noted, *, own: bool
) -> ShownDispute:
    told = bool(case.told.segments)  # who may not hear it would tell of papers that are hidden
    return ShownDispute(
        entry=one.entry,
        ground=one.ground,
        segments=one.segments if not own or told else (),
        contested=one.contested,
        stage=one.stage,
        heard_by=bearings(reading, case).hears(one.heard_at) if not own or told else one.stage,
        last=one.last,
        words=notes.words(one.entry),
    )


def _step(taken: Taken, notes: Noted, *, own: bool) -> ShownStep | None:
    """The step as it may be seen; None where the requester is told nothing of it."""
    told = taken.office is None or taken.step in _TOLD
    words = notes.words(taken.entry, WORDS if told or not own else TOLD)
    if own and not told and words is None:
        return None
    return ShownStep(
        entry=taken.entry,
        at=notes.at(taken.entry),
        step=taken.step,
        office=taken.office,
        words=words,
        told=None if own else notes.words(taken.entry, TOLD) or None,
    )
