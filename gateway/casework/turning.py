"""What a case turns on: each finding that somebody may record, tried, and never recorded.

A trial makes the decision as recording the finding would, with the finding and with whoever found
it, and throws it away. It permits nothing: what may be found, and by whom, `findings_for` says.
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from gateway.casework.case_decisions import decide_case
from gateway.casework.cases import Case, Taken
from gateway.casework.findings import finding_office, findings_for
from gateway.casework.standing import bearings, open_to
from gateway.casework.turn import Reading
from gateway.domain.casework import FindingName
from gateway.domain.decision import Decision, SegmentOutcome
from gateway.domain.facts import Office
from gateway.errors import BusyError, GatewayError, NotFoundError
from gateway.policy.life.found import SEGMENT_ONLY, Found, values_of
from gateway.policy.what_would_help import Changes, for_officers

_NOT_RECORDED: Final = 0


class WouldBe(Struct, frozen=True):
    """What becomes of a part. `next` is "release", "refuse" or the office that it waits for.

    `moves`: it is not what it is now.
    """

    part: str
    outcome: SegmentOutcome
    next: str
    moves: bool


Effects = dict[str, tuple[WouldBe, ...]]
"""By the value of a finding, as a form sends it: what becomes of each part that waits."""


class Turning(Struct, frozen=True, kw_only=True):
    """On what the parts of a case that wait turn.

    `acts`: a part waits for an office of the reader's. Then `decisive` are the findings of theirs
    that it takes to open it, and those that move it whatever they find; where there are none, those
    that may move it. `effects` are what comes of every finding of theirs; `helps` says for each
    part what would open it, each sentence enough by itself.
    """

    acts: bool
    decisive: tuple[FindingName, ...]
    effects: dict[FindingName, Effects]
    helps: dict[str, tuple[str, ...]]


def turning_on(reading: Reading, person: str, reference: str) -> Turning:
    """On what a case turns, for whoever acts in it. Raises NotFoundError for everybody else."""
    reading = replace(reading, seen={})  # of all trials together, each thing is asked once
    case, stands = open_to(reading, reference, person, "look")
    if "requester" in stands.relations:
        raise NotFoundError("There is no such request for you to work on.")
    effects: dict[FindingName, Effects] = {}
    try:
        decided = decide_case(reading, case)
        sets = reading.rule_book.would_help(decided.facts, decided.decision)
    except BusyError:  # which is reported where it is raised
        return Turning(acts=False, decisive=(), effects={}, helps={})
    for name in _findable(reading, person, reference):
        office = finding_office(name, bearings(reading, case), stands)
        taken = Taken(entry=_NOT_RECORDED, step="find", by=person, office=office)
        after = replace(case, steps=(*case.steps, taken))
        effects[name] = dict(_tried(reading, after, name, decided.decision))
    acting = stands.offices.get("acting", frozenset[Office]())
    mine = {one.id for one in decided.decision.segments if one.waits_for in acting}
    return Turning(
        acts=bool(mine),
        decisive=_decisive(case, effects, mine, sets),
        effects=effects,
        helps={part: for_officers(some) for part, some in sets.items()},
    )


def _decisive(
    case: Case,
    effects: dict[FindingName, Effects],
    mine: set[str],
    sets: dict[str, tuple[Changes, ...]],
) -> tuple[FindingName, ...]:
    helpful = {one.name for part in mine for together in sets[part] for one in together}
    moved = {
        name: [any(one.moves and one.part in mine for one in some) for some in by_value.values()]
        for name, by_value in effects.items()
        if not _is_found(case, name, mine)
    }
    takes = tuple(one for one, some in moved.items() if one in helpful or (some and all(some)))
    return takes or tuple(one for one, some in moved.items() if any(some))


def _is_found(case: Case, name: FindingName, parts: set[str]) -> bool:
    """Whether it was found already of every one of these parts."""
    of_parts = {one.segment for _, one in case.found if one.name == name}
    return None in of_parts or parts <= of_parts


def _findable(reading: Reading, person: str, reference: str) -> tuple[FindingName, ...]:
    with suppress(GatewayError):  # not theirs, or not now
        return findings_for(reading, person, reference)
    return ()


def _tried(
    reading: Reading, case: Case, name: FindingName, now: Decision
) -> Iterator[tuple[str, tuple[WouldBe, ...]]]:
    """What each value of a finding would make of the parts that wait."""
    waits = {one.id: (one.outcome, one.next) for one in now.segments if one.waits_for}
    values = (case.asked.on_behalf_of,) if name == "authority_of" else values_of(name)
    for value in values:
        if value is None:
            continue
        parts = tuple(waits) if name in SEGMENT_ONLY else (None,)
        found = (Found(name=name, value=value, segment=part) for part in parts)
        trial = replace(case, found=(*case.found, *((_NOT_RECORDED, one) for one in found)))
        with suppress(BusyError):
            yield (
                str(value).lower() if isinstance(value, bool) else value,
                tuple(
                    WouldBe(one.id, one.outcome, one.next, (one.outcome, one.next) != waits[one.id])
                    for one in decide_case(reading, trial).decision.segments
                    if one.id in waits
                ),
            )
