"""How a reader refuses: what is wrong, where it stands and what to do, never what it says.

A place grows from the outside in ("members.csv", "line 14", "column 'uid'"), so that a clerk
can put a finger on the fault.
"""

from typing import NamedTuple

from gateway.errors import ImportFileError


class Place(NamedTuple):
    """Where in a file something stands."""

    steps: tuple[str, ...]

    def at(self, *steps: str) -> "Place":
        """A place inside this one."""
        return Place(self.steps + steps)

    def __str__(self) -> str:
        return ", ".join(self.steps)

    def fault(self, what: str) -> ImportFileError:
        """The error for what is wrong here."""
        return ImportFileError(what, where=str(self))


def file(name: str) -> Place:
    """The place that is a whole file; `name` is its name without folders."""
    return Place((name,))
