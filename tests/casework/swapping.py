"""People who ask and read while rule books are swapped, and what of their answers was wrong.

As a process of its own (`python -m tests.casework.swapping DATA URL`) it reads until its standard
input ends, and prints what it saw as JSON.
"""

import json
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import msgspec
from sqlalchemy import select

from gateway.audit import entries
from gateway.casework.in_force import RuleBooks
from gateway.casework.kept_decisions import from_kept
from gateway.casework.rule_books import adopt, propose
from gateway.casework.writer import Office, open_office
from gateway.domain.facts import Facts
from gateway.policy.book import RuleBook
from gateway.store import log, tables
from gateway.store.rule_books import digest_in_force, texts_of
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, MIXED, MOIRA, OPEN, TIED
from tests.policy.books import texts_for
from tests.store.borough import NOW, Borough, id_of
from tests.store.putting_in_force import changed

STATUTE = "policies/national/local-government-act.csv"
TEXTS = texts_for()
DAN = id_of("Dan")
QUESTIONS: Final = tuple((who, paper) for who in (ADA, BEN) for paper in (OPEN, CLOSED, MIXED))
BESIDES: Final = tuple((who, paper) for who in (ADA, BEN) for paper in (TIED, LOOSE))
BOOKS: Final = {
    book.digest: book
    for book in map(
        RuleBook,
        (
            TEXTS,
            changed(TEXTS, STATUTE, "S1 ", "S1a"),
            changed(TEXTS, STATUTE, "s100f_link & no_tags", "s100f_link & no_tags & body_member"),
        ),
    )
}
"""What is swapped, made here once more, where nobody swaps: another row, and other outcomes."""
ANOTHER_ANSWER: Final = "not what the rule book in force decides"


class InPlace(RuleBooks):
    """What must never be done: one rule book, into which whatever is in force is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self._one = RuleBook(TEXTS)

    def add(self, rule_book: RuleBook) -> None:
        """There is only one."""

    def of(self, connection, digest: str) -> RuleBook:
        """The one rule book, loaded anew when it is another that is wanted."""
        with self._changing:
            if self._one.digest != digest:
                # Made aside and put in at once: whoever is deciding meets the other rule book in
                # the middle of a list, and not one that is half made and fails by itself.
                made = BOOKS.get(digest) or RuleBook(texts_of(connection, digest))
                self._one.__dict__ = made.__dict__
        return self._one


class People:
    """Threads that ask and read at an office until the block ends. Each answer is looked at."""

    def __init__(self, office: Office, *, reading: int, asking: int) -> None:
        self.wrong: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        """How many answers there were under each rule book, by its digest."""
        self._office = office
        self._facts = _facts_of_what_was_asked(office)
        self._over = threading.Event()
        calls = [self._read] * reading + [self._ask] * asking
        self._threads = [threading.Thread(target=self._go_on, args=(call,)) for call in calls]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _go_on(self, call: Callable[[], None]) -> None:
        while not self._over.is_set():
            try:
                call()
            except Exception as fault:  # noqa: BLE001  no answer is a wrong answer too
                self.wrong[f"{type(fault).__name__}: {fault}"] += 1

    def _ask(self) -> None:
        """Requests, each decided in the writer's turn."""
        for who, paper in QUESTIONS:
            self.answers[submit(self._office, who, paper).decision.rule_book] += 1

    def _read(self) -> None:
        """A page of answers, decided in one reading, as a list does."""
        with self._office.reading() as reading:
            book = reading.rule_book
            in_force = digest_in_force(reading.connection)
            for facts in self._facts:
                decision = book.decide(facts)
                right = BOOKS[in_force]
                if decision != right.decide(facts):
                    self.wrong[ANOTHER_ANSWER] += 1
                elif book.casbin_releases(facts, decision) != right.casbin_releases(
                    facts, decision
                ):
                    self.wrong["not what Casbin says under the rule book in force"] += 1
                self.answers[decision.rule_book] += 1


def swap(office: Office, times: int, until: Callable[[], object] = bool) -> None:
    """Propose and adopt one rule book after the other; the two people take turns.

    It ends sooner once `until` holds.
    """
    people = cycle(((MOIRA, DAN), (DAN, MOIRA)))
    for texts, (one, other) in islice(zip(cycle(_texts()), people, strict=False), times):
        if until():
            return
        adopt(office, by=other, digest=propose(office, by=one, texts=texts).digest)


def _texts() -> Iterator[dict[str, str]]:
    """The texts of the rule books, the one taken into force first at the end."""
    first, *others = (book.texts for book in BOOKS.values())
    yield from (*others, first)


def begin(town: Borough, office: Office) -> None:
    """A first rule book of ours comes into force, and everything is asked once."""
    town.person("Dan", "officer", offices="deputy_monitoring_officer")
    adopt(office, by=DAN, digest=propose(office, by=MOIRA, texts=TEXTS).digest)
    for who, paper in QUESTIONS + BESIDES:
        submit(office, who, paper)


def wrong_in_log(town: Borough) -> list[str]:
    """Requests on record that are not what the rule book decides that was adopted last before."""
    found, in_force = [], ""
    with town.reading() as connection:
        rows = connection.execute(
            select(tables.log_entries.c.seq, tables.log_entries.c.bytes).order_by("seq")
        ).all()
        for seq, data in rows:
            entry = entries.read(data)
            if entry.kind in {"rule_book.used", "rule_book.adopted"}:
                in_force = entry.body["digest"]
            if entry.kind == "request.decided" and in_force in BOOKS:
                kept = from_kept(log.committed_value(connection, seq, "decision"))
                facts = _facts_in(connection, seq)
                named = {entry.body["rule_book"], kept.rule_book}
                if named != {in_force} or kept != BOOKS[in_force].decide(facts):
                    found.append(f"entry {seq}")
    return found


def _facts_of_what_was_asked(office: Office) -> tuple[Facts, ...]:
    with office.reading() as reading:
        entry = tables.requests.c.entry
        asked = select(entry).order_by(entry).limit(len(QUESTIONS + BESIDES))
        found = list(reading.connection.scalars(asked))
        return tuple(_facts_in(reading.connection, seq) for seq in found)


def _facts_in(connection, seq: int) -> Facts:
    return msgspec.json.decode(log.committed_value(connection, seq, "facts"), type=Facts)


def main(data: str, url: str) -> None:
    """Read at another office of the same council until nobody wants more."""
    office = open_office(Path(data), url, clock=lambda: NOW)
    with office, People(office, reading=2, asking=0) as people:
        print("reading", flush=True)  # noqa: T201  its answer
        sys.stdin.read()
    print(json.dumps([people.wrong, people.answers]))  # noqa: T201  its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
