"""Both questions in random worlds: lists, counts, pages and searches beside deciding one by one.

In each world everybody's list is compared, made by the database and from what is kept in memory,
and every paper's readers, under every council, on SQLite and on PostgreSQL. Then papers, meetings,
bodies and the register change and time goes by, again and again; what is kept in memory of papers
and of people must follow. The control makes its lists by a rule book that lacks one row; it must be
caught.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gates.facts import without_a_row
from gateway.store.listing.kept.keeper import PaperAnswers
from tests.databases import Files, server
from tests.reference.profiles import COUNCILS
from tests.store.borough import Borough
from tests.store.listing.agreement import (
    Town,
    changed,
    differences,
    differences_of_readers,
    passing_town,
    register_changed,
)

LEFT_OUT = "S1"
"""The row that the control's lists do not know: papers of meetings to come."""
KINDS = ("sqlite", "postgresql")
ROUNDS = 8
"""So many times each world changes."""
READ = 3
"""Of so many papers the readers are compared after a change."""
LATER = (timedelta(0), timedelta(seconds=1), timedelta(hours=7), timedelta(days=1))


class Result(Struct, kw_only=True):
    """How many worlds were compared, the lists and the readers in them, and where they differ."""

    worlds: int = 0
    lists: int = 0
    readers: int = 0
    changes: int = 0
    differ: list[str] = []

    def __str__(self) -> str:
        compared = f"{self.lists:,} people's lists, {self.readers:,} papers' readers"
        after = f"{self.changes:,} of them after changes"
        return f"{self.worlds} worlds, {compared}, {after}, {len(self.differ)} differences"


def run(worlds: int, seed: int) -> Result:
    """Compare so many worlds for each council, on each database."""
    with ProcessPoolExecutor(len(KINDS)) as processes:
        tasks = [processes.submit(_compare, kind, worlds, seed) for kind in KINDS]
        results = [task.result() for task in tasks]
    return Result(
        worlds=sum(one.worlds for one in results),
        lists=sum(one.lists for one in results),
        readers=sum(one.readers for one in results),
        changes=sum(one.changes for one in results),
        differ=[name for one in results for name in one.differ],
    )


def control(seed: int) -> Result:
    """One world for each council with the crippled rule book, until the first difference."""
    result, broken = Result(), without_a_row(LEFT_OUT)
    with _borough("sqlite") as borough:
        for council in COUNCILS:
            with passing_town(borough, council, seed) as town:
                _compare_town(replace(town, lists_by=broken), f"{council} {seed}", result)
            if result.differ:
                break
    return result


def _compare(kind: str, worlds: int, seed: int) -> Result:
    result = Result()
    with _borough(kind) as borough:
        for council in COUNCILS:
            for number in range(worlds):
                own = seed * 1000 + number
                with passing_town(borough, council, own) as town:
                    name = f"{kind} {council} {own}"
                    _compare_town(town, name, result)
                    _compare_changing(replace(town, kept=PaperAnswers()), own, name, result)
    return result


def _compare_town(town: Town, name: str, result: Result) -> None:
    for requester in town.people:
        result.differ += [f"{name}: {one}" for one in differences(town, requester)]
        result.lists += 1
    for document in town.held:
        result.differ += [f"{name}: {one}" for one in differences_of_readers(town, document)]
        result.readers += 1
    result.worlds += 1


def _compare_changing(town: Town, seed: int, name: str, result: Result) -> None:
    """The lists from what is kept in memory, at first and after each change."""
    for step in range(ROUNDS + 1):
        people, papers = town.people, list(town.held)
        if step not in (0, ROUNDS):
            people, papers = people[step - 1 : step], papers[step::ROUNDS][:READ]
        for requester in people:
            found = differences(town, requester)
            result.differ += [f"{name}, kept, step {step}: {one}" for one in found]
            result.lists += 1
            result.changes += step > 0
        for document in papers:
            found = differences_of_readers(town, document)
            result.differ += [f"{name}, kept, step {step}: {one}" for one in found]
            result.readers += 1
            result.changes += step > 0
        own, later = seed * 100 + step, LATER[step % len(LATER)]
        town = changed(town, own, times=1 + step % 3)
        town = register_changed(town, own, times=1 + step % 2, later=later)


@contextmanager
def _borough(kind: str) -> Iterator[Borough]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        if kind == "sqlite":
            borough = Borough.founded(data, Files())
            yield borough
            borough.close()
        else:
            with server() as postgresql:
                borough = Borough.founded(data, postgresql)
                yield borough
                borough.close()
