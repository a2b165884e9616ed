"""What a list says, and what deciding one by one says, about the same world."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, select

from gateway.domain.facts import Facts, Request, Requester
from gateway.policy.book import RuleBook
from gateway.policy.case import Case, case_of
from gateway.store.facts_of_documents import KeptDocument, documents_of
from gateway.store.facts_of_people import everybody
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.kept.people import ReaderSort, may_read
from gateway.store.listing.kept.people_keeper import PeopleAnswers
from gateway.store.listing.lists import Listing
from gateway.store.listing.orders import Sort
from gateway.store.listing.readership import Readership
from gateway.store.tables import documents
from gateway.store.tables.columns import moment_text
from tests.store.borough import LOCAL, NOW, RULES, Borough
from tests.store.listing.changes import change
from tests.store.listing.register_changes import change_register
from tests.store.listing.worlds import World

LOOKING: Final = Request(type="access")
SORTS: Final[tuple[Sort, ...]] = ("newest", "oldest", "title")
SEARCHES: Final = ("", "bridge", "HARBOUR", "100%", "5_6", "!", "of 100", "nowhere")
READER_SORTS: Final[tuple[ReaderSort, ...]] = ("name", "kind")
NAMES: Final = ("", "ME P", "p3", "%", "nobody")


class Town(Struct, frozen=True):
    """A world at a moment, the rules of a council, and everybody in the register.

    Lists are made by the rules `lists_by`, the same unless something is broken on purpose; from the
    answers that are `kept` in memory, or by the database. What is kept of `readers` is in memory.
    """

    connection: Connection
    rules: RuleBook
    lists_by: RuleBook
    council: str
    held: dict[str, KeptDocument]
    people: tuple[Requester, ...]
    names: dict[str, str]
    now: datetime = LOCAL
    known: datetime = NOW
    kept: PaperAnswers | None = None
    readers: PeopleAnswers | None = None


@contextmanager
def passing_town(borough: Borough, council: str, seed: int) -> Iterator[Town]:
    """An invented town that is gone after the block."""
    with borough.writing() as connection:
        world = connection.begin_nested()
        yield invented(connection, council, seed)
        world.rollback()


def invented(connection: Connection, council: str, seed: int) -> Town:
    """An invented town. It is there until the transaction is rolled back."""
    world = World(connection, council, seed)
    held = documents_of(connection, world.papers)
    town = Town(connection, RULES, RULES, council, held, (), {}, readers=PeopleAnswers())
    return _as_of(town, LOCAL, NOW)


def changed(town: Town, seed: int, *, times: int = 1) -> Town:
    """The town after some changes of its papers, invented from a seed."""
    random = Random(seed)  # noqa: S311 - the same changes again, not a secret
    for _ in range(times):
        change(town.connection, random)
    ids = town.connection.scalars(select(documents.c.id)).all()
    return replace(town, held=documents_of(town.connection, ids))


def register_changed(
    town: Town, seed: int, *, times: int = 1, later: timedelta = timedelta(0)
) -> Town:
    """The town some time later, after some changes of its register, invented from a seed."""
    random = Random(seed)  # noqa: S311 - the same changes again, not a secret
    for _ in range(times):
        change_register(town.connection, random)
    return _as_of(
        replace(town, held=documents_of(town.connection, town.held)),
        town.now + later,
        town.known + later,
    )


def _as_of(town: Town, now: datetime, known: datetime) -> Town:
    """The town with the facts about its people as of a moment."""
    found = everybody(town.connection, now=now, known=known).values()
    people = tuple(one.requester for one in found if one.requester.kind != "officer")
    names = {one.requester.person: one.name for one in found}
    return replace(town, people=people, names=names, now=now, known=known)


def facts_about(town: Town, requester: Requester, document: str) -> Facts:
    """The facts of somebody who looks for a document."""
    return Facts(
        id="x",
        title="",
        council=town.council,
        now=town.now,
        requester=requester,
        request=LOOKING,
        document=town.held[document].facts,
    )


def cases(town: Town, requester: Requester, document: str) -> dict[str, Case]:
    """The case of each part of a document, by the part's name."""
    facts = facts_about(town, requester, document)
    profile = town.rules.profiles[town.council]
    return {one.id: case_of(facts, profile, one) for one in facts.document.segments}


def released(town: Town, requester: Requester, document: str) -> dict[str, str]:
    """The parts of a document that a decision releases to somebody, each with the deciding row."""
    decision = town.rules.decide(facts_about(town, requester, document))
    return {one.id: one.row for one in decision.segments if one.released}


def differences(town: Town, requester: Requester) -> Iterator[str]:
    """Where the database's lists, counts, pages and searches are not what is decided one by one."""
    seen = [document for document in town.held if released(town, requester, document)]
    for words in SEARCHES:
        found = [document for document in seen if _all_in(words, town.held[document].facts.title)]
        listing = list_for(town, requester, words)
        number = listing.number()
        if number != len(found):
            yield f"{number} instead of {len(found)} for {words!r}"
        for sort in SORTS:
            expected = sorted(found, key=lambda one: _key(town.held[one], sort))
            expected = expected[::-1] if sort == "newest" else expected
            for size in (1, 3, 100):
                pages = [one for page in _pages(town, listing, sort, size) for one in page]
                if pages != expected:
                    yield f"{sort} by {size} for {words!r}: {pages} instead of {expected}"


def differences_of_readers(town: Town, document: str) -> Iterator[str]:
    """Where the readers, counts, pages and searches are not what is decided one by one."""
    seeing = [one for one in town.people if may_read(one) and released(town, one, document)]
    for words in NAMES:
        found = {one.person for one in seeing if _all_in(words, town.names[one.person])}
        readership = readers_for(town, document, words)
        number = readership.number()
        if number != len(found):
            yield f"{number} instead of {len(found)} for {words!r}"
        for sort in READER_SORTS:
            kinds = {one.person: one.kind if sort == "kind" else "" for one in seeing}
            expected = sorted(found, key=lambda one: (kinds[one], town.names[one].lower(), one))
            for size in (1, 3, 100):
                people = _walked(readership, sort, size)
                if people != expected:
                    yield f"{sort} by {size} for {words!r}: {people} instead of {expected}"


def readers_for(town: Town, document: str, words: str = "") -> Readership:
    """The list of readers that is made from what is kept in memory of people."""
    return Readership(
        town.connection,
        town.lists_by.council(town.council),
        town.held[document].facts,
        LOOKING,
        now=town.now,
        known=town.known,
        words=words,
        kept=town.readers,
    )


def _walked(readership: Readership, sort: ReaderSort, size: int) -> list[str]:
    found: list[str] = []
    while page := readership.people(sort, found[-1] if found else None, size):
        found += page
    return found


def list_for(town: Town, requester: Requester, words: str = "") -> Listing:
    """The list that is made from the answers kept in memory, or by the database."""
    council = town.lists_by.council(town.council)
    return Listing(
        town.connection, council, requester, LOOKING, now=town.now, words=words, kept=town.kept
    )


def _pages(town: Town, listing: Listing, sort: Sort, size: int) -> Iterator[list[str]]:
    after = None
    while page := list(islice(listing.documents(sort, after, size), size)):
        yield page
        last = town.held[page[-1]]
        moment = moment_text(last.registered_at)
        after = last.id if sort == "title" else f"{moment}~{last.id}"


def _key(kept: KeptDocument, sort: Sort) -> tuple[str, str]:
    if sort == "title":
        return kept.facts.title.lower(), kept.id
    return moment_text(kept.registered_at), kept.id


def _all_in(words: str, text: str) -> bool:
    return all(word.lower() in text.lower() for word in words.split())
