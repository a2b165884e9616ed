"""Which requests somebody may open as a case by an office: the ways to them, and the word on each.

The ways lead to all that they may open, and to more. They permit nothing: the table of permissions
is asked about each request to which they lead.
"""

from collections.abc import Collection
from typing import get_args

from sqlalchemy import ColumnElement, and_, or_, select, true

from gateway.casework.cases import Case, case_of
from gateway.casework.known import known_posts
from gateway.casework.request_rows import decided_by, waiting_for
from gateway.casework.stand_ins import ways_past
from gateway.casework.standing import standing
from gateway.casework.turn import Reading
from gateway.domain.casework import Relation
from gateway.domain.facts import Office
from gateway.domain.people import Caller, HeldOffice
from gateway.policy.life.access import giving_rows
from gateway.policy.life.finders import all_finders
from gateway.policy.life.permissions import may
from gateway.policy.life.relations import kept_by
from gateway.policy.offices import in_turn
from gateway.store.tables import case_steps, dispute_answers, disputes, requests
from gateway.store.tables.cases import is_waiting


def offices_of(reading: Reading, caller: Caller) -> frozenset[HeldOffice]:
    """The offices that somebody holds or deputises for now."""
    posts = known_posts(reading)
    deputised = {office for office, who in posts.deputies.items() if caller.person in who}
    return caller.offices | deputised


def offices_stood_for(reading: Reading, caller: Caller) -> frozenset[Office]:
    """The offices in whose place somebody may come to act now: their own, and those before them."""
    theirs = offices_of(reading, caller)
    profile = reading.rule_book.profiles[reading.council]
    return frozenset(
        one for one in get_args(Office) if not theirs.isdisjoint(in_turn(one, profile))
    )


def ways_to(reading: Reading, caller: Caller) -> ColumnElement[bool]:
    """That a way leads to a request, of a statement that has its case: one for each relation."""
    profile = reading.rule_book.profiles[reading.council]
    theirs, stands_for = offices_of(reading, caller), offices_stood_for(reading, caller)
    nobody = frozenset[Office]()
    ways = [waiting_for(stands_for), _acted_in(caller), _disputed_before(stands_for)]
    if stands_for & {profile.determiner, *all_finders(profile, nobody)}:
        ways.append(is_waiting)
    kept = [
        true() if office in theirs else ways_past(reading, office)
        for office in kept_by(profile)
        if office in stands_for
    ]
    if kept:
        rows = giving_rows(reading.rule_book.council(reading.council))
        ways.append(and_(requests.c.outcome != "refuse", or_(*kept), decided_by(rows)))
    return or_(*ways)


def opened_by(
    reading: Reading, reference: str, caller: Caller
) -> tuple[Case, frozenset[Relation]] | None:
    """The case, where the caller may look at it by an office now, and how they stand to it.

    None for their own request.
    """
    case = case_of(reading, reference)
    stands = standing(reading, case, caller.person)
    by_office = stands.relations - frozenset[Relation]({"requester"})
    answer = may("look", case.state(told=False), roles=stands.roles, relations=by_office)
    return (case, by_office) if answer == "allowed" else None


def _acted_in(caller: Caller) -> ColumnElement[bool]:
    taken = case_steps.c
    return (
        select(taken.entry)
        .where(
            taken.reference == requests.c.reference,
            taken.by == caller.person,
            taken.office.is_not(None),
        )
        .exists()
    )


def _disputed_before(stages: Collection[Office]) -> ColumnElement[bool]:
    """That an open dispute is before one of these stages."""
    return (
        select(disputes.c.entry)
        .outerjoin(dispute_answers, dispute_answers.c.dispute == disputes.c.entry)
        .where(
            disputes.c.reference == requests.c.reference,
            disputes.c.stage.in_(sorted(stages)),
            dispute_answers.c.entry.is_(None),
        )
        .exists()
    )
