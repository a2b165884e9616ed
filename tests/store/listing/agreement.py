"""What a list says, and what deciding one by one says, about the same world."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from msgspec import Struct
from sqlalchemy import Connection

from gateway.domain.facts import Facts, Request, Requester
from gateway.policy.book import RuleBook
from gateway.store.facts_of_documents import KeptDocument, documents_of
from gateway.store.facts_of_people import everybody
from gateway.store.listing.lists import Listing
from gateway.store.listing.orders import Sort
from gateway.store.tables.columns import moment_text
from tests.store.borough import LOCAL, NOW, RULES
from tests.store.listing.worlds import World

LOOKING: Final = Request(type="access")
SORTS: Final[tuple[Sort, ...]] = ("newest", "oldest", "title")
SEARCHES: Final = ("", "bridge", "HARBOUR", "100%", "5_6", "!", "of 100", "nowhere")


class Town(Struct, frozen=True):
    """A world at a moment, the rules of a council, and everybody in the register."""

    connection: Connection
    rules: RuleBook
    council: str
    held: dict[str, KeptDocument]
    people: tuple[Requester, ...]


def invented(connection: Connection, council: str, seed: int) -> Town:
    """An invented town. It is there until the transaction is rolled back."""
    world = World(connection, council, seed)
    known = everybody(connection, now=LOCAL, known=NOW).values()
    people = tuple(one.requester for one in known if one.requester.kind != "officer")
    return Town(connection, RULES, council, documents_of(connection, world.papers), people)


def released(town: Town, requester: Requester, document: str) -> dict[str, str]:
    """The parts of a document that a decision releases to somebody, each with the deciding row."""
    facts = Facts(
        id="x",
        title="",
        council=town.council,
        now=LOCAL,
        requester=requester,
        request=LOOKING,
        document=town.held[document].facts,
    )
    decision = town.rules.decide(facts)
    return {one.id: one.row for one in decision.segments if one.released}


def differences(town: Town, requester: Requester) -> Iterator[str]:
    """Where the database's lists, counts, pages and searches are not what is decided one by one."""
    seen = [document for document in town.held if released(town, requester, document)]
    for words in SEARCHES:
        found = [document for document in seen if _has(town.held[document], words)]
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


def list_for(town: Town, requester: Requester, words: str = "") -> Listing:
    """The list that the database makes."""
    council = town.rules.council(town.council)
    return Listing(town.connection, council, requester, LOOKING, now=LOCAL, words=words)


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


def _has(kept: KeptDocument, words: str) -> bool:
    return all(word.lower() in kept.facts.title.lower() for word in words.split())
