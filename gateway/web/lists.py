"""Lists: what every list on a page has besides its rows. `list.html` draws it.

The list as a file is the same list at its address in the API, asked with the same words.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from gateway.web.links import address as address_of


class Filter(NamedTuple):
    """A choice by which a list is made shorter: name in the address, label, value to words."""

    name: str
    label: str
    choices: Mapping[str, str]


class SortLink(NamedTuple):
    """An order that a list can be put into."""

    words: str
    address: str
    current: bool


class ListPage(Struct, frozen=True, kw_only=True):
    """A page of a list.

    `address` is the page's, `api` that of the same list in the API ("" where it has none). `asked`
    is what was asked in the address, but for `after`; `kept` goes with every search, and `fixed`
    with the list in the API alone: what the page shows of it without being asked. `number` is how
    many rows stand on the page, `next` the key of the page after it, and `later` whether there is
    one before it. `searched` labels the search, "" where there is none; `searched_as` is its name
    in the address, and `found` is what is said above what it found. `days` are fields for days:
    name in the address to label. `sorts` are the orders, the usual one first.
    """

    address: str
    number: int
    next: str | None = None
    api: str = ""
    asked: Mapping[str, str] = {}
    kept: Mapping[str, str] = {}
    fixed: Mapping[str, str] = {}
    searched: str = ""
    searched_as: str = "q"
    found: str = "Found with “{words}”"
    filters: Sequence[Filter] = ()
    days: Mapping[str, str] = {}
    sorts: Mapping[str, str] = {}
    later: bool = False

    @property
    def narrowed(self) -> bool:
        """Whether the list was searched or filtered; another order leaves nothing out."""
        return any(value for name, value in self.asked.items() if name != "sort")

    @property
    def words(self) -> str:
        """What was searched for."""
        return self.asked.get(self.searched_as, "")

    @property
    def counted(self) -> bool:
        """Whether all that was found stands on this page."""
        return not (self.next or self.later)

    @property
    def sort_links(self) -> list[SortLink]:
        """A link for each order."""
        usual = next(iter(self.sorts), "")
        now = self.asked.get("sort") or usual
        return [
            SortLink(words, self._link(sort=value), value == now)
            for value, words in self.sorts.items()
        ]

    @property
    def next_link(self) -> str:
        """The address of the page after this."""
        return self._link(after=self.next)

    @property
    def first_link(self) -> str:
        """The address of the first page."""
        return self._link()

    def export_link(self, form: str) -> str:
        """The address of this list as a file: `csv` or `json`."""
        asked = {name: value for name, value in self.asked.items() if value}
        return address_of(self.api, **{**self.fixed, **asked, **self.kept, "format": form})

    def _link(self, **more: Any) -> str:
        return address_of(self.address, **{**self.asked, **self.kept, **more})
