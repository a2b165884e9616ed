"""Rows to facts: who acts for an office now, and who is tied to a case."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    CompoundSelect,
    Connection,
    Select,
    Text,
    cast,
    literal_column,
    not_,
    null,
    select,
    union_all,
)

from gateway.domain.facts import Office
from gateway.policy.life.own_cause import Ties, same_people
from gateway.policy.life.posts import Posts
from gateway.store import tables as t
from gateway.store.facts_of_people import holds_now
from gateway.store.json_lists import elements_of
from gateway.store.prepared import Prepared
from gateway.store.tables.columns import local_text, moment_text


def posts_of(connection: Connection, *, now: datetime, known: datetime) -> Posts:
    """Who holds each office, deputises for it, or is away, at a local time, as then known."""
    holders: dict[Office, set[str]] = defaultdict(set)
    deputies: dict[Office, set[str]] = defaultdict(set)
    away: set[str] = set()
    aliases: set[tuple[str, str]] = set()
    asked = {"now": local_text(now), "known": moment_text(known)}
    for what, office, person in _POSTS.rows(connection, asked):
        match what:
            case "holder":
                holders[office].add(person)
            case "deputy":
                deputies[office].add(person)
            case "alias":
                aliases.add((office, person))
            case _:
                away.add(person)
    return Posts(
        holders={office: frozenset(people) for office, people in holders.items()},
        deputies={office: frozenset(people) for office, people in deputies.items()},
        away=frozenset(away),
        aliases=frozenset(aliases),
    )


class Tied(Struct, frozen=True):
    """People by what they are tied to: a document, a person, or a matter, each by its id or name.

    `related` holds both sides of each relationship.
    """

    authors: dict[str, set[str]]
    related: dict[str, set[str]]
    interested: dict[str, set[str]]


def tied_to(
    connection: Connection,
    *,
    people: Collection[str],
    documents: Collection[str],
    matters: Collection[str],
    now: datetime,
    known: datetime,
) -> Tied:
    """Who is tied to any of these."""
    found = Tied(defaultdict(set), defaultdict(set), defaultdict(set))
    asked = {
        "people": _json(people),
        "documents": _json(documents),
        "matters": _json(matters),
        "now": local_text(now),
        "known": moment_text(known),
    }
    for tie, what, person in _TIES.rows(connection, asked):
        getattr(found, tie)[what].add(person)
    return found


def ties_of(
    tied: Tied,
    *,
    aliases: frozenset[tuple[str, str]],
    requester: str,
    helped: str | None,
    subjects: Collection[str],
    matters: Collection[str],
    document: str,
) -> Ties:
    """Who is tied to a request for a document before anything was done with it.

    `subjects` and `matters` are those of all its segments; `tied` may hold more. Whoever is close
    to one entry of the requester's is close to them: `aliases` are as in `Posts`.
    """
    nobody = frozenset[str]()
    entries = same_people(frozenset({requester}), aliases)
    return Ties(
        requester=frozenset({requester}),
        helped=frozenset({helped} if helped else ()),
        subject=frozenset(subjects),
        author=frozenset(tied.authors.get(document, nobody)),
        related=nobody.union(*(tied.related.get(one, nobody) for one in entries)),
        interested=nobody.union(*(tied.interested.get(matter, nobody) for matter in matters)),
    )


def _json(ids: Collection[str]) -> str:
    return msgspec.json.encode(sorted(ids)).decode()


def _posts() -> CompoundSelect[Any]:
    office, deputy, absence = t.offices.c, t.deputies.c, t.absences.c
    one = t.relationships.c
    return union_all(
        select(literal_column("'alias'"), one.person, one.other).where(
            one.same_person, holds_now(t.relationships)
        ),
        select(literal_column("'holder'"), office.office, office.person).where(
            holds_now(t.offices),
            office.office != literal_column("'officer'"),
            office.office != literal_column("'auditor'"),
        ),
        select(literal_column("'deputy'"), deputy.office, deputy.person).where(
            holds_now(t.deputies)
        ),
        select(literal_column("'away'"), cast(null(), Text), absence.person).where(
            holds_now(t.absences)
        ),
    )


def _ties() -> CompoundSelect[Any]:
    one, author = t.relationships.c, t.document_authors.c
    return union_all(
        select(literal_column("'authors'"), author.document, author.person).where(
            author.document.in_(elements_of("documents"))
        ),
        select(literal_column("'related'"), one.person, one.other).where(
            one.person.in_(elements_of("people")), holds_now(t.relationships)
        ),
        select(literal_column("'related'"), one.other, one.person).where(
            one.other.in_(elements_of("people")), holds_now(t.relationships)
        ),
        _interested(t.interests).where(not_(t.interests.c.dispensation)),
        _interested(t.adverse_matters),
    )


def _interested(table: Any) -> Select[Any]:
    return select(literal_column("'interested'"), table.c.matter, table.c.person).where(
        table.c.matter.in_(elements_of("matters")), holds_now(table)
    )


_POSTS, _TIES = Prepared(_posts()), Prepared(_ties())
