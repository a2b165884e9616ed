"""Close relationships as they were declared: who sees and ends them, which offices they leave idle.

The two see it, and whoever acts as adviser. That two entries of the register are one human being is
seen by the adviser only.
"""

from typing import Any

from msgspec import Struct
from sqlalchemy import Row, select

from gateway.casework.known import known_posts
from gateway.casework.turn import Reading
from gateway.casework.who import caller_from, known_person
from gateway.domain.case_forms import ShownRelationship
from gateway.domain.facts import Office
from gateway.policy.life.afterwards import Afterwards, Bearing, may_afterwards
from gateway.policy.life.closeness import Ending, Idle, acts, left_idle, who_ends
from gateway.policy.life.own_cause import same_people
from gateway.policy.life.routes import roles_of
from gateway.store.facts_of_people import holds_now
from gateway.store.tables import log_entries, relationships

_ALL = (
    select(relationships, log_entries.c.actor.label("by"), holds_now(relationships).label("holds"))
    .outerjoin_from(relationships, log_entries, log_entries.c.seq == relationships.c.entry)
    .order_by(relationships.c.id)
)
_NOBODY = frozenset[str]()


class Closeness(Struct, frozen=True, kw_only=True):
    """Every declaration as a row, with who made it (`by`) and whether it holds; and who is close.

    `close` has both sides of each relationship that holds now.
    """

    rows: tuple[Row[Any], ...]
    close: dict[str, frozenset[str]]

    def to(self, people: frozenset[str]) -> frozenset[str]:
        """Everybody who is close to one of these."""
        return _NOBODY.union(*(self.close.get(one, _NOBODY) for one in people))


class IdleOffice(Struct, frozen=True, kw_only=True):
    """An office for which nobody may act on a person's requests, because of who is close to them.

    `instead` acts in its place; None: nobody does, and their requests wait for nobody.
    """

    person: str
    name: str
    office: Office
    instead: Office | None


def closeness(reading: Reading) -> Closeness:
    """What is declared, as of the moment."""
    rows = reading.connection.execute(_ALL, {"now": reading.local, "known": reading.moment}).all()
    close: dict[str, frozenset[str]] = {}
    for row in rows:
        if row.holds and not row.same_person:
            for one, two in ((row.person, row.other), (row.other, row.person)):
                close[one] = close.get(one, _NOBODY) | {two}
    return Closeness(rows=tuple(rows), close=close)


def may(reading: Reading, whole: Closeness, step: Afterwards, person: str, row: Row[Any]) -> bool:
    """Whether a person may take a step with a relationship that was declared."""
    known = known_person(reading, person)
    if known is None:
        return False
    posts, profile = known_posts(reading), reading.rule_book.profiles[reading.council]
    two = frozenset({row.person, row.other})
    found: set[Bearing] = set()
    if person in two and not row.same_person:
        found.add("one_of_two")
        if row.by == person and not acts(posts, two) and not _has_officer(reading, two):
            found.add("declarer")
    if person in who_ends(posts, profile, _NOBODY, _NOBODY).people:
        found.add("adviser")
    if person in ending_of(reading, whole, row).people:
        found.add("ender")
    return may_afterwards(step, roles=roles_of(caller_from(known)), bearings=found)


def ending_of(reading: Reading, whole: Closeness, row: Row[Any]) -> Ending:
    """By which office a relationship is ended now, and by whom."""
    posts, two = known_posts(reading), frozenset({row.person, row.other})
    close = whole.to(same_people(two, posts.aliases))
    return who_ends(posts, reading.rule_book.profiles[reading.council], two, close)


def _has_officer(reading: Reading, people: frozenset[str]) -> bool:
    """Whether one of them is an officer, who may be named deputy for an office any day."""
    known = (known_person(reading, one) for one in people)
    return any(one is not None and caller_from(one).is_officer for one in known)


def relationships_seen_by(reading: Reading, person: str) -> tuple[ShownRelationship, ...]:
    """One's own, and for who acts as the adviser all of them; ended ones too."""
    whole = closeness(reading)
    found = []
    for row in whole.rows:
        if may(reading, whole, "see_relationship", person, row):
            ending = ending_of(reading, whole, row)
            found.append(
                ShownRelationship(
                    person=row.person,
                    other=row.other,
                    same_person=row.same_person,
                    since=row.recorded_at,
                    until=row.ended_recorded_at,
                    may_end=row.holds and may(reading, whole, "end_relationship", person, row),
                    ended_by=ending.office if row.holds and ending.people else None,
                )
            )
    return tuple(found)


def idle_for(reading: Reading, whole: Closeness, requester: str) -> tuple[Idle, ...]:
    """The offices that closeness leaves idle on somebody's requests; none for who makes none."""
    known = known_person(reading, requester)
    if known is None or not caller_from(known).may_request:
        return ()
    posts = known_posts(reading)
    close = whole.to(same_people(frozenset({requester}), posts.aliases))
    return left_idle(posts, reading.rule_book.profiles[reading.council], requester, close)


def idle_offices(reading: Reading, person: str) -> tuple[IdleOffice, ...]:
    """Every office that closeness leaves idle, for who acts as the adviser; else none."""
    profile = reading.rule_book.profiles[reading.council]
    if person not in who_ends(known_posts(reading), profile, _NOBODY, _NOBODY).people:
        return ()
    whole = closeness(reading)
    found = []
    for requester in sorted(whole.close):
        for idle in idle_for(reading, whole, requester):
            known = known_person(reading, requester)
            name = known.name if known else ""
            found.append(
                IdleOffice(person=requester, name=name, office=idle.office, instead=idle.instead)
            )
    return tuple(found)
