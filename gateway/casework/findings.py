"""Findings of officers and what leads to them: asking third parties, and asking for advice.

Each finding belongs to an office (section 2.5), has an author, a moment and a reason, and makes the
decision again in the same transaction.
"""

from typing import get_args

from msgspec import Struct

from gateway.casework import deadlines, notices
from gateway.casework.case_decisions import decide_again
from gateway.casework.cases import Case
from gateway.casework.request_rows import found_rows, to_json
from gateway.casework.standing import Standing, bearings, in_confidence, open_to
from gateway.casework.steps import acting_office, record_step
from gateway.casework.telling_offices import tell_office
from gateway.casework.turn import Reading, Turn
from gateway.casework.written import TOLD
from gateway.domain.case_forms import Consultation, FindingForm, Question
from gateway.domain.casework import FindingName
from gateway.domain.facts import Office
from gateway.domain.notices import to_office, to_person
from gateway.errors import InputError, NotAllowedError
from gateway.policy.letters import office_words
from gateway.policy.life.finders import offices_for
from gateway.policy.life.found import Found, checked
from gateway.policy.life.onward import LIMBS
from gateway.policy.life.relations import Bearings
from gateway.policy.offices import first_in_precedence, resolved


class RecordFinding(Struct, frozen=True, kw_only=True):
    """An officer records what they found; the request is decided again with it."""

    by: str
    reference: str
    found: FindingForm

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry.

        Raises as `open_to` and `found_in`, NotAllowedError when the finding belongs to another
        office, and NotNowError when something was done since the case was read.
        """
        case, stands = open_to(turn, self.reference, self.by, "find")
        form = self.found
        found = found_in(case, form)
        office = finding_office(form.finding, bearings(turn, case), stands)
        case.refuse_unread(form.as_of)
        entry = self._record(turn, case, found, office)
        if form.finding == "third_party_view":
            deadlines.meet_deadline(
                turn, about=case.reference, entry=entry, kind="third_party_reply"
            )
        decide_again(turn, case.reference, by=self.by)
        return entry

    def _record(self, turn: Turn, case: Case, found: Found, office: Office) -> int:
        tells = self.found.told or _told_of(case, found, office)
        told = {TOLD: self.found.told.encode()} if tells else {}
        return record_step(
            turn,
            case,
            step="find",
            by=self.by,
            office=office,
            words=self.found.words,
            committed={"found": to_json(found).encode(), **told},
            body={"finding": found.name},
            rows=found_rows(case.reference, (found,)),
        )


def _told_of(case: Case, found: Found, office: Office) -> bool:
    """Whether the requester is told that this office looked, though in no words of its own.

    Only where a part waits for it that they are told of, and of no finding about a hidden part: so
    they read the same where nothing is hidden.
    """
    known = {one.id for one in case.told.segments}
    waits = any(one.office == office and one.segment in known for one in case.waits)
    return waits and found.segment in {None, *known}


def found_in(case: Case, form: FindingForm) -> Found:
    """What a form finds in a case. Raises InputError for a value or a part that there is not."""
    found = checked(form.finding, form.value, form.segment)
    if form.finding in LIMBS and case.asked.type != "onward_disclosure":
        raise InputError("This is found where somebody asks to pass on.", where="finding")
    if found.segment not in {None, *(one.id for one in case.whole.segments)}:
        raise InputError("There is no such part.", where="segment")
    return found


def finding_office(finding: FindingName, around: Bearings, stands: Standing) -> Office:
    """The office for which somebody finds. Raises NotAllowedError when it is another's to find."""
    theirs = offices_for(finding, around.profile, around.unable)
    mine = theirs & stands.by_office
    if not mine:
        named = " or ".join(office_words(one) for one in sorted(theirs))
        raise NotAllowedError(f"This is for {named} to find.")
    return first_in_precedence(set(mine))


def findings_for(reading: Reading, person: str, reference: str) -> tuple[FindingName, ...]:
    """What somebody may find in a case now, by their office. Raises as `open_to`."""
    case, stands = open_to(reading, reference, person, "find")
    profile, unable = reading.rule_book.profiles[reading.council], bearings(reading, case).unable
    onward = case.asked.type == "onward_disclosure"
    return tuple(
        name
        for name in get_args(FindingName)
        if (onward or name not in LIMBS) and offices_for(name, profile, unable) & stands.by_office
    )


class Consult(Struct, frozen=True, kw_only=True):
    """Whoever it waits for asks a third party for their view, within so many working days."""

    by: str
    reference: str
    asked: Consultation

    def carry_out(self, turn: Turn) -> int:
        """Record it and set the deadline; gives the number of the entry. Raises as `open_to`."""
        case, stands = open_to(turn, self.reference, self.by, "consult")
        office = acting_office(stands, "acting")
        words = self.asked.words
        entry = record_step(turn, case, step="consult", by=self.by, office=office, words=words)
        deadlines.set_deadline(
            turn,
            kind="third_party_reply",
            about=case.reference,
            owed_by=to_office(office),
            counted=deadlines.working_days(turn, self.asked.working_days),
            entry=entry,
        )
        return entry


class AskForAdvice(Struct, frozen=True, kw_only=True):
    """Whoever it waits for asks the adviser and the determiner, without handing the case over.

    Of what is in confidence no other office learns: then nobody is told.
    """

    by: str
    reference: str
    question: Question

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell them; gives the number of the entry. Raises as `open_to`."""
        case, stands = open_to(turn, self.reference, self.by, "ask_for_advice")
        office, words = acting_office(stands, "acting"), self.question.words
        entry = record_step(
            turn, case, step="ask_for_advice", by=self.by, office=office, words=words
        )
        around = bearings(turn, case)
        if not in_confidence(around):
            for adviser in sorted(_advisers(around) - {office}):
                tell_office(turn, "advice_sought", adviser, case.reference, entry, around=around)
        return entry


class GiveAdvice(Struct, frozen=True, kw_only=True):
    """The adviser or the determiner answers in confidence: it is advice, and decides nothing."""

    by: str
    reference: str
    advice: Question

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell who asked; gives the number of the entry.

        Raises as `open_to`, and NotAllowedError for another office.
        """
        case, stands = open_to(turn, self.reference, self.by, "give_advice")
        mine = _advisers(bearings(turn, case)) & stands.by_office
        if not mine:
            raise NotAllowedError("Only the adviser or the determiner gives advice.")
        office, words = first_in_precedence(mine), self.advice.words
        entry = record_step(turn, case, step="give_advice", by=self.by, office=office, words=words)
        asked = {one.by for one in case.steps if one.step == "ask_for_advice"}
        for person in sorted(asked - {self.by}):
            to = to_person(person)
            notices.tell(turn, kind="advice_answered", to=to, about=case.reference, entry=entry)
        return entry


def _advisers(around: Bearings) -> set[Office]:
    """The offices that advise in a case."""
    profile = around.profile
    return {resolved(one, profile, around.unable) for one in (profile.adviser, profile.determiner)}
