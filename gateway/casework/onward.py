"""Asking to pass on what one holds in confidence: the adviser answers, on what was found.

The answer is advice, on record; no condition is lifted by it. Which limb of the model code holds is
found beforehand, and an answer that something may be passed on must rest on one.
"""

from typing import Final

from msgspec import Struct
from sqlalchemy import Text, bindparam, select

from gateway.casework import deadlines, notices
from gateway.casework.cases import Case
from gateway.casework.request_rows import to_json
from gateway.casework.standing import Standing, open_to
from gateway.casework.steps import acting_office, record_step, set_mark
from gateway.casework.turn import Reading, Turn
from gateway.casework.written import Noted, words_at
from gateway.domain.notices import to_person
from gateway.domain.onward import OnwardForm, ShownOnward
from gateway.errors import InputError, NotNowError
from gateway.policy.life.onward import may_be_passed_on
from gateway.store.prepared import Prepared
from gateway.store.tables import onward_answers

_ANSWERED: Final = Prepared(
    select(
        onward_answers.c.entry,
        onward_answers.c.segment,
        onward_answers.c.place,
        onward_answers.c.may,
    )
    .where(onward_answers.c.reference == bindparam("reference", type_=Text))
    .order_by(onward_answers.c.entry, onward_answers.c.place)
)


class AnswerOnward(Struct, frozen=True, kw_only=True):
    """Whoever advises answers a request to pass something on, part by part; it is over then."""

    by: str
    reference: str
    form: OnwardForm

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell the requester; gives the number of the entry.

        Raises as `onward_case`.
        """
        case, stands = onward_case(turn, self.by, self.reference, self.form)
        answers = self.form.answers
        entry = record_step(
            turn,
            case,
            step="answer_onward",
            by=self.by,
            office=acting_office(stands, "acting"),
            committed={
                "answers": to_json(answers).encode(),
                **{words_at(place): one.words.encode() for place, one in enumerate(answers)},
            },
            rows=tuple(
                (
                    onward_answers,
                    {
                        "segment": one.segment,
                        "reference": case.reference,
                        "place": place,
                        "may": one.may,
                    },
                )
                for place, one in enumerate(answers)
            ),
        )
        set_mark(turn, case, "ended")
        deadlines.meet_deadline(turn, about=case.reference, entry=entry)
        to = to_person(case.requester)
        notices.tell(turn, kind="onward_answered", to=to, about=case.reference, entry=entry)
        return entry


def onward_case(
    reading: Reading, person: str, reference: str, form: OnwardForm
) -> tuple[Case, Standing]:
    """The case of such a request, for somebody who may answer it so, and how they stand to it.

    Raises as `open_to`, InputError for a request or a part that is not to be answered so, and
    NotNowError where no limb was found for what is to be passed on, or where something was done
    since it was read.
    """
    case, stands = open_to(reading, reference, person, "answer_onward")
    if case.asked.type != "onward_disclosure":
        raise InputError("This is no request to pass something on.")
    if not case.told.segments:
        raise NotNowError("The requester may not know that we hold this, so do not answer.")
    case.refuse_unread(form.as_of)
    named = [one.segment for one in form.answers]
    if sorted(named) != sorted({one.segment for one in case.waits}):
        raise InputError("Answer every part that waits, and no other.", where="answers")
    found = tuple(one for _, one in case.found)
    if any(one.may and not may_be_passed_on(found, one.segment) for one in form.answers):
        raise NotNowError("Record first what was found: no limb of the code holds yet.")
    return case, stands


def shown_onward(
    reading: Reading, case: Case, notes: Noted, *, told: bool
) -> tuple[ShownOnward, ...]:
    """The answers in a case, about parts of which the reader knows; `notes` of its steps."""
    names = {one.id for one in (case.told if told else case.whole).segments}
    return tuple(
        ShownOnward(
            entry=entry,
            segment=segment,
            may=bool(may),
            words=notes.words(entry, words_at(place)),
        )
        for entry, segment, place, may in _ANSWERED.rows(
            reading.connection, {"reference": case.reference}
        )
        if segment in names
    )
