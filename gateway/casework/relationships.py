"""Declaring who is close to whom, and ending that.

A relationship is declared by one of the two; that two entries of the register are one human being,
by those who answer for the rules. Nothing is taken away: an end is added, and what was decided
until then was decided as it was known.
"""

from collections.abc import Collection
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import Row, and_, exists, insert, select, update

from gateway.casework.case_decisions import decide_again
from gateway.casework.cases import case_of
from gateway.casework.closeness import Closeness, closeness, ending_of, idle_for, may
from gateway.casework.known import known_posts
from gateway.casework.notices import tell
from gateway.casework.record import record
from gateway.casework.rule_books import refuse_unless_answerable
from gateway.casework.sessions import end_sessions
from gateway.casework.standing import bearings
from gateway.casework.turn import Turn
from gateway.casework.who import known_person
from gateway.casework.written import WORDS
from gateway.domain.case_forms import RelationshipEndForm, RelationshipForm
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, to_office, to_person
from gateway.errors import ConflictError, InputError, NotAllowedError, NotFoundError
from gateway.policy.letters import office_words
from gateway.policy.life.closeness import who_ends
from gateway.policy.life.own_cause import same_people
from gateway.policy.offices import resolved
from gateway.store.tables import account_capacities, cases, relationships, requests, sessions
from gateway.store.tables.cases import is_waiting

NOTHING: Final = "Nothing of the kind is declared that counts now."


class DeclareRelationship(Struct, frozen=True, kw_only=True):
    """Somebody declares that they are close to somebody; or says who is entered twice."""

    by: str
    declared: RelationshipForm

    def carry_out(self, turn: Turn) -> int:
        """Record it, without the other's name in the log; gives the number of the entry.

        The other is told, and so is the adviser where it leaves an office with nobody to act.
        Raises InputError for somebody whom the register does not know, NotAllowedError where only
        those who answer for the rules may say it, and ConflictError for what is declared already.
        """
        form = self.declared
        person = self.by if form.person is None else form.person
        if form.same_person or form.person is not None:
            refuse_unless_answerable(turn, self.by)
        if person == form.other or known_person(turn, form.other) is None:
            raise InputError("Name somebody else of the register.", where="other")
        if known_person(turn, person) is None:
            raise InputError("The register does not know them.", where="person")
        before = closeness(turn)
        if _of_two(before, person, form.other, same_person=form.same_person):
            raise ConflictError("This is declared already, and still counts.")
        committed = {"declared": f"{person} {form.other}".encode()}
        entry = record(turn, by=self.by, kind="relationship.declared", body={}, committed=committed)
        row = {"person": person, "other": form.other, "same_person": form.same_person}
        period = {"valid_from": turn.local, "valid_to": None, "recorded_at": turn.moment}
        turn.connection.execute(insert(relationships).values(**row, **period, entry=entry))
        two = frozenset({person, form.other})
        if not form.same_person:
            _tell_two(turn, "relationship_declared", two - {self.by}, entry)
            _tell_of_idle(turn, two, before, entry)
        return entry


class EndRelationship(Struct, frozen=True, kw_only=True):
    """Somebody ends what was declared of two people, from now on."""

    by: str
    form: RelationshipEndForm

    def carry_out(self, turn: Turn) -> int:
        """Record it with the reason; gives the number of the entry.

        The two are told. Of their requests, those that waited for nobody are decided again. Raises
        NotFoundError where nothing of the kind counts now, or for whoever may not see it;
        NotAllowedError for whoever may see and not end it.
        """
        form, whole = self.form, closeness(turn)
        found = [
            row
            for row in _of_two(whole, form.person, form.other, same_person=form.same_person)
            if may(turn, whole, "see_relationship", self.by, row)
        ]
        if not found:
            raise NotFoundError(NOTHING)
        ending = [row for row in found if may(turn, whole, "end_relationship", self.by, row)]
        if not ending:
            ender = ending_of(turn, whole, found[0])
            raise NotAllowedError(not_yours(ender.office if ender.people else None))
        committed = {"ended": f"{form.person} {form.other}".encode(), WORDS: form.words.encode()}
        body = {"declared": [row.entry for row in ending]}
        entry = record(turn, by=self.by, kind="relationship.ended", body=body, committed=committed)
        these = update(relationships).where(relationships.c.id.in_([row.id for row in ending]))
        turn.connection.execute(these.values(valid_to=turn.local, ended_recorded_at=turn.moment))
        two = frozenset({form.person, form.other})
        if form.same_person:
            _end_further_capacities(turn, two)
        else:
            _tell_two(turn, "relationship_ended", two, entry)
        _decide_what_waits_for_nobody(turn, two, by=self.by)
        return entry


def not_yours(office: Office | None) -> str:
    """Why somebody may not end a relationship, with the office that may; None: there is none."""
    if office is None:
        return "Nobody may end it now. Have a deputy named for whoever acts as adviser."
    return f"Only {office_words(office)} ends it, as neither of the two may."


def _of_two(whole: Closeness, person: str, other: str, *, same_person: bool) -> list[Row[Any]]:
    """What is declared just so, and holds."""
    asked = (person, other, same_person)
    return [
        row for row in whole.rows if row.holds and (row.person, row.other, row.same_person) == asked
    ]


def _tell_two(turn: Turn, kind: NoticeKind, two: Collection[str], entry: int) -> None:
    for one in sorted(two):
        tell(turn, kind=kind, to=to_person(one), about=one, entry=entry)


def _tell_of_idle(turn: Turn, two: frozenset[str], before: Closeness, entry: int) -> None:
    """Tell whoever acts as adviser of each office that has nobody to act since this entry."""
    posts, profile = known_posts(turn), turn.rule_book.profiles[turn.council]
    two, after = same_people(two, posts.aliases), closeness(turn)
    adviser = to_office(who_ends(posts, profile, two, after.to(two)).office)
    for requester in sorted(two):
        was = {one.office for one in idle_for(turn, before, requester)}
        for one in idle_for(turn, after, requester):
            if one.office not in was:
                about = one.office
                tell(turn, kind="office_idle", to=adviser, about=about, entry=entry, barred=two)


def _end_further_capacities(turn: Turn, two: frozenset[str]) -> None:
    """End the sessions of an account in a capacity that rested on the two being one."""
    further = account_capacities.c
    chosen = exists().where(
        further.account == sessions.c.account, further.person == sessions.c.person
    )
    end_sessions(turn, and_(sessions.c.person.in_(two), chosen))


def _decide_what_waits_for_nobody(turn: Turn, two: frozenset[str], *, by: str) -> None:
    """Decide again on requests of these people that wait for an office for which nobody may act.

    What waits for somebody stays there. Everybody who may act again may make findings in it.
    """
    people = same_people(two, known_posts(turn).aliases)
    waiting = (
        select(requests.c.reference)
        .join_from(requests, cases, cases.c.reference == requests.c.reference)
        .where(requests.c.requester.in_(sorted(people)), is_waiting)
        .order_by(requests.c.entry)
    )
    for reference in turn.connection.execute(waiting).scalars().all():
        case = case_of(turn, reference)
        around = bearings(turn, case)
        offices = {resolved(one.office, around.profile, around.unable) for one in case.waits}
        if not any(around.able(one) for one in offices):
            decide_again(turn, reference, by=by)
