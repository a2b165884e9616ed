"""One row that an import adds, changes or ends."""

from typing import Any, Final, Literal, NamedTuple

from gateway.domain.register import Collection

What = Literal["added", "changed", "ended"]
WHATS: Final[tuple[What, ...]] = ("added", "changed", "ended")


class Change(NamedTuple):
    """A row before and after. Nothing is deleted: what has ended keeps its row, with the date."""

    collection: Collection
    what: What
    before: Any = None
    after: Any = None
