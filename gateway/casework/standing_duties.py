"""The standing duties of the protocols: who else is told of an answer (section 9.6).

Each becomes a notice in the turn of the decision. Nothing is delayed by it, and nothing is told
that the requester may not know of.
"""

from typing import Final

from sqlalchemy import Select, Text, bindparam, select

from gateway.casework.deciding import Decided
from gateway.casework.notices import tell
from gateway.casework.turn import Turn
from gateway.domain.decision import Decision
from gateway.domain.facts import MEMBERS
from gateway.domain.notices import (
    NoticeKind,
    Recipient,
    to_body,
    to_group,
    to_office,
    to_person,
)
from gateway.policy.notices import Duty
from gateway.policy.told import facts_told
from gateway.store import tables as t
from gateway.store.facts_of_people import holds_now
from gateway.store.prepared import Prepared

_GROUPS: Final = select(t.party_groups.c.id).order_by(t.party_groups.c.id)
_UNGROUPED: Final = (
    select(t.people.c.id)
    .join(t.terms, t.terms.c.person == t.people.c.id)
    .where(
        t.people.c.kind.in_(MEMBERS),
        holds_now(t.terms),
        t.people.c.id.not_in(
            select(t.group_memberships.c.person).where(holds_now(t.group_memberships))
        ),
    )
    .order_by(t.people.c.id)
)
_SCRUTINY: Final = (
    select(t.bodies.c.id)
    .join(t.seats, t.seats.c.body == t.bodies.c.id)
    .where(t.seats.c.person == bindparam("person"), t.bodies.c.scrutiny, holds_now(t.seats))
    .order_by(t.bodies.c.id)
)
_TOLD: Final = Prepared(
    select(t.notices.c.id).where(
        t.notices.c.kind == bindparam("kind", type_=Text),
        t.notices.c.about == bindparam("reference", type_=Text),
    )
)


def tell_of_decision(
    turn: Turn, decided: Decided, entry: int, document: str, *, before: Decision | None = None
) -> None:
    """Tell whom the decision on a request has told. `before` is the decision that it replaces.

    What that had told already is not told again. `document` is the id asked for. Of a report in
    confidence nobody is told by any duty.
    """
    if decided.facts.request.channel == "wrongdoing":
        return
    new = set(decided.told.notify) - set(before.notify if before else ())
    if new:
        facts = facts_told(decided.facts, decided.told)
        for duty in turn.rule_book.duties(facts):
            if duty.notice in new:
                _tell(turn, duty, decided, entry, about=decided.facts.id, document=document)


def tell_of_check(
    turn: Turn, decided: Decided, entry: int, document: str, *, check: int | None = None
) -> None:
    """Tell whom a check has told, as when officers are to brief a political group.

    The notice is about the briefing, by the number of the log entry of its first check: `check`,
    where it was made before and this is what was found about it. It is told once.
    """
    about = str(entry if check is None else check)
    asked = {"kind": "briefing", "reference": about}
    if not decided.decision.notify or _TOLD.rows(turn.connection, asked):
        return
    for duty in turn.rule_book.duties(decided.facts):
        _tell(turn, duty, decided, entry, about=about, document=document)


def _tell(
    turn: Turn, duty: Duty, decided: Decided, entry: int, *, about: str, document: str
) -> None:
    if duty.about == "report":
        _tell_of_report(turn, duty, decided, entry, document)
        return
    kind: NoticeKind = "briefing" if duty.about == "briefing" else duty.notice
    for to in _recipients(turn, duty, decided.facts.requester.person):
        tell(turn, kind=kind, to=to, about=about, entry=entry)


def _tell_of_report(turn: Turn, duty: Duty, decided: Decided, entry: int, document: str) -> None:
    """Tell the other groups that a report exists, once; the copy is for whoever asks.

    What is on offer to all is on offer to members of no group as well; what is copied to groups
    that ask is not.
    """
    asked = {"kind": "group_report", "reference": document}
    told = {"kind": "group_report", "about": document}
    if turn.rows.holds(t.notices, told) or _TOLD.rows(turn.connection, asked):
        return
    offered = turn.rule_book.profiles[decided.facts.council].group_report_rule == "offer_to_all"
    ungrouped = map(to_person, _ids(turn, _UNGROUPED) if offered else ())
    for to in (*_other_groups(turn, duty), *ungrouped):
        tell(turn, kind="group_report", to=to, about=document, entry=entry)


def _recipients(turn: Turn, duty: Duty, requester: str) -> list[Recipient]:
    match duty.notice:
        case "all_groups":
            return [*_other_groups(turn, duty), *map(to_person, _ids(turn, _UNGROUPED))]
        case "scrutiny_committee":
            return [to_body(body) for body in _ids(turn, _SCRUTINY, person=requester)]
        case "board_member" | "committee_chair":
            return [to_office("executive") if duty.body is None else to_body(duty.body)]


def _other_groups(turn: Turn, duty: Duty) -> list[Recipient]:
    groups = turn.connection.execute(_GROUPS).scalars()
    return [to_group(group) for group in groups if group != duty.group]


def _ids(turn: Turn, statement: Select[tuple[str]], **asked: str) -> list[str]:
    """The ids that a statement finds, as of this moment."""
    at = {"now": turn.local, "known": turn.moment, **asked}
    return list(dict.fromkeys(str(found) for (found,) in turn.connection.execute(statement, at)))
