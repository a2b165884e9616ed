"""The small language in which every condition is written once.

An expression is a tree of frozen nodes over fields of a case. From one tree come the predicate
that decides (`predicate.py`), the sentence that explains (`sentence.py`) and the shortened rules
of a council (`specialise.py`). Absent facts are never equal to anything, never before anything
and in no set: a comparison with something unknown is false.

A field is a dotted name of the vocabulary, such as `requester.kind`. Inside `Some`, the fields of
the item (`entry.start`, `tag.paragraph`) are open as well.
"""

from dataclasses import dataclass
from typing import Literal

Value = str | bool | int
Item = Literal["entry", "tag", "interest", "substitute"]


@dataclass(frozen=True, slots=True)
class Always:
    """Holds for every case."""


@dataclass(frozen=True, slots=True)
class Never:
    """Holds for no case."""


@dataclass(frozen=True, slots=True)
class Is:
    """The field is present and equals the value."""

    field: str
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """The field is present and equals one of the values."""

    field: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """Both fields are present and equal."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Present:
    """The field is known; a list or set is not empty."""

    field: str


@dataclass(frozen=True, slots=True)
class Has:
    """The set holds the value of the other field."""

    holder: str
    field: str


@dataclass(frozen=True, slots=True)
class Contains:
    """The set holds the value."""

    holder: str
    value: Value


@dataclass(frozen=True, slots=True)
class Overlaps:
    """The two sets share a value."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Within:
    """Every value of the set is in the other set, or is the value of the other field."""

    inner: str
    outer: str


@dataclass(frozen=True, slots=True)
class Before:
    """Both moments (or dates) are known and the first is earlier."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class SameDay:
    """Both moments are known and fall on one date."""

    left: str
    right: str


@dataclass(frozen=True, slots=True)
class MoreThan:
    """The number is known and is greater."""

    field: str
    number: int


@dataclass(frozen=True, slots=True)
class Some:
    """At least one item of the collection satisfies the expression."""

    item: Item
    where: "Expression"


@dataclass(frozen=True, slots=True)
class Not:
    """The expression does not hold."""

    part: "Expression"


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A condition of the book by its name; `part` is its expression."""

    name: str
    part: "Expression"


Leaf = (
    Is | OneOf | Same | Present | Has | Contains | Overlaps | Within | Before | SameDay | MoreThan
)
Expression = Always | Never | Leaf | Some | Not | And | Or | Named


def both(*parts: Expression) -> Expression:
    """Every one of the parts holds."""
    return And(parts)


def either(*parts: Expression) -> Expression:
    """At least one of the parts holds."""
    return Or(parts)
