"""Invented facts by the hundred thousand: the engine beside three that decide in other ways.

- The reference is the one of the tests, which reads the decision model and nothing of the engine.
  It must agree in every key of the decision.
- Stock Casbin reads `model.conf` and the policy files with its own adapter. It must allow and deny
  the same, by the same row and the same first hold.
- The rows are read once more one after the other, each condition walked as it is written. The row
  that decides must be the same.

The control is an engine whose rule book lacks one row; it must be caught.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from msgspec import Struct

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.policy import book
from gateway.policy.rules_reader import SECOND_LOOK
from tests.policy.casbin_alone import asked_of_casbin
from tests.policy.interpreted import interpreted
from tests.reference.decide import reference_decide
from tests.reference.plain import plain
from tests.reference.profiles import COUNCILS
from tests.strategies import seeded_facts

LEFT_OUT, IN_FORCE = "B1", "wolverhampton"
"""The row that the control's rule book lacks, and a council in which it is in force."""


class Result(Struct, kw_only=True):
    """How many facts were decided, and who differs from the engine on which of them."""

    decided: int = 0
    differ: list[str] = []

    def __str__(self) -> str:
        return f"{self.decided:,} facts of {len(COUNCILS)} councils, {len(self.differ)} differences"


def run(count: int, seed: int) -> Result:
    """Decide so many facts in each way, spread over the councils and this machine's processors."""
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
    return _decide(IN_FORCE, count, seed, without_a_row())


def _decide(council: str, count: int, seed: int, rules: book.RuleBook | None = None) -> Result:
    """Decide facts of one council in each way; with `rules` given, until the first difference."""
    result = Result()
    book_in_force = rules or book.load()
    for place, facts in enumerate(seeded_facts(council, seed=seed, count=count)):
        others = who_differs(facts, book_in_force.decide(facts))
        result.differ += [f"{council}, facts {place}: {other}" for other in others]
        if rules and result.differ:
            break
        result.decided += 1
    return result


def who_differs(facts: Facts, decision: Decision) -> list[str]:
    """Which of the others decide these facts otherwise than the engine did."""
    others = []
    if reference_decide(facts) != plain(decision):
        others.append("the reference")
    of_casbin, as_written = asked_of_casbin(facts, decision), interpreted(facts)
    for one in decision.segments:
        allowed, row, hold = of_casbin[one.id]
        read = as_written[one.id]
        if one.row == SECOND_LOOK:  # the refusal that the second look replaced
            if allowed or read[0]:
                others.append("Casbin or the rows as written")
            continue
        if (allowed, row, hold) != (one.released, one.row, one.holds[0] if one.holds else None):
            others.append("Casbin")
        if read != (one.released or bool(one.holds), one.row):
            others.append("the rows as written")
    return others


def without_a_row(row: str = LEFT_OUT) -> book.RuleBook:
    """The shipped rule book without one of its rows."""
    texts = book.read_texts(book.shipped())
    return book.RuleBook({name: "".join(_kept(text, row)) for name, text in texts.items()})


def _kept(text: str, left_out: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        columns = [column.strip() for column in line.split(",")]
        if columns[0] != "p" or columns[2] != left_out:
            yield line
