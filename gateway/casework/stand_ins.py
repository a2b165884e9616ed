"""Ways to the requests in which somebody may come to act in the place of an office.

They lead to all in which the office may have become unable, and to more: who is tied to a case is
worked out case by case, and nothing here permits anything.
"""

import json
from collections.abc import Collection

from sqlalchemy import ColumnElement, Text, false, or_, select, true, type_coerce

from gateway.casework.known import known_posts
from gateway.casework.turn import Reading
from gateway.domain.casework import HEARINGS
from gateway.domain.facts import Office
from gateway.policy.life.own_cause import same_people
from gateway.store import tables as t


def ways_past(reading: Reading, office: Office) -> ColumnElement[bool]:
    """That an office may be unable to act in a request: everybody of it is tied, say.

    To see that it is not, one of them is enough who is there and tied to nothing of it.
    """
    posts = known_posts(reading)
    taken = t.requests.c.reference.in_(
        select(t.findings.c.reference).where(t.findings.c.name == "conflicted_office")
    )
    named = posts.named(office)
    if not named:
        return taken
    there = named - posts.away
    return or_(taken, _may_be_tied(reading, min(there))) if there else true()


def _may_be_tied(reading: Reading, person: str) -> ColumnElement[bool]:
    """That somebody was ever tied to a request, or may have been: as whom `Ties` names."""
    aliases = known_posts(reading).aliases
    them = same_people(frozenset({person}), aliases)
    one, author, step = t.relationships.c, t.document_authors.c, t.case_steps.c
    close = reading.connection.execute(
        select(one.person, one.other).where(or_(one.person.in_(them), one.other.in_(them)))
    )
    close_to = same_people(them.union(*map(tuple, close)), aliases)
    matters = {
        matter
        for table in (t.interests, t.adverse_matters)
        for matter in reading.connection.scalars(
            select(table.c.matter).where(table.c.person.in_(them))
        )
    }
    about = select(t.segments.c.document).where(
        or_(_names(t.segments.c.subjects, them), _names(t.segments.c.matters, matters))
    )
    asked = t.requests.c
    return or_(
        asked.requester.in_(close_to),
        asked.on_behalf_of.in_(them),
        asked.document.in_(about),
        asked.document.in_(select(author.document).where(author.person.in_(them))),
        asked.reference.in_(
            select(step.reference).where(step.by.in_(them), step.step.in_(HEARINGS))
        ),
    )


def _names(column: ColumnElement[frozenset[str]], some: Collection[str]) -> ColumnElement[bool]:
    """That a set of names, as it is kept, has one of these."""
    kept = type_coerce(column, Text)
    return or_(
        false(),
        *(
            kept.contains(json.dumps(one, ensure_ascii=False), autoescape=True)
            for one in sorted(some)
        ),
    )
