"""What each field of the vocabulary can hold, read from the types of the facts themselves."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

import z3

from gateway.policy.case import Case
from gateway.policy.expressions import Item
from gateway.policy.vocabulary import COLLECTIONS, FIELDS

ID = z3.DeclareSort("Id")
"""People, groups, bodies, matters, ties: as many as one likes, told apart and nothing more."""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """The values of a field: one of a `sort`, or a set of such (`many`).

    `words` goes from each value of an enumeration to the constant that stands for it. A moment is
    a whole number of minutes from the last midnight before `now`, a day a number of days from
    today: `unit` says which. `optional` says that the value may be absent.
    """

    sort: Any
    optional: bool = False
    many: bool = False
    words: tuple[tuple[str, Any], ...] = ()
    unit: str = ""

    def constant(self, value: Any) -> Any:
        """The constant for a value as a policy writes it. Raises TypeError for no such value."""
        for word, constant in self.words:
            if word == value:
                return constant
        if self.sort == z3.BoolSort() and isinstance(value, bool):
            return z3.BoolVal(value)
        if self.sort == z3.IntSort() and not isinstance(value, bool) and not self.unit:
            return z3.IntVal(value)
        raise TypeError(f"{value!r} is no value that such a field can have")


@cache
def kind_of(field: str) -> Kind:
    """What a field of the vocabulary can hold.

    Raises KeyError for one outside it, and TypeError for a collection, which has items instead.
    """
    head, at = field.partition(".")[0], FIELDS[field].at
    if head in COLLECTIONS:
        return _kind(_type_at(item_type(head), at))
    return _kind(_type_at(Case, at))


def item_type(item: Item) -> type:
    """The type of the facts of one item of a collection."""
    found: type = get_args(_type_at(Case, COLLECTIONS[item]))[0]
    return found


def _type_at(start: type, path: str) -> Any:
    """The type at a dotted path of attributes; optional if any step of it is."""
    found: Any = start
    optional = False
    for name in path.split("."):
        found, absent = _present(_attribute(found, name))
        optional = optional or absent
    return found | None if optional else found


def _attribute(owner: Any, name: str) -> Any:
    made = getattr(owner, name, None)
    if isinstance(made, property):
        return get_type_hints(made.fget)["return"]
    return get_type_hints(owner)[name]


def _present(hint: Any) -> tuple[Any, bool]:
    """A type without its `None`, and whether it had one."""
    parts = get_args(hint)
    return (parts[0], True) if NoneType in parts else (hint, False)


def _kind(hint: Any) -> Kind:
    hint, optional = _present(hint)
    if get_origin(hint) is frozenset:
        of = _kind(get_args(hint)[0])
        return Kind(sort=of.sort, many=True, words=of.words)
    if hint in _PLAIN:
        sort, unit = _PLAIN[hint]
        return Kind(sort=sort, optional=optional, unit=unit)
    sort, words = _enumeration(get_args(hint))
    return Kind(sort=sort, optional=optional, words=words)


@cache
def _enumeration(values: tuple[str, ...]) -> tuple[Any, tuple[tuple[str, Any], ...]]:
    sort, words = z3.EnumSort(" ".join(values), values)
    return sort, tuple(zip(values, words, strict=True))


_PLAIN: dict[type, tuple[Any, str]] = {
    bool: (z3.BoolSort(), ""),
    datetime: (z3.IntSort(), "moment"),
    date: (z3.IntSort(), "day"),
    int: (z3.IntSort(), ""),
    str: (ID, ""),
}
