"""From the expressions of a whole table to one function, for speed.

`predicate.py` is the definition: it walks an expression node by node. Here the expressions of a
table are written out as one Python function, in which a condition that several rows share is
worked out once. The source is made from typed nodes and names of the vocabulary alone; every
value of a policy is bound as a constant and never becomes part of the source. That both say the
same is proved by a property over random facts.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, assert_never

from gateway.policy.case import Case
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    Item,
    MoreThan,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    SameDay,
    Some,
    Within,
)
from gateway.policy.predicate import as_set, same_day
from gateway.policy.vocabulary import COLLECTIONS, FIELDS

FirstMatch = Callable[[Case], int]
AllMatches = Callable[[Case], tuple[int, ...]]
_LOCALS = ("segment", "requester", "request", "findings")
_MOST = 1_000
"""How many functions are remembered: another version of a rule book differs in few rows."""
_SHARED = 2
"""A condition is kept in a variable when at least so many rows ask for it."""


@lru_cache(_MOST)
def first_match(expressions: tuple[Expression, ...]) -> FirstMatch:
    """A function that gives the place of the first expression that holds, or -1."""
    writer = Writer(expressions)
    lines = [
        f"if {writer.source(one, ())}: return {place}" for place, one in enumerate(expressions)
    ]
    made: FirstMatch = writer.function([*lines, "return -1"])
    return made


@lru_cache(_MOST)
def all_matches(expressions: tuple[Expression, ...]) -> AllMatches:
    """A function that gives the places of all expressions that hold, in order."""
    writer = Writer(expressions)
    lines = ["found = ()"]
    lines += [
        f"if {writer.source(one, ())}: found += ({place},)" for place, one in enumerate(expressions)
    ]
    made: AllMatches = writer.function([*lines, "return found"])
    return made


class Writer:
    """Writes the source of one function and the helpers that it calls."""

    def __init__(self, expressions: Sequence[Expression]) -> None:
        self._bound: dict[str, Any] = {"as_set": as_set, "same_day": same_day}
        self._helpers: list[str] = []
        asked = Counter(name for one in expressions for name in _names(one))
        self._shared = {name for name, times in asked.items() if times >= _SHARED}

    def function(self, lines: list[str]) -> Any:
        """The function with these lines as its body, made ready to call."""
        body = [f"{name} = case.{name}" for name in _LOCALS]
        body += [f"known_{name} = None" for name in sorted(self._shared)]
        indented = [f"    {line}" for line in body + lines]
        source = "\n".join([*self._helpers, "def table(case):", *indented])
        namespace = dict(self._bound)
        exec(compile(source, "<rules>", "exec"), namespace)  # noqa: S102 - see the top of the file
        return namespace["table"]

    def source(self, expression: Expression, scope: tuple[Item, ...]) -> str:  # noqa: PLR0911 - one line for each kind of node
        """The expression as Python source, true or false in an `if`."""
        match expression:
            case Always():
                return "True"
            case Never():
                return "False"
            case Named(name, part):
                return self._named(name, part, scope)
            case Not(part):
                return f"(not {self.source(part, scope)})"
            case And(parts):
                return f"({' and '.join(self.source(part, scope) for part in parts) or True})"
            case Or(parts):
                return f"({' or '.join(self.source(part, scope) for part in parts) or False})"
            case Some(item, where):
                return self._some(item, where, scope)
            case _:
                return f"({self._leaf(expression)})"

    def _named(self, name: str, part: Expression, scope: tuple[Item, ...]) -> str:
        source = self.source(part, scope)
        if scope or name not in self._shared:
            return source
        known = f"known_{name}"
        return f"({known} if {known} is not None else ({known} := bool({source})))"

    def _some(self, item: Item, where: Expression, scope: tuple[Item, ...]) -> str:
        test = self.source(where, (*scope, item))
        name = f"some_{len(self._helpers)}"
        inputs = ("case", *_LOCALS, *scope)
        self._helpers.append(
            f"def {name}({', '.join(inputs)}):\n"
            f"    for {item} in {COLLECTIONS[item]}:\n"
            f"        if {test}: return True\n"
            f"    return False"
        )
        return f"({COLLECTIONS[item]} and {name}({', '.join(inputs)}))"

    def _leaf(self, expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of leaf
        match expression:
            case Is(field, bool(value)):
                return f"{at(field)} is {value}"
            case Is(field, value):
                return f"{at(field)} == {self._bind(value)}"
            case OneOf(field, values):
                return f"{at(field)} in {self._bind(frozenset(values))}"
            case Same(left, right):
                return f"{at(left)} is not None and {at(left)} == {at(right)}"
            case Present(field):
                return f"{at(field)} not in {self._bind((None, (), frozenset()))}"
            case Has(holder, field):
                return f"{at(field)} in {at(holder)}"
            case Contains(holder, value):
                return f"{self._bind(value)} in {at(holder)}"
            case Overlaps(left, right):
                return f"not {at(left)}.isdisjoint({at(right)})"
            case Within(inner, outer):
                return f"{at(inner)} <= as_set({at(outer)})"
            case Before(left, right):
                known = [f"{at(one)} is not None" for one in (left, right) if one not in _KNOWN]
                return " and ".join([*known, f"{at(left)} < {at(right)}"])
            case SameDay(left, right):
                return f"same_day({at(left)}, {at(right)})"
            case MoreThan(field, number):
                return f"{at(field)} > {self._bind(number)}"
            case Always() | Never() | Named() | Not() | And() | Or() | Some():
                raise TypeError("not a leaf")
            case _:
                assert_never(expression)

    def _bind(self, value: Any) -> str:
        name = f"value_{len(self._bound)}"
        self._bound[name] = value
        return name


_KNOWN = frozenset({"now", "today"})
"""Fields that are never absent."""


def at(name: str) -> str:
    """The way to a field, as source."""
    head = name.partition(".")[0]
    at = FIELDS[name].at
    if head in COLLECTIONS:
        return f"{head}.{at}"
    if head == "decision":
        return f'getattr(segment.executive_decision, "{name.removeprefix("decision.")}", None)'
    return at if at.partition(".")[0] in _LOCALS else f"case.{at}"


def _names(expression: Expression) -> set[str]:
    """The named conditions that an expression asks for outside any `Some`."""
    match expression:
        case Named(name, part):
            return {name} | _names(part)
        case Not(part):
            return _names(part)
        case And(parts) | Or(parts):
            return set().union(*(_names(part) for part in parts))
        case _:
            return set()
