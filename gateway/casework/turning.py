"""What a case turns on: each finding that somebody may record, tried, and never recorded.

A trial makes the decision as recording the finding would, with the finding and with whoever found
it, and throws it away. It permits nothing: what may be found, and by whom, `findings_for` says.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from gateway.casework.case_decisions import decide_case
from gateway.casework.cases import NOT_RECORDED, Case, Taken
from gateway.casework.deciding import Decided
from gateway.casework.determinations import as_answered
from gateway.casework.findings import finding_office, findings_for, found_in
from gateway.casework.standing import Standing, bearings, determiner_of, open_to
from gateway.casework.turn import Reading
from gateway.domain.case_forms import DisputeAnswerForm, FindingForm
from gateway.domain.casework import FindingName
from gateway.domain.decision import Condition, SegmentDecision, SegmentOutcome
from gateway.domain.facts import Office
from gateway.domain.reply import Reply
from gateway.domain.saying import Say
from gateway.errors import BusyError, GatewayError, NotFoundError
from gateway.policy.life.found import SEGMENT_ONLY, Found, values_of
from gateway.policy.life.permissions import may
from gateway.policy.life.states import request_state
from gateway.policy.what_would_help import Changes, for_officers


class WouldBe(Struct, frozen=True, kw_only=True):
    """What becomes of a part. `next` is "release", "refuse" or the office that it waits for.

    `moves`: it is not what it is now. `conditions` are those on which it is released then.
    `final`: whoever does this can find nothing more afterwards; `dispute_to` is then the office
    that looks at a refusal again, if any.
    """

    part: str
    outcome: SegmentOutcome
    next: str
    moves: bool
    conditions: tuple[Condition, ...]
    final: bool
    dispute_to: Office | None


Effects = dict[str, tuple[WouldBe, ...]]
"""By the value of a finding, as a form sends it: what becomes of each part that waits."""


class Foreseen(Struct, frozen=True, kw_only=True):
    """What would come of a finding: for each part that waits, and in words for the requester."""

    parts: tuple[WouldBe, ...]
    reply: Reply


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
    trials = _Trials(reading, person, reference)
    now = trials.now
    if now is None:
        return Turning(acts=False, decisive=(), effects={}, helps={})
    waiting = tuple(one for one in now.decision.segments if one.waits_for)
    asked = replace(now.decision, segments=waiting)
    sets = trials.reading.rule_book.would_help(now.facts, asked)
    acting = trials.stands.offices.get("acting", frozenset[Office]())
    mine = {one.id for one in waiting if one.waits_for in acting}
    effects = trials.effects()
    last_word = determiner_of(trials.reading, trials.case)
    return Turning(
        acts=bool(mine),
        decisive=_decisive(trials.case, effects, mine, sets),
        effects=effects,
        helps={part: for_officers(some, last_word) for part, some in sets.items()},
    )


def effects_of(reading: Reading, person: str, reference: str) -> dict[FindingName, Effects]:
    """What comes of every finding that somebody may record in a case. Raises as `turning_on`."""
    return _Trials(reading, person, reference).effects()


def foreseen(
    reading: Reading, person: str, reference: str, form: FindingForm, say: Say
) -> Foreseen:
    """What would come of recording it. Raises as `RecordFinding`, and BusyError for no decision."""
    trials = _Trials(reading, person, reference)
    open_to(trials.reading, reference, person, "find")
    found = found_in(trials.case, form)
    trials.case.refuse_unread(form.as_of)
    decided = trials.decided(form.finding, (found,))
    return Foreseen(
        parts=trials.moved(decided),
        reply=reading.rule_book.reply(decided.facts, decided.told, say),
    )


def foreseen_answer(
    reading: Reading, person: str, reference: str, form: DisputeAnswerForm
) -> tuple[WouldBe, ...]:
    """What would become of each part that is answered so: of a refusal, or of a referral.

    Raises as `AnswerDispute`, and BusyError for no decision.
    """
    case, stands = open_to(reading, reference, person, "determine")
    case.refuse_unread(form.as_of)
    answered = {one.segment for one in form.answers}
    before = {one.id: one for one in case.whole.segments if one.id in answered}
    trial = as_answered(reading, case, person, form)
    return _would_be(trial, stands, decide_case(replace(reading, seen={}), trial), before)


def _would_be(
    case: Case, stands: Standing, decided: Decided, before: Mapping[str, SegmentDecision]
) -> tuple[WouldBe, ...]:
    """What became of some parts by a decision, for whoever stands so to the case."""
    dispute = bool(case.disputes)
    state = request_state("open", decided.decision, case.disputed, dispute=dispute)
    again = may("find", state, roles=stands.roles, relations=stands.relations)
    return tuple(
        WouldBe(
            part=one.id,
            outcome=one.outcome,
            next=one.next,
            moves=(one.outcome, one.next) != (before[one.id].outcome, before[one.id].next),
            conditions=case.conditions_on(one) if one.released else (),
            final=again != "allowed",
            dispute_to=one.dispute_to,
        )
        for one in decided.decision.segments
        if one.id in before
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


class _Trials:
    """The trials of a case for one person. `now` is the decision as it stands; None: none is."""

    def __init__(self, reading: Reading, person: str, reference: str) -> None:
        self.reading = replace(reading, seen={})  # of all trials together, each is asked once
        self.case, self.stands = open_to(self.reading, reference, person, "look")
        if "requester" in self.stands.relations:
            raise NotFoundError("There is no such request for you to work on.")
        self._person = person
        self.now: Decided | None = None
        with suppress(BusyError):  # which is reported where it is raised
            self.now = decide_case(self.reading, self.case)

    def effects(self) -> dict[FindingName, Effects]:
        """What comes of each finding of theirs."""
        if self.now is None:
            return {}
        return {name: dict(self._tried(name)) for name in self._findable()}

    def decided(self, name: FindingName, found: tuple[Found, ...]) -> Decided:
        """The decision with this found, by them. Raises NotAllowedError, BusyError."""
        office = finding_office(name, bearings(self.reading, self.case), self.stands)
        taken = Taken(entry=NOT_RECORDED, step="find", by=self._person, office=office)
        trial = replace(
            self.case,
            found=(*self.case.found, *((NOT_RECORDED, one) for one in found)),
            steps=(*self.case.steps, taken),
        )
        return decide_case(self.reading, trial)

    def moved(self, decided: Decided) -> tuple[WouldBe, ...]:
        """What becomes of each part that waits."""
        return _would_be(self.case, self.stands, decided, self._waits)

    @property
    def _waits(self) -> dict[str, SegmentDecision]:
        parts = self.now.decision.segments if self.now else ()
        return {one.id: one for one in parts if one.waits_for}

    def _findable(self) -> tuple[FindingName, ...]:
        with suppress(GatewayError):  # not theirs, or not now
            return findings_for(self.reading, self._person, self.case.reference)
        return ()

    def _tried(self, name: FindingName) -> Iterator[tuple[str, tuple[WouldBe, ...]]]:
        """What each value of a finding would make of the parts that wait."""
        helped = self.case.asked.on_behalf_of
        values = (helped,) if name == "authority_of" and helped else values_of(name)
        parts = tuple(self._waits) if name in SEGMENT_ONLY else (None,)
        for value in values:
            found = tuple(Found(name=name, value=value, segment=part) for part in parts)
            with suppress(BusyError):
                yield (
                    str(value).lower() if isinstance(value, bool) else value,
                    self.moved(self.decided(name, found)),
                )
