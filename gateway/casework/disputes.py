"""Disputes: the requester says what is wrong, and it goes to the stage whose turn it is.

The ground picks the forum, the profile's stages pick the office, and a stand-in hears it where the
office may not.
"""

from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from gateway.casework.case_decisions import decide_case
from gateway.casework.cases import Case
from gateway.casework.disputable import answered_in, is_open, may_dispute
from gateway.casework.request_clocks import clocks_run_on
from gateway.casework.request_rows import to_json
from gateway.casework.standing import bearings, open_to
from gateway.casework.steps import record_step
from gateway.casework.telling_offices import tell_hearers
from gateway.casework.turn import Turn, local_time
from gateway.domain.case_forms import DisputeForm
from gateway.domain.deadlines import late_from, read_due
from gateway.domain.decision import Condition, SegmentDecision
from gateway.domain.facts import Office
from gateway.errors import InputError, NotNowError
from gateway.policy.life.forums import (
    WAITED,
    forum_for,
    may_be_disputed,
    may_be_varied,
    stages_of,
)
from gateway.policy.life.relations import Stage
from gateway.policy.rules import Forum
from gateway.policy.told import facts_told
from gateway.store.tables import disputes


class FileDispute(Struct, frozen=True, kw_only=True):
    """The requester disputes a refusal, a delay, a condition, or the office that acts."""

    by: str
    reference: str
    dispute: DisputeForm

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell the office that hears it; gives the number of the entry.

        Raises as `open_to`, InputError for what cannot be disputed so, and NotNowError for what is
        disputed already, was determined, or has not waited long enough.
        """
        case, _ = open_to(turn, self.reference, self.by, "dispute")
        form = _with_the_only_one(turn, case, self.dispute)
        parts = _disputed_parts(case, form)
        forum = _forum(turn, case, form, parts)
        council = turn.rule_book.council(turn.council)
        condition = form.condition
        if condition and not all(may_be_varied(council, one, condition) for one in parts):
            raise InputError("The law sets this condition, not the council.", where="condition")
        stages = stages_of(council.profile, form.ground, forum)
        place = _answered_stages(turn, case, form, tuple(one.id for one in parts))
        if place >= len(stages):
            raise NotNowError("This was determined, or is final here. The courts remain.")
        _refuse_unless_due(turn, case, form, parts)
        row = {
            "reference": case.reference,
            "ground": form.ground,
            "forum": forum,
            "stage": stages[place],
            "last": place + 1 == len(stages),
            "segments": to_json([one.id for one in parts]),
            "contested": form.condition or form.office,
        }
        entry = record_step(
            turn,
            case,
            step="dispute",
            by=self.by,
            office=None,
            words=form.words,
            body={"ground": form.ground, "stage": stages[place]},
            rows=((disputes, row),),
        )
        stage, around = Stage(stages[place], form.office), bearings(turn, case)
        tell_hearers(turn, "dispute_filed", stage, case.reference, entry, around=around)
        if form.ground == "refusal":
            facts = decide_case(turn, case).facts
            clocks_run_on(turn, case, facts, entry=entry, office=around.hears(stage))
        return entry


def _with_the_only_one(turn: Turn, case: Case, form: DisputeForm) -> DisputeForm:
    """Where it names no condition or office, and there is only one to dispute, it is about that."""
    about = may_dispute(turn, case).get(form.ground, ())
    if form.condition or form.office or len(about) != 1:
        return form
    match form.ground:
        case "condition":
            return replace(form, condition=cast("Condition", about[0]))
        case "conflict":
            return replace(form, office=cast("Office", about[0]))
        case _:
            return form


def _disputed_parts(case: Case, form: DisputeForm) -> tuple[SegmentDecision, ...]:
    """The segments that a dispute is about; of an answer that tells of none, all there are.

    Where it names none, it is about every one that gives its ground.
    """
    if (form.ground == "condition") != (form.condition is not None):
        raise InputError("Name the condition where one is disputed.", where="condition")
    if (form.ground == "conflict") != (form.office is not None):
        raise InputError("Name the office where one should not act.", where="office")
    if form.ground == "conflict":
        if form.segments:
            raise InputError("An office acts on the whole request.", where="segments")
        return ()
    if not case.told.segments:
        if form.ground != "refusal" or form.segments:
            raise InputError("There is no such part.", where="segments")
        return case.whole.segments
    told = {one.id: one for one in case.told.segments}
    names = tuple(dict.fromkeys(form.segments)) or tuple(
        one.id
        for one in case.told.segments
        if may_be_disputed(form.ground, one)
        and (form.condition is None or form.condition in one.conditions)
    )
    if not names or not told.keys() >= set(names):
        raise InputError("There is no such part.", where="segments")
    parts = tuple(told[name] for name in names)
    if not all(may_be_disputed(form.ground, one) for one in parts):
        raise InputError("A part that you name does not give that ground.", where="segments")
    if form.condition and not all(form.condition in one.conditions for one in parts):
        raise InputError("A part that you name has no such condition.", where="condition")
    return parts


def _forum(turn: Turn, case: Case, form: DisputeForm, parts: tuple[SegmentDecision, ...]) -> Forum:
    """The one forum to which all the parts lead."""
    council = turn.rule_book.council(turn.council)
    told: tuple[SegmentDecision | None, ...] = parts if case.told.segments else ()
    forums = {
        forum_for(council, form.ground, one, in_confidence=case.asked.in_confidence)
        for one in told or (None,)
    }
    if len(forums) > 1:
        raise InputError("These parts go to different offices: dispute them one by one.")
    (forum,) = forums
    return forum


def _answered_stages(turn: Turn, case: Case, form: DisputeForm, names: tuple[str, ...]) -> int:
    """How many stages have answered about the same; raises NotNowError while one is open.

    Where nothing is told it is all one, whatever parts the paper got meanwhile.
    """
    whole = not (names and case.told.segments)
    if is_open(case, form.ground, () if whole else names):
        raise NotNowError("This is disputed already, and will be answered.")
    wanted = form.ground, form.condition or form.office
    same_before = [
        one.segments for one in answered_in(turn, case) if (one.ground, one.contested) == wanted
    ]
    if whole:
        return len(same_before)
    counts = {sum(name in earlier for earlier in same_before) for name in names}
    if len(counts) > 1:
        raise InputError("These parts are at different stages: dispute them one by one.")
    return counts.pop()


def _refuse_unless_due(
    turn: Turn, case: Case, form: DisputeForm, parts: tuple[SegmentDecision, ...]
) -> None:
    """A delay is disputed when a clock is missed, or after ten working days without any clock.

    Each part has the clocks that ran for it when the request came, and those that run now: they run
    on, also once the meeting is over for which they were counted.
    """
    if form.ground != "delay":
        return
    facts = decide_case(turn, case).facts
    received = local_time(case.received_at)
    waits = {one.segment: local_time(one.since).date() for one in case.waits}
    for one in parts:
        its = facts_told(facts, replace(case.told, segments=(one,)))
        clocks = [
            read_due(count.due)
            for now in (received, turn.local)
            for count in turn.rule_book.counts(replace(its, now=now)).values()
        ]
        if clocks and not any(late_from(due) <= turn.local for due in clocks):
            raise NotNowError("No clock is missed yet.")
        since = waits.get(one.id, received.date())
        last = turn.rule_book.calendar.working_days_after(since, WAITED, "now")
        if not clocks and turn.local.date() <= last:
            raise NotNowError("It has not waited ten working days, and no clock is missed.")
