"""Determinations: a dispute, or what a rule passed on, is answered part by part, with reasons.

An answer binds the case, names the rule book under which it was made, and is never changed. What it
means for the decision follows in the same transaction.
"""

from msgspec import Struct
from msgspec.structs import replace

from gateway.audit.entries import Kind
from gateway.casework import deadlines, notices
from gateway.casework.case_decisions import decide_again
from gateway.casework.cases import NOT_RECORDED, Case, Dispute, Taken
from gateway.casework.conflicts import decide_without
from gateway.casework.deciding import NOT_HELD
from gateway.casework.marks import lift_marks
from gateway.casework.referrals import referred
from gateway.casework.request_rows import found_rows, to_json
from gateway.casework.standing import bearings, open_to
from gateway.casework.steps import record_step
from gateway.casework.turn import Reading, Turn
from gateway.casework.written import words_at
from gateway.domain.case_forms import DisputeAnswerForm, SegmentAnswer
from gateway.domain.decision import SegmentDecision
from gateway.domain.facts import Office, Segment
from gateway.domain.notices import to_office, to_person
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.policy.life.forums import Effect, answers_to, effect_of, to_answer
from gateway.policy.life.found import Found
from gateway.policy.life.referrals import effect_on
from gateway.policy.life.relations import Bearings
from gateway.store.facts_of_documents import KeptDocument
from gateway.store.tables import determinations, dispute_answers


class AnswerDispute(Struct, frozen=True, kw_only=True):
    """The office that hears a dispute answers it, part by part, with reasons for both sides.

    The determiner answers in the same way what a rule passed on and nobody disputed.
    """

    by: str
    reference: str
    answer: DisputeAnswerForm

    def carry_out(self, turn: Turn) -> int:
        """Record it with all that follows; gives the number of the entry.

        Raises as `open_to`, NotFoundError when there is no such open dispute or nothing was passed
        on, NotAllowedError when another office hears it, NotNowError when something was done since
        it was read, and InputError for an answer that does not fit.
        """
        case, _ = open_to(turn, self.reference, self.by, "determine")
        case.refuse_unread(self.answer.as_of)
        dispute = _put(turn, case, self.answer)
        around = bearings(turn, case)
        office = around.hears(dispute.heard_at)
        if self.by not in around.hearers(dispute.heard_at):
            raise NotAllowedError("Another office hears this dispute.")
        _refuse_unfit(case, dispute, self.answer)
        found = _found(case, dispute, self.answer)
        entry = self._record(turn, case, dispute, office, found)
        self._lift(turn, case, dispute)
        if dispute.ground == "conflict" and found:
            decide_without(turn, case, found[0].value, by=self.by)
        else:
            decide_again(turn, case.reference, by=self.by)
        self._tell(turn, case, dispute, around, entry)
        return entry

    def _record(
        self,
        turn: Turn,
        case: Case,
        dispute: Dispute,
        office: Office,
        found: tuple[Found, ...],
    ) -> int:
        words = {words_at(place): one.words for place, one in enumerate(self.answer.answers)}
        answers = [
            {
                "segment": one.segment,
                "place": place,
                "answer": one.answer,
                "row": _segment_of(case, one.segment).row,
                "kind": _facts_of(case, one.segment).kind,
                "rule_book": turn.rule_book.digest,
                "in_confidence": _in_confidence(case, one.segment),
            }
            for place, one in enumerate(self.answer.answers)
        ]
        referral = self.answer.dispute is None
        disputed: Kind = "dispute.determined" if dispute.last else "dispute.answered"
        return record_step(
            turn,
            case,
            step="determine",
            by=self.by,
            office=office,
            kind="referral.determined" if referral else disputed,
            committed={
                "answers": to_json(self.answer.answers).encode(),
                **{name: text.encode() for name, text in words.items()},
            },
            body={
                **({} if referral else {"dispute": dispute.entry}),
                "stage": dispute.stage,
            },
            rows=(
                *(() if referral else ((dispute_answers, {"dispute": dispute.entry}),)),
                *((determinations, row) for row in answers),
                *found_rows(case.reference, found),
            ),
        )

    def _lift(self, turn: Turn, case: Case, dispute: Dispute) -> None:
        """Take away the marks that were found not to hold."""
        for one in _lifted(case, dispute, self.answer):
            lift_marks(turn, case.asked.document, one.segment, by=self.by, words=one.words)

    def _tell(self, turn: Turn, case: Case, dispute: Dispute, around: Bearings, entry: int) -> None:
        """Tell the requester, and let a delay that is overturned end on a day.

        Of a referral they are told as of any other decision: they did not dispute it.
        """
        if self.answer.dispute is not None:
            notices.tell(
                turn,
                kind="determined" if dispute.last else "dispute_answered",
                to=to_person(case.requester),
                about=case.reference,
                entry=entry,
            )
        overturned = any(one.answer == "overturn" for one in self.answer.answers)
        if dispute.ground != "delay" or not overturned or self.answer.working_days is None:
            return
        for wait in case.waits:
            deadlines.set_deadline(
                turn,
                kind="response",
                about=case.reference,
                owed_by=to_office(wait.office),
                counted=deadlines.working_days(turn, self.answer.working_days),
                entry=entry,
                escalates_to=around.hears(dispute.heard_at),
            )


def as_answered(reading: Reading, case: Case, by: str, form: DisputeAnswerForm) -> Case:
    """The case as it would stand once `by` has answered so; nothing is recorded.

    Raises NotFoundError and InputError as `AnswerDispute`.
    """
    dispute = _put(reading, case, form)
    _refuse_unfit(case, dispute, form)
    office = bearings(reading, case).hears(dispute.heard_at)
    found = tuple((NOT_RECORDED, one) for one in _found(case, dispute, form))
    taken = Taken(entry=NOT_RECORDED, step="determine", by=by, office=office)
    return replace(
        case,
        found=(*case.found, *found),
        steps=(*case.steps, taken),
        document=_without_marks(case.document, _lifted(case, dispute, form)),
    )


def _put(reading: Reading, case: Case, answer: DisputeAnswerForm) -> Dispute:
    """The dispute that is answered; of a referral, what it would be if somebody disputed it."""
    number = answer.dispute
    if number is None:
        parts = referred(reading, case)
        if not parts:
            raise NotFoundError("Nothing was passed on here to be determined.")
        return Dispute(
            entry=case.decided,
            ground="refusal",
            forum="stages",
            stage=reading.rule_book.profiles[reading.council].determiner,
            last=True,
            segments=parts,
            contested=None,
        )
    found = next((one for one in case.disputes if one.entry == number), None)
    if found is None:
        raise NotFoundError("There is no such open dispute.")
    return found


def _lifted(case: Case, dispute: Dispute, form: DisputeAnswerForm) -> tuple[SegmentAnswer, ...]:
    """The answers by which the marks of their parts were found not to hold."""
    if dispute.ground != "refusal":
        return ()
    return tuple(one for one in form.answers if _effect(case, dispute, form, one).lifts_marks)


def _without_marks(
    document: KeptDocument | None, lifted: tuple[SegmentAnswer, ...]
) -> KeptDocument | None:
    """The document as it is once the marks of these parts are gone."""
    if document is None or not lifted:
        return document
    parts = {one.segment for one in lifted}
    segments = tuple(
        replace(one, exempt=()) if one.id in parts else one for one in document.facts.segments
    )
    return replace(document, facts=replace(document.facts, segments=segments))


def _refuse_unfit(case: Case, dispute: Dispute, form: DisputeAnswerForm) -> None:
    """Every disputed part is answered once, and only a condition is varied."""
    wanted = to_answer(dispute.segments, case.whole)
    if sorted(one.segment for one in form.answers) != sorted(wanted):
        raise InputError("Answer every part that is disputed, and no other.", where="answers")
    varies = {one.answer for one in form.answers} - {"uphold"}
    if not varies <= set(answers_to(dispute.ground)):
        raise InputError("Only a condition is varied, and it is not overturned.", where="answers")
    if case.document is None and varies:
        raise InputError("Nothing is held, so nothing can be released.", where="answers")


def _found(case: Case, dispute: Dispute, form: DisputeAnswerForm) -> tuple[Found, ...]:
    """What the answers settle as facts of the case."""
    if dispute.ground == "conflict":
        if form.answers[0].answer == "overturn":
            return (Found(name="conflicted_office", value=dispute.contested),)
        return ()
    if dispute.ground != "refusal":
        return ()
    return tuple(
        Found(name=name, value=value, segment=one.segment)  # type: ignore[arg-type]
        for one in form.answers
        for name, value in _effect(case, dispute, form, one).found
    )


def _effect(case: Case, dispute: Dispute, form: DisputeAnswerForm, one: SegmentAnswer) -> Effect:
    """What the answer about one part settles."""
    segment = _facts_of(case, one.segment)
    if form.dispute is None:
        return effect_on(segment, one.answer)
    return effect_of(dispute.forum, segment, one.answer, last=dispute.last)


def _segment_of(case: Case, name: str) -> SegmentDecision:
    return next(one for one in case.whole.segments if one.id == name)


def _facts_of(case: Case, name: str) -> Segment:
    """The facts of a segment; of what is not held, what was decided about in its place."""
    segments = case.document.facts.segments if case.document else NOT_HELD.segments
    return next(one for one in segments if one.id == name)


def _in_confidence(case: Case, name: str) -> bool:
    """Whether the register may not tell of it."""
    hidden = name not in {one.id for one in case.told.segments}
    return hidden or case.asked.channel == "wrongdoing"
