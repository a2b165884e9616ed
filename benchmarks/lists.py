"""`python -m benchmarks.lists [--documents N] [--members N] [--database KIND]`: both questions.

What may I see, and who may see this, as the gateway asks the database, beside the naive loop that
decides about each paper or person. The loop over papers decides a sample, and is reckoned up from
it. A million papers take minutes to write.
"""

import argparse
import os
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time, sleep
from typing import Final

from msgspec import Struct, structs
from sqlalchemy import func, make_url, select

from benchmarks.lists_town import FOUNDED, LOCAL, NOW, Town, in_bulk, write
from gateway.casework.documents import JUST_LOOKING, documents_for
from gateway.casework.in_force import RuleBooks
from gateway.casework.known_papers import known_papers
from gateway.casework.readers import in_office
from gateway.casework.turn import Reading
from gateway.casework.writer import Office, open_office
from gateway.domain.facts import Facts, Requester
from gateway.domain.people import Caller
from gateway.policy import book
from gateway.store import setup, tables
from gateway.store.engine import open_for_writing
from gateway.store.facts_of_documents import KeptDocument, documents_of
from gateway.store.facts_of_people import KnownPerson, everybody
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.kept.people_keeper import PeopleAnswers
from gateway.store.listing.lists import Listing
from gateway.store.listing.readership import Readership
from tests.databases import can_run, server

COUNCIL: Final = "wolverhampton"
PAGE: Final = 50
DOCUMENTS: Final = 20_000
MEMBERS: Final = 1_000
SAMPLE: Final = 2000
WARM_UP: Final = 10
TRIED: Final = 20
"""Of so many papers the one with the fewest readers is looked at."""
RULES: Final = book.load()


class Measure(Struct, frozen=True):
    """What was done, how long it took (seconds), how much it found, and what it stands beside.

    `busy` is how long this process was at work, in seconds: it says more than the clock when the
    machine has other work, but nothing of a database's server.
    """

    what: str
    seconds: float
    found: str
    beside: str = ""
    busy: float = 0.0


def main() -> None:
    """Read the arguments and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lists", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    given = parser.parse_args()
    print(run(given.documents, given.members, given.rounds, given.database))


def run(documents: int, members: int, rounds: int, kinds: list[str] | None = None) -> str:
    """Measure, and give the report."""
    chosen = kinds or ["sqlite", *(["postgresql"] if can_run() else [])]
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    size = f"{documents:,} documents, {members:,} members"
    lines = [f"Lists: {size}, rules of {COUNCIL}, medians of {rounds} rounds; load {load}"]
    for kind in chosen:
        town = Town(documents, members, seed=1)
        with _council(kind, town) as office:
            measures = list(_measures(office, town, rounds))
        naive = {one.what: one.seconds for one in measures}
        lines += ["", kind]
        for one in measures:
            ratio = naive.get(one.beside, 0) / one.seconds
            times = f"{ratio:10,.0f} times" if one.beside else ""
            taken = f"{one.seconds * 1000:12,.2f} ms {one.busy * 1000:10,.2f} ms busy"
            lines.append(f"  {one.what:52} {taken}  {one.found:>9} {times}")
    return "\n".join(lines)


@contextmanager
def _council(kind: str, town: Town) -> Iterator[Office]:
    """The invented town as a council of its own, on a server of its own where one is needed."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if kind == "sqlite":
            url = f"sqlite:///{data / 'gateway.sqlite'}"
            with _written(data, url, town) as office:
                yield office
        else:
            with server() as postgresql:
                postgresql.stop()
                postgresql.start(shared_buffers="1GB", work_mem="64MB")
                url = postgresql.new()
                with _written(data, url, town) as office:
                    postgresql.command(str(make_url(url).database), "VACUUM ANALYZE")
                    yield office


@contextmanager
def _written(data: Path, url: str, town: Town) -> Iterator[Office]:
    begun = perf_counter()
    setup.create(
        data=data,
        database_url=url,
        profile=COUNCIL,
        title="Invented",
        rule_book=RULES,
        moment=FOUNDED,
    )
    engine = open_for_writing(url)
    with engine.begin() as connection, in_bulk(connection):
        for rows in town.batches():
            for table, some in rows:
                write(connection, table, some)
    engine.dispose()
    print(f"written in {perf_counter() - begun:,.0f} s", flush=True)
    with open_office(data, url, 256, rule_books=RuleBooks(RULES), clock=lambda: NOW) as office:
        yield office


def _measures(office: Office, town: Town, rounds: int) -> Iterator[Measure]:
    with office.reading() as reading:
        known = everybody(reading.connection, now=LOCAL, known=NOW)
        members = [known[person] for person in town.people]
        kept, read = _kept(reading)
        yield read
        much = max(members, key=lambda one: len(one.requester.bodies))
        little = min(members, key=lambda one: len(one.requester.bodies))
        for words, member in (("three seats", much), ("no seat", little)):
            yield from _of_papers(reading, kept, words, member, rounds)
        everybody_kept, read = _kept_people(reading)
        yield read
        yield from _of_people(structs.replace(reading, people=everybody_kept), rounds)


def _kept(reading: Reading) -> tuple[PaperAnswers, Measure]:
    """What is kept in memory of all papers, and what it takes to read it."""
    before, begun = getrusage(RUSAGE_SELF).ru_maxrss, process_time()
    kept = PaperAnswers(reading.connection.engine)
    council = reading.rule_book.council(COUNCIL)
    while kept.at(reading.connection, council, JUST_LOOKING, LOCAL) is None:
        sleep(1)
    busy, grown = process_time() - begun, getrusage(RUSAGE_SELF).ru_maxrss - before
    return kept, Measure("all papers read into memory", busy, f"{grown >> 10} MB", busy=busy)


def _kept_people(reading: Reading) -> tuple[PeopleAnswers, Measure]:
    """The same of all people."""
    before, begun, clock = getrusage(RUSAGE_SELF).ru_maxrss, process_time(), perf_counter()
    kept = PeopleAnswers()
    council = reading.rule_book.council(COUNCIL)
    kept.at(reading.connection, council, JUST_LOOKING, now=LOCAL, known=NOW)
    seconds, busy = perf_counter() - clock, process_time() - begun
    grown = getrusage(RUSAGE_SELF).ru_maxrss - before
    return kept, Measure("all people read into memory", seconds, f"{grown >> 10} MB", busy=busy)


def _of_papers(
    reading: Reading, kept: PaperAnswers, words: str, member: KnownPerson, rounds: int
) -> Iterator[Measure]:
    naive_page, naive_count = f"{words}: naive first page", f"{words}: naive count (reckoned)"
    caller = Caller(person=member.requester.person, kind="councillor", offices=frozenset())

    def listing(search: str = "", known: PaperAnswers | None = kept) -> Listing:
        council = reading.rule_book.council(COUNCIL)
        return Listing(
            reading.connection,
            council,
            member.requester,
            JUST_LOOKING,
            now=LOCAL,
            words=search,
            kept=known,
        )

    def page(search: str = "", known: PaperAnswers | None = kept) -> object:
        return list(islice(listing(search, known).documents("newest", None, PAGE), PAGE))

    def shown() -> object:
        return documents_for(structs.replace(reading, papers=kept), caller, limit=PAGE).items

    def to_ask_for(search: str = "") -> object:
        return known_papers(reading, caller, words=search, limit=PAGE).items

    def loop() -> object:
        return list(islice(_released(reading, member.requester, PAGE * 4), PAGE))

    yield _timed(f"{words}: first page", page, rounds, naive_page)
    yield _timed(
        f"{words}: first page, asked of the database", lambda: page("", None), rounds, naive_page
    )
    yield _timed(f"{words}: first page, each decided about again", shown, rounds, naive_page)
    yield _timed(f"{words}: search for two words", lambda: page("bridge lease"), rounds)
    yield _timed(f"{words}: search that finds nothing", lambda: page("nowhere"), rounds)
    yield _timed(f"{words}: count", lambda: listing().number(), rounds, naive_count)
    yield _timed(f"{words}: papers to ask for, first page", to_ask_for, rounds)
    yield _timed(f"{words}: of these, search that finds nothing", lambda: to_ask_for("nowhere"), 1)
    yield _timed(naive_page, loop, 1)
    begun = perf_counter()
    seen = sum(1 for _ in islice(_decided(reading, member.requester, SAMPLE), SAMPLE))
    whole = reading.connection.scalar(select(func.count()).select_from(tables.documents)) or 0
    reckoned = (perf_counter() - begun) * whole / max(seen, 1)
    yield Measure(naive_count, reckoned, f"of {whole:,}")


def _of_people(reading: Reading, rounds: int) -> Iterator[Measure]:
    part, mark = tables.segments.c, tables.segment_exemptions.c
    for words, where in (
        ("a public paper", part.public),
        ("an exempt paper", part.id.in_(select(mark.segment))),
    ):
        some = select(part.document).where(where).limit(TRIED)
        held = documents_of(reading.connection, reading.connection.scalars(some).all())
        kept = min(held.values(), key=lambda one: _readership(reading, one).number())
        yield from _of_readers(reading, words, kept, rounds)


def _readership(reading: Reading, kept: KeptDocument) -> Readership:
    council = reading.rule_book.council(COUNCIL)
    return Readership(
        reading.connection,
        council,
        kept.facts,
        JUST_LOOKING,
        now=LOCAL,
        known=NOW,
        kept=reading.people,
    )


def _of_readers(reading: Reading, words: str, kept: KeptDocument, rounds: int) -> Iterator[Measure]:
    naive = f"{words}: naive loop over all members"

    def people(most: int) -> list[str]:
        return _readership(reading, kept).people("name", None, most)

    def loop() -> list[Requester]:
        return [one for _, one in in_office(reading) if _sees(one, kept)]

    yield _timed(f"{words}: first page of readers", lambda: people(PAGE), rounds, naive)
    yield _timed(f"{words}: all readers", lambda: people(10**6), rounds, naive)
    yield _timed(
        f"{words}: how many readers", lambda: _readership(reading, kept).number(), rounds, naive
    )
    yield _timed(naive, loop, 1)


def _sees(requester: Requester, kept: KeptDocument) -> bool:
    facts = Facts(
        id="x",
        title="",
        council=COUNCIL,
        now=LOCAL,
        requester=requester,
        request=JUST_LOOKING,
        document=kept.facts,
    )
    return any(one.released for one in RULES.decide(facts).segments)


def _decided(reading: Reading, requester: Requester, at_once: int) -> Iterator[tuple[str, bool]]:
    """Every document, the newest first, and whether something of it is released."""
    columns = tables.documents.c
    newest = select(columns.id).order_by(columns.registered_at.desc(), columns.id.desc())
    newest = newest.limit(SAMPLE * 10)  # a driver may fetch all of them at once
    for ids in reading.connection.execute(newest).scalars().partitions(at_once):
        held = documents_of(reading.connection, ids)
        for document in ids:
            yield document, _sees(requester, held[document])


def _released(reading: Reading, requester: Requester, at_once: int) -> Iterator[str]:
    return (one for one, released in _decided(reading, requester, at_once) if released)


def _timed(what: str, call: Callable[[], object], rounds: int, beside: str = "") -> Measure:
    """The median time of one call, after some that warm up: databases plan their first runs.

    What takes a second or more is called twice, and the second call counts.
    """
    begun, found = perf_counter(), call()
    slow = perf_counter() - begun >= 1
    for _ in range(0 if slow else WARM_UP):
        call()
    times, busy = [], process_time()
    for _ in range(1 if slow else rounds):
        begun = perf_counter()
        call()
        times.append(perf_counter() - begun)
    busy = (process_time() - busy) / len(times)
    size = found if isinstance(found, int) else len(found)  # type: ignore[arg-type]
    return Measure(what, statistics.median(times), f"{size:,}", beside, busy)


if __name__ == "__main__":
    main()
