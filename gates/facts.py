"""Invented facts by the million: the engine beside the reference decider, written apart from it.

The reference is the one of the tests, which reads the decision model and nothing of the engine. The
control is an engine whose rule book lacks one row; it must be caught.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from msgspec import Struct

from gateway.policy import book
from tests.reference.decide import reference_decide
from tests.reference.plain import plain
from tests.reference.profiles import COUNCILS
from tests.strategies import seeded_facts

LEFT_OUT = "B1"
"""The row that the control's rule book lacks."""


class Result(Struct, kw_only=True):
    """How many facts were decided by both, and the ids of those on which they differ."""

    decided: int = 0
    differ: list[str] = []

    def __str__(self) -> str:
        return f"{self.decided:,} facts of {len(COUNCILS)} councils, {len(self.differ)} differences"


def run(count: int, seed: int) -> Result:
    """Decide so many facts both ways, spread over the councils and this machine's processors."""
    each = count // len(COUNCILS)
    with ProcessPoolExecutor() as processes:
        tasks = [processes.submit(_decide, council, each, seed) for council in COUNCILS]
        results = [task.result() for task in tasks]
    return Result(
        decided=sum(one.decided for one in results),
        differ=[name for one in results for name in one.differ],
    )


def control(count: int, seed: int) -> Result:
    """The same with the crippled rule book, until the first difference."""
    rules = without_a_row()
    results = (_decide(one, count // len(COUNCILS), seed, rules) for one in COUNCILS)
    return next((one for one in results if one.differ), Result())


def _decide(council: str, count: int, seed: int, rules: book.RuleBook | None = None) -> Result:
    """Decide facts of one council both ways; with `rules` given, until the first difference."""
    result = Result()
    book_in_force = rules or book.load()
    for facts in seeded_facts(council, seed=seed, count=count):
        if reference_decide(facts) != plain(book_in_force.decide(facts)):
            result.differ.append(f"{council}: {facts.id}")
            if rules:
                break
        result.decided += 1
    return result


def without_a_row() -> book.RuleBook:
    """The shipped rule book without one of its rows."""
    texts = book.read_texts(book.shipped())
    return book.RuleBook({name: "".join(_kept(text)) for name, text in texts.items()})


def _kept(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        columns = [column.strip() for column in line.split(",")]
        if columns[0] != "p" or columns[2] != LEFT_OUT:
            yield line
