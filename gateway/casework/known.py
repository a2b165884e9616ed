"""Facts as a turn knows them: asked once for all the commands that wait together.

What was read counts for as long as the transaction has changed nothing of it (`OnlyRecords`).
"""

from collections.abc import Collection, Sequence

from gateway.casework.turn import OnlyRecords, Reading, Seen
from gateway.policy.life.own_cause import same_people
from gateway.policy.life.posts import Posts
from gateway.store.facts_of_documents import KeptDocument, document_of, documents_of
from gateway.store.facts_of_people import KnownPerson, people_of
from gateway.store.posts import Tied, posts_of, tied_to


def known_document(reading: Reading, document: str) -> KeptDocument | None:
    """A document; None when it is not held."""
    return reading.once((KeptDocument, document), lambda: document_of(reading.connection, document))


def known_posts(reading: Reading) -> Posts:
    """Who holds each office, deputises for it, or is away."""
    return reading.once(
        Posts, lambda: posts_of(reading.connection, now=reading.local, known=reading.moment)
    )


def known_ties(reading: Reading, person: str, document: str, matters: Collection[str]) -> Tied:
    """Who is tied to a person, to a document and to its matters; perhaps to others as well."""
    return reading.once(
        (Tied, person, document), lambda: _tied(reading, {person}, {document}, matters)
    )


def read_together(reading: Reading, commands: Sequence[OnlyRecords]) -> None:
    """Read what several commands look at, for `once` to give to each of them."""
    if reading.seen is None or len(commands) == 1:  # one alone asks as it goes
        return
    seen = reading.seen
    pairs = {one.looks_at for one in commands if (Tied, *one.looks_at) not in seen}
    if not pairs:
        return
    people, papers = map(set, zip(*pairs, strict=True))
    _read_people(reading, seen, {one for one in people if (KnownPerson, one) not in seen})
    _read_documents(reading, seen, {one for one in papers if (KeptDocument, one) not in seen})
    held = [document for one in papers if (document := seen[KeptDocument, one])]
    matters = frozenset[str]().union(
        *(part.matters for document in held for part in document.facts.segments)
    )
    tied = _tied(reading, people, papers, matters)
    seen.update({(Tied, *pair): tied for pair in pairs})


def _read_people(reading: Reading, seen: Seen, ids: Collection[str]) -> None:
    found = people_of(reading.connection, ids, now=reading.local, known=reading.moment)
    seen.update({(KnownPerson, one): found.get(one) for one in ids})


def _read_documents(reading: Reading, seen: Seen, ids: Collection[str]) -> None:
    found = documents_of(reading.connection, ids)
    seen.update({(KeptDocument, one): found.get(one) for one in ids})


def _tied(
    reading: Reading, people: Collection[str], documents: Collection[str], matters: Collection[str]
) -> Tied:
    return tied_to(
        reading.connection,
        people=same_people(frozenset(people), known_posts(reading).aliases),
        documents=documents,
        matters=matters,
        now=reading.local,
        known=reading.moment,
    )
