"""Collects what one file says, row by row, into a `Register`; a row may not stand twice."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final, Literal

from gateway.domain.register import Collection, Link, Owner, Person, Register
from gateway.importing.fault import Place

MOST_ROWS: Final = 200_000
"""How many rows one file may hold: a hundred times the largest council."""


class Gathering:
    """The rows read so far from one file."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._rows: dict[Collection, dict[Owner, Any]] = defaultdict(dict)
        self._mentioned: dict[str, Person] = {}
        self._complete: dict[Link, set[Owner]] = defaultdict(set)
        self._whole: set[Literal["councillors", "bodies"]] = set()
        self._places: dict[tuple[Collection, Owner], str] = {}
        self._notes: list[str] = []

    def add(self, collection: Collection, row: Any, place: Place) -> None:
        """Take a row; the same id a second time is a fault of the file."""
        if row.key in self._rows[collection]:
            first = self._places[collection, row.key]
            raise place.fault(f"This stands in the file already ({first}); take one of them out.")
        self.add_once(collection, row, place)

    def add_once(self, collection: Collection, row: Any, place: Place) -> None:
        """Take a row unless one of that id was taken: for things that rows merely refer to."""
        if row.key not in self._rows[collection]:
            self._rows[collection][row.key] = row
            self._places[collection, row.key] = str(place)
            if len(self._places) > MOST_ROWS:
                raise place.fault(f"There are more than {MOST_ROWS} rows; split the file.")

    def mention(self, person: Person) -> None:
        """Note a person who appears on a seat. Spellings differ there, so the first one is kept."""
        self._mentioned.setdefault(person.id, person)

    def speaks_for(self, link: Link, owners: Iterable[Owner]) -> None:
        """Say that the file lists all rows of these owners."""
        self._complete[link].update(owners)

    def is_whole(self, what: Literal["councillors", "bodies"]) -> None:
        """Say that the file lists all of the council's members, or all of its bodies."""
        self._whole.add(what)

    def note(self, sentence: str) -> None:
        """Keep a sentence about what was left out."""
        self._notes.append(sentence)

    def register(self) -> Register:
        """All of it."""
        return Register(
            source=self._source,
            mentioned=tuple(self._mentioned.values()),
            complete={link: frozenset(owners) for link, owners in self._complete.items()},
            whole=frozenset(self._whole),
            places=self._places,
            notes=tuple(self._notes),
            **{name: tuple(rows.values()) for name, rows in self._rows.items()},
        )
