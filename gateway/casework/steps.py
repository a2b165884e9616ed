"""Taking a step with a request: permitted by the table, recorded, and what follows from it."""

from collections.abc import Mapping
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import bindparam, delete, insert, update

from gateway.audit.entries import Kind
from gateway.casework import deadlines, notices
from gateway.casework.case_decisions import decide_again
from gateway.casework.cases import Case, case_of
from gateway.casework.known import known_posts
from gateway.casework.record import record
from gateway.casework.request_rows import to_json
from gateway.casework.standing import Standing, bearings, open_to
from gateway.casework.telling_offices import tell_office, tell_who_hears
from gateway.casework.turn import Turn
from gateway.casework.who import refuse_unknown
from gateway.casework.written import WORDS
from gateway.domain.case_forms import Information, Question
from gateway.domain.casework import Mark, Relation, Step
from gateway.domain.facts import Office
from gateway.domain.notices import to_person
from gateway.errors import InputError, NotNowError
from gateway.policy.offices import first_in_precedence
from gateway.store.tables import case_steps, cases, concerned, requests

_OF_CASE: Final = concerned.c.reference == bindparam("about")

KINDS: Final[dict[Step, Kind]] = {
    "ask_for_information": "information.asked",
    "ask_to_narrow": "narrowing.asked",
    "give_information": "information.given",
    "withdraw": "request.withdrawn",
    "end": "request.ended",
    "find": "finding.recorded",
    "consult": "third_party.consulted",
    "ask_for_advice": "advice.asked",
    "give_advice": "advice.given",
    "stand_aside": "office.stood_aside",
    "dispute": "dispute.filed",
    "determine": "dispute.answered",
    "limit_access": "access.limited",
    "renew_access": "access.renewed",
    "revoke_access": "access.revoked",
    "sign_undertaking": "undertaking.signed",
    "answer_onward": "onward.answered",
}
"""What is recorded of each step."""


def record_step(
    turn: Turn,
    case: Case,
    *,
    step: Step,
    by: str,
    office: Office | None,
    words: str | None = None,
    committed: Mapping[str, bytes] | None = None,
    body: Mapping[str, Any] | None = None,
    rows: tuple[Any, ...] = (),
    kind: Kind | None = None,
) -> int:
    """Record a step that the table permits; tell whoever hears a dispute since. Gives its entry.

    `office` is the one they act for; None: they are the requester. `words` stay erasable. The entry
    names the rule book in force (section 10.4).
    """
    told = {
        "document": case.asked.document,
        "person": case.requester,
        "reference": case.reference,
        "rule_book": turn.rule_book.digest,
        **({"office": office} if office else {}),
        **in_place_of(turn, by, office),
        **(body or {}),
    }
    taken = {"reference": case.reference, "step": step, "by": by, "office": office}
    entry = record(
        turn,
        by=by,
        kind=kind or KINDS[step],
        body=told,
        committed={**({} if words is None else {WORDS: words.encode()}), **(committed or {})},
        rows=((case_steps, taken), *rows),
        in_confidence=case.asked.in_confidence,
    )
    tell_who_hears(turn, case, entry)
    return entry


def in_place_of(turn: Turn, by: str, office: Office | None) -> dict[str, list[str]]:
    """The holders for whom a deputy acts, so that both stand in the log."""
    if office is None:
        return {}
    posts = known_posts(turn)
    holders = posts.holders.get(office, frozenset())
    return {} if by in holders else {"deputy_for": sorted(holders)}


def acting_office(stands: Standing, relation: Relation) -> Office:
    """The office for which somebody acts: of several, the first in precedence."""
    return first_in_precedence(set(stands.offices[relation]))


def set_mark(turn: Turn, case: Case, mark: Mark) -> None:
    """Mark where the case stands. What is over waits for nobody."""
    over = mark in {"ended", "withdrawn"}
    turn.connection.execute(
        update(cases)
        .where(cases.c.reference == case.reference)
        .values({"mark": mark, **({"waits": "[]"} if over else {})})
    )
    if over:
        turn.connection.execute(
            update(requests).where(requests.c.reference == case.reference).values(waits_for=None)
        )


class AskForInformation(Struct, frozen=True, kw_only=True):
    """Whoever it waits for asks the requester something; to ask for less, once only."""

    by: str
    reference: str
    question: Question
    narrow: bool = False

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry.

        Raises as `open_to`, and NotNowError for a second invitation to ask for less, and where the
        question would betray what is hidden.
        """
        step: Step = "ask_to_narrow" if self.narrow else "ask_for_information"
        case, stands = open_to(turn, self.reference, self.by, step)
        if not case.told.segments:
            raise NotNowError("The requester may not know that we hold this, so do not ask.")
        if self.narrow and any(taken.step == step for taken in case.steps):
            raise NotNowError("The requester was invited once to ask for less; once is enough.")
        set_mark(turn, case, "information_asked")
        office = acting_office(stands, "acting")
        words = self.question.words
        entry = record_step(turn, case, step=step, by=self.by, office=office, words=words)
        deadlines.pause(turn, about=case.reference, entry=entry)
        to = to_person(case.requester)
        notices.tell(turn, kind="information_asked", to=to, about=case.reference, entry=entry)
        return entry


class GiveInformation(Struct, frozen=True, kw_only=True):
    """The requester answers a question, or adds something; the decision is made again."""

    by: str
    reference: str
    given: Information

    def carry_out(self, turn: Turn) -> int:
        """Record it and decide again; gives the number of the entry.

        Raises as `open_to`, and InputError where it names people and is no report of suspected
        wrongdoing.
        """
        case, _ = open_to(turn, self.reference, self.by, "give_information")
        if self.given.concerned and not case.asked.in_confidence:
            raise InputError("Only a report of suspected wrongdoing names those it concerns.")
        refuse_unknown(turn, self.given.concerned)
        entry = record_step(
            turn, case, step="give_information", by=self.by, office=None, words=self.given.words
        )
        deadlines.resume(turn, about=case.reference, entry=entry)
        self._change(turn, case)
        around = bearings(turn, case_of(turn, case.reference))
        for office in sorted({one.office for one in case.waits}):
            tell_office(turn, "information_given", office, case.reference, entry, around=around)
        decide_again(turn, case.reference, by=self.by)
        return entry

    def _change(self, turn: Turn, case: Case) -> None:
        names = ("purpose", "scrutiny_link", "on_behalf_of", "use_at_meeting")
        said = {name: getattr(self.given, name) for name in names}
        said = {name: value for name, value in said.items() if value is not None}
        authority = self.given.authority
        of_the_case = {} if authority is None else {"authority": authority}
        interests = tuple(dict.fromkeys((*case.asked.interests, *self.given.interests)))
        turn.connection.execute(
            update(cases)
            .where(cases.c.reference == case.reference)
            .values({**of_the_case, "interests": to_json(interests), "mark": "open"})
        )
        if said:
            turn.connection.execute(
                update(requests).where(requests.c.reference == case.reference).values(said)
            )
        if self.given.concerned:
            people = tuple(dict.fromkeys((*case.asked.concerned, *self.given.concerned)))
            turn.connection.execute(delete(concerned).where(_OF_CASE), {"about": case.reference})
            row = {"reference": case.reference, "people": to_json(people)}
            turn.connection.execute(insert(concerned), row)


class Withdraw(Struct, frozen=True, kw_only=True):
    """The requester takes a request back."""

    by: str
    reference: str

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry. Raises as `open_to`."""
        case, _ = open_to(turn, self.reference, self.by, "withdraw")
        set_mark(turn, case, "withdrawn")
        entry = record_step(turn, case, step="withdraw", by=self.by, office=None)
        deadlines.end_deadlines(turn, about=case.reference, entry=entry)
        return entry


class End(Struct, frozen=True, kw_only=True):
    """The requester takes the answer as the last word; what is released stays so."""

    by: str
    reference: str

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry. Raises as `open_to`."""
        case, _ = open_to(turn, self.reference, self.by, "end")
        set_mark(turn, case, "ended")
        entry = record_step(turn, case, step="end", by=self.by, office=None)
        deadlines.end_deadlines(turn, about=case.reference, entry=entry)
        return entry
