"""What an import would add, change and end: a pure comparison of what is held with what is said."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from gateway.domain.facts import Position
from gateway.domain.register import Body, Collection, Link, Owner, Person, Register
from gateway.errors import ImportFileError
from gateway.importing.changes import Change, What
from gateway.importing.merge import ENTITIES, LINKS, filled, owner_of
from gateway.importing.names import Names, names_of
from gateway.importing.reading_words import looks_executive, looks_scrutiny
from gateway.importing.terms import changes_of_terms, leaving
from gateway.store.tables.columns import values_of

MANY: Final = 5
"""So many rows of a kind may always end, however few there are."""
_REFERENCES: Final[tuple[tuple[Collection, str, Collection, str], ...]] = (
    ("meetings", "body", "bodies", "body"),
    ("seats", "body", "bodies", "body"),
    ("substitutions", "meeting", "meetings", "meeting"),
    ("group_memberships", "group", "party_groups", "group"),
    ("ward_seats", "ward", "wards", "ward"),
    *((link, "person", "people", "person") for link in LINKS),
)
"""What refers to what: collection, field, collection referred to, the word for it."""


class Difference(Struct, frozen=True):
    """What one source's files would change, and the sentences about what was left out.

    `names` says how everything is called that the changes refer to.
    """

    source: str
    changes: tuple[Change, ...]
    names: Names
    notes: tuple[str, ...] = ()
    held: Mapping[Collection, int] = {}
    """How many bodies, terms of office and seats are current before."""

    def sweeping(self) -> str | None:
        """What most of is about to end, in words: "82 of 84 terms"; `None` in usual times."""
        for collection, current in self.held.items():
            ended = self.counts().get(collection, {}).get("ended", 0)
            if ended > MANY and ended * 2 > current:
                return f"{ended} of {current} {collection}"
        return None

    def counts(self) -> dict[Collection, dict[What, int]]:
        """How many rows of each collection are added, changed and ended."""
        counts: dict[Collection, dict[What, int]] = {}
        for change in self.changes:
            of_collection = counts.setdefault(change.collection, {})
            of_collection[change.what] = of_collection.get(change.what, 0) + 1
        return counts


def difference(held: Register, said: Register, *, today: date) -> Difference:
    """The changes that make what is held into what the files say.

    `held` is what is current, with all terms of office ever held. Raises ImportFileError, with its
    place, for a row that refers to what is neither held nor in the files.
    """
    _refuse_unknown(held, said)
    notes = list(said.notes)
    unlisted = _unlisted(held, said)
    if unlisted:
        who = (
            "1 person sits on a body and is on no list of people: a co-opted member"
            if len(unlisted) == 1
            else f"{len(unlisted)} people sit on bodies and are on no list of people: co-opted"
            " members"
        )
        notes.append(f"{who} without a vote until a CSV file with the column 'kind' says more.")
    changes = (
        *_entities(held, said, unlisted),
        *changes_of_terms(held, said, today),
        *(
            change
            for link in LINKS
            if link != "terms"
            for change in _links(link, held, said, today)
        ),
    )
    current: dict[Collection, int] = {
        "bodies": sum(not body.over for body in held.bodies),
        "terms": sum(term.end is None or term.end > today for term in held.terms),
        "seats": len(held.seats),
    }
    return Difference(said.source, changes, names_of(held, said), tuple(notes), current)


def _unlisted(held: Register, said: Register) -> tuple[Person, ...]:
    """People who appear only on seats. The weakest kind of member, until a list says otherwise."""
    known = {person.id for person in (*held.people, *said.people)}
    return tuple(
        replace(person, kind="committee_coopted_nonvoting")
        for person in said.mentioned
        if person.id not in known
    )


def _entities(held: Register, said: Register, unlisted: tuple[Person, ...]) -> Iterator[Change]:
    for collection in ENTITIES:
        before = {row.key: row for row in getattr(held, collection)}
        rows = getattr(said, collection)
        for row in (*rows, *unlisted) if collection == "people" else rows:
            if row.key not in before:
                yield Change(collection, "added", after=_settled(row))
                continue
            known = before[row.key]
            after = filled(row, known)
            if after != known:
                ended = isinstance(row, Body) and row.over and not known.over
                yield Change(collection, "ended" if ended else "changed", before=known, after=after)
    if "bodies" in said.whole:
        listed = {body.id for body in said.bodies}
        for body in held.bodies:
            if body.id not in listed and not body.over:
                yield Change("bodies", "ended", before=body, after=replace(body, over=True))


def _settled(row: Any) -> Any:
    """A new row with nothing left open: where a source does not say, the name of a body may."""
    if isinstance(row, Body):
        executive, scrutiny = looks_executive(row.name), looks_scrutiny(row.name)
        return filled(row, replace(row, executive=executive, scrutiny=scrutiny))
    if isinstance(row, Person):
        return filled(row, replace(row, kind="committee_coopted_nonvoting"))
    return row


def _links(link: Link, held: Register, said: Register, today: date) -> Iterator[Change]:
    before = {row.key: row for row in getattr(held, link)}
    gone = _bodies_over(held, said)
    now = {
        row.key: row
        for row in getattr(said, link)
        if (row.end is None or row.end > today) and not (link == "seats" and row.body in gone)
    }
    ending = _ending(link, held, said, gone)
    for key, row in before.items():
        if key not in now and owner_of(link, row) in ending:
            yield Change(link, "ended", before=row, after=replace(row, end=_end(row, today)))
    for key, row in now.items():
        if key not in before:
            yield Change(link, "added", after=replace(row, start=row.start or today))
            continue
        after = filled(replace(row, start=before[key].start), before[key])
        if after != before[key]:
            after = replace(after, start=_end(before[key], today))
            yield Change(link, "changed", before=before[key], after=after)


def _end(row: Any, today: date) -> date:
    """Today; for what was to begin later, its own beginning: it never holds."""
    return max(today, row.start or today)


def _bodies_over(held: Register, said: Register) -> frozenset[str]:
    """The bodies that are over, by the files or by their absence from a full list."""
    over = {body.id for body in said.bodies if body.over}
    if "bodies" in said.whole:
        over |= {body.id for body in held.bodies} - {body.id for body in said.bodies}
    return frozenset(over)


def _ending(link: Link, held: Register, said: Register, gone: frozenset[str]) -> frozenset[Owner]:
    """The owners whose missing rows have ended."""
    owners = set(said.complete.get(link, frozenset()))
    if link == "seats":
        owners |= {(body,) for body in gone}
    left = leaving(held, said)
    if link in {"group_memberships", "ward_seats"}:
        owners |= {(person,) for person in left}
    if link == "positions":
        owners |= {(person, position) for person in left for position in values_of(Position)}
    return frozenset(owners)


def _refuse_unknown(held: Register, said: Register) -> None:
    known: Mapping[Collection, set[str]] = {
        collection: {row.id for register in (held, said) for row in getattr(register, collection)}
        for collection in ENTITIES
    }
    known["people"].update(person.id for person in said.mentioned)
    for collection, field, target, word in _REFERENCES:
        for row in getattr(said, collection):
            if getattr(row, field) not in known[target]:
                raise ImportFileError(
                    f"The {word} that this refers to is in none of the files and is not held yet."
                    f" Import the file with the {target.replace('_', ' ')} first, or together.",
                    where=said.places.get((collection, row.key)),
                )
