"""Statistics for a committee: how requests were answered, in numbers that betray nobody.

Every number is rounded to the nearest five, and every total is the sum of the rounded numbers, so
that a small number cannot be told from others like it. A list is left out where the lists together
would still let somebody work one out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from msgspec import Struct
from msgspec.structs import replace

Answer = Literal["agreed", "agreed_in_part", "not_agreed"]
ANSWERS: Final[tuple[Answer, ...]] = get_args(Answer)
ListName = Literal["party_group", "rule", "service", "body", "working_days"]
"""The lists, the most asked for first: where two would betray a number together, it is kept."""
PARTITIONS: Final[frozenset[ListName]] = frozenset({"party_group", "working_days"})
"""Lists in which each request stands once; in the others it may stand several times."""
BASE: Final = 5
"""To how many numbers are rounded."""
_HALF: Final = BASE // 2
POSSIBLE: Final = 3
"""How many values a small number must at least be able to have, for all that is published."""
ENOUGH: Final = 10
"""How many requests must stand in a line before it says how long they took."""
_BANDS: Final = ((0, "same day"), (5, "1 to 5"), (10, "6 to 10"), (20, "11 to 20"))
_LONGER: Final = "more than 20"
_IN_ORDER: Final = (*(name for _, name in _BANDS), _LONGER)


class Answered(Struct, frozen=True, kw_only=True):
    """One request that was answered: how, in how many working days, and what it concerned."""

    answer: Answer
    working_days: int
    party_group: str
    services: frozenset[str]
    bodies: frozenset[str]
    rules: frozenset[str]


class Row(Struct, frozen=True, kw_only=True):
    """One line of a list: how many requests were answered how, each rounded.

    `usual_days` is the band of working days in which the middle one was answered; None where there
    are too few to say so.
    """

    of: str
    agreed: int
    agreed_in_part: int
    not_agreed: int
    usual_days: str | None = None

    @property
    def whole(self) -> int:
        """The sum of the rounded numbers."""
        return self.agreed + self.agreed_in_part + self.not_agreed


class Statistics(Struct, frozen=True, kw_only=True):
    """The lists of a quarter. `left_out` are lists that would betray a small number."""

    quarter: str
    lists: dict[ListName, tuple[Row, ...]]
    left_out: tuple[ListName, ...]


_Counts = dict[str, Counter[Answer]]


def statistics(quarter: str, answered: Iterable[Answered]) -> Statistics:
    """What is published of a quarter. Pure."""
    counts: dict[ListName, _Counts] = {name: {} for name in get_args(ListName)}
    days: defaultdict[tuple[ListName, str], list[int]] = defaultdict(list)
    for one in answered:
        for name, categories in _categories(one).items():
            for category in categories:
                counts[name].setdefault(category, Counter())[one.answer] += 1
                days[name, category].append(one.working_days)
    rounded = {name: _rounded(found) for name, found in counts.items()}
    kept: dict[ListName, Rounded] = {}
    for name, found in rounded.items():
        if not betrays({**kept, name: found}):
            kept[name] = found
    return Statistics(
        quarter=quarter,
        lists={
            name: tuple(
                replace(row, usual_days=_usual(name, days[name, row.of]))
                for row in _rows(name, found)
            )
            for name, found in kept.items()
        },
        left_out=tuple(name for name in rounded if name not in kept),
    )


def _categories(one: Answered) -> Mapping[ListName, Iterable[str]]:
    return {
        "party_group": (one.party_group,),
        "working_days": (band(one.working_days),),
        "service": one.services,
        "body": one.bodies,
        "rule": one.rules,
    }


def band(days: int) -> str:
    """The band of so many working days."""
    return next((name for most, name in _BANDS if days <= most), _LONGER)


def _usual(name: ListName, days: list[int]) -> str | None:
    """The band of the middle one of so many; the list by time says it already."""
    if name == "working_days" or len(days) < ENOUGH:
        return None
    return band(sorted(days)[len(days) // 2])


Rounded = dict[str, dict[Answer, int]]
"""The rounded numbers of a list: of each line, of each answer."""


def _rounded(counts: _Counts) -> Rounded:
    return {
        category: {answer: (of[answer] + _HALF) // BASE * BASE for answer in ANSWERS}
        for category, of in counts.items()
    }


def _rows(list_name: ListName, rounded: Rounded) -> tuple[Row, ...]:
    """The lines in the order of their names, bands of days in theirs.

    A line of noughts only is not told apart from none.
    """
    order = _IN_ORDER if list_name == "working_days" else sorted(rounded)
    return tuple(
        Row(
            of=category,
            agreed=of["agreed"],
            agreed_in_part=of["agreed_in_part"],
            not_agreed=of["not_agreed"],
        )
        for category in order
        if (of := rounded.get(category)) and any(of.values())
    )


def betrays(lists: Mapping[ListName, Rounded]) -> bool:
    """Whether a small number can be worked out nearly or wholly from these lists together.

    Each number may be two more or less. All lists count the same requests, so their sums bind them
    together: nobody is to conclude from them that a number of at most five is one of two values.
    """
    for answer in ANSWERS:
        columns = {name: [of[answer] for of in found.values()] for name, found in lists.items()}
        for name, column in columns.items():
            fewest, most = _total({other: it for other, it in columns.items() if other != name})
            if any(
                _values(name, column, place, fewest, most) < POSSIBLE
                for place, number in enumerate(column)
                if number <= BASE
            ):
                return True
    return False


def _total(columns: Mapping[ListName, list[int]]) -> tuple[int, float]:
    """How many requests there may be in all, as far as these lists tell."""
    fewest, most = 0, float("inf")
    for name, column in columns.items():
        low = [max(0, number - _HALF) for number in column]
        fewest = max(fewest, sum(low) if name in PARTITIONS else max(low, default=0))
        if name in PARTITIONS:
            most = min(most, sum(number + _HALF for number in column))
    return fewest, most


def _values(name: ListName, column: list[int], place: int, fewest: int, most: float) -> float:
    """How many values a number may have, given the other lists."""
    rest = [number for at, number in enumerate(column) if at != place]
    low, high = max(0, column[place] - _HALF), column[place] + _HALF
    if name in PARTITIONS:
        low = max(low, fewest - sum(number + _HALF for number in rest))
        return min(high, most - sum(max(0, number - _HALF) for number in rest)) - low + 1
    return min(high, most) - low + 1
