"""Malformed rule books and malformed facts: refused with a reason, never decided.

Each is a good one with one slip that makes it malformed, made at random from a seed. What refuses
it must be the error for it, naming a place and a reason; any other exception counts as wrong, and
so does a decision. The control reads leniently, as Casbin's own loader does: it passes over a line
that it does not understand, or facts that it does not. It must be caught.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from random import Random
from typing import Any

from msgspec import Struct

from gates.malformed_books import BOOK_SLIPS, Texts, good_texts
from gates.malformed_facts import FACTS_SLIPS, good_facts
from gateway.errors import FactsError, GatewayError, RuleBookError
from gateway.policy.book import RuleBook, load
from gateway.policy.facts_reader import read_facts

PROCESSES = 4
"""Into how many runs of their own, with seeds of their own, the work is divided."""


class Result(Struct, kw_only=True):
    """How many slips were refused, in how many ways they were made, and what was wrong."""

    refused: int = 0
    ways: dict[str, int] = {}
    wrong: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.refused:,} slips of {len(self.ways)} kinds refused, "
            f"{len(self.wrong)} decided or failed otherwise"
        )


def control(what: str, seed: int) -> Result:
    """The lenient way, until the first slip that it does not refuse."""
    return tried(what, 100, f"{seed}", lenient=True)


def run(what: str, count: int, seed: int) -> Result:
    """Try so many slips in `what` ("books" or "facts"), on all of this machine's processors."""
    each = count // PROCESSES
    with ProcessPoolExecutor() as processes:
        tasks = [
            processes.submit(tried, what, each, f"{seed} {number}") for number in range(PROCESSES)
        ]
        results = [task.result() for task in tasks]
    return Result(
        refused=sum(one.refused for one in results),
        ways=dict(sum((Counter(one.ways) for one in results), Counter())),
        wrong=[fault for one in results for fault in one.wrong],
    )


def tried(what: str, count: int, seed: str, *, lenient: bool = False) -> Result:
    """Try so many slips; the lenient way, until the first that is not refused."""
    chance = Random(f"{what} {seed}")
    attempt: Callable[[Random, bool], str] = _book if what == "books" else _facts(load())
    result = Result()
    for number in range(count):
        try:
            way = attempt(chance, lenient)
        except _WrongError as wrong:
            result.wrong.append(f"{what} {seed}, slip {number}: {wrong}")
            if lenient:
                break
        else:
            result.ways[way] = result.ways.get(way, 0) + 1
            result.refused += 1
    return result


class _WrongError(Exception):
    """A slip that was not refused, or not as it should be."""


def _book(chance: Random, lenient: bool) -> str:  # noqa: FBT001  one shape for both
    way = chance.choice(sorted(BOOK_SLIPS))
    texts = BOOK_SLIPS[way](chance, good_texts(chance))
    _refused(way, RuleBookError, lambda: _loaded(texts, lenient=lenient))
    return way


def _loaded(texts: Texts, *, lenient: bool) -> object:
    try:
        return RuleBook(texts)
    except RuleBookError as fault:
        file, _, line = (fault.where or "").partition(", line ")
        if not lenient or not line:
            raise
        lines = texts[file].split("\n")
        del lines[int(line) - 1]
        return _loaded(texts | {file: "\n".join(lines)}, lenient=True)


def _facts(rules: RuleBook) -> Callable[[Random, bool], str]:
    def attempt(chance: Random, lenient: bool) -> str:  # noqa: FBT001  one shape for both
        way = chance.choice(sorted(FACTS_SLIPS))
        good = good_facts(chance)
        text = FACTS_SLIPS[way](chance, good)
        tried: list[Any] = [text, good.text] if lenient else [text]
        _refused(way, FactsError, lambda: _decided(rules, tried))
        return way

    return attempt


def _decided(rules: RuleBook, texts: list[Any]) -> object:
    """The decision on the first of the texts that gets one."""
    first, *others = texts
    try:
        return rules.decide(read_facts(first))
    except FactsError:
        if not others:
            raise
        return _decided(rules, others)


def _refused(way: str, error: type[GatewayError], attempt: Callable[[], object]) -> None:
    try:
        attempt()
    except error as fault:
        if not (fault.detail and fault.where):
            raise _WrongError(f"{way}: refused without a place or a reason") from fault
    except Exception as fault:
        raise _WrongError(f"{way}: {type(fault).__name__}: {fault}") from fault
    else:
        raise _WrongError(f"{way}: it was not refused")
