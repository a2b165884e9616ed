"""What a trial of a draft rule book comes to in numbers."""

from collections import Counter
from typing import Final, Literal, NamedTuple, get_args

from gateway.domain.decision import RELEASED, SegmentOutcome

Way = Literal["opened", "closed", "other"]
"""Released where it was not; no longer released; neither, such as referred and now refused."""
WAYS: Final[tuple[Way, ...]] = get_args(Way)
SMALLEST: Final = 5
"""A smaller number of flips of a political group is not told: it could point at somebody."""


class Pair(NamedTuple):
    """A row of the rule book and what it gave, and the same under the draft."""

    was_row: str
    was: SegmentOutcome
    would_be_row: str
    would_be: SegmentOutcome


class Counts:
    """The counts of one trial, growing."""

    def __init__(self) -> None:
        self.past = 0
        self.today = 0
        self.undecided = 0
        self.pairs: Counter[Pair] = Counter()
        self._groups: Counter[tuple[str, Way]] = Counter()

    @property
    def flips(self) -> int:
        """How many segments would come out otherwise."""
        return self.pairs.total()

    def add(self, group: str, pair: Pair) -> None:
        """Count one segment that would come out otherwise for somebody of the group."""
        self.pairs[pair] += 1
        self._groups[group, _way(pair)] += 1

    def groups(self) -> dict[str, dict[Way, int | None]]:
        """For each political group ("" for none), how many flips of each way; None: too few."""
        names = sorted({group for group, _ in self._groups})
        return {name: {way: _told(self._groups[name, way]) for way in WAYS} for name in names}


def _told(count: int) -> int | None:
    return None if 0 < count < SMALLEST else count


def _way(pair: Pair) -> Way:
    if (pair.was in RELEASED) == (pair.would_be in RELEASED):
        return "other"
    return "opened" if pair.would_be in RELEASED else "closed"
