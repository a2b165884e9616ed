"""From the expressions of the rule book to z3 formulas: the same trees as the predicates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, assert_never

import z3

from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    Item,
    Leaf,
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
from gateway.policy.proof.kinds import ID, kind_of
from gateway.policy.proof.logic import FALSE, TRUE, both, every, no, some
from gateway.policy.proof.reads import fields_read
from gateway.policy.proof.unknowns import DAY, Many, One, Shape, Thing, Unknowns
from gateway.policy.vocabulary import COLLECTIONS

_NOTHING: Mapping[Any, Any] = {}
_ITEM_OF = {path: item for item, path in COLLECTIONS.items()}


@dataclass(slots=True, kw_only=True)
class View:
    """One set of facts: what each field holds, and what each collection holds.

    Views of the same unknowns differ only in the fields given to each. `emptied` are collections
    without items; `added` are items that this view has besides those that all views share.
    """

    unknowns: Unknowns
    fields: dict[str, Shape]
    emptied: frozenset[Item] = frozenset()
    added: dict[Item, tuple[Thing, ...]] = field(default_factory=dict)
    _known: dict[str, tuple[Expression, Any]] = field(default_factory=dict)

    def but(
        self,
        fields: Mapping[str, Shape] = _NOTHING,
        *,
        emptied: frozenset[Item] = frozenset(),
        added: Mapping[Item, tuple[Thing, ...]] = _NOTHING,
    ) -> "View":
        """The same facts with some fields or collections changed."""
        changed = {*fields, *(COLLECTIONS[item] for item in (*emptied, *added))}
        return View(
            unknowns=self.unknowns,
            fields={**self.fields, **fields},
            emptied=self.emptied | emptied,
            added={**self.added, **added},
            _known={
                name: known
                for name, known in self._known.items()
                if changed.isdisjoint(fields_read(known[0]))
            },
        )

    def one(self, name: str) -> One:
        """A field that holds one value. Raises TypeError for a set."""
        return _one(self.fields[name])

    def many(self, name: str) -> Many:
        """A field that is a set. Raises TypeError for any other."""
        return _many(self.fields[name])

    def holds(self, expression: Expression) -> Any:
        """The formula that says whether the expression holds for these facts."""
        return _Translation(self, {}).holds(expression)

    def holds_of(self, thing: Thing, expression: Expression) -> Any:
        """As `holds`, for an expression over these facts and one item of a collection."""
        return _Translation(self, thing).holds(expression)


@dataclass(slots=True)
class _Translation:
    """A view with the items in scope, inside `Some`."""

    view: View
    scope: Thing

    def holds(self, expression: Expression) -> Any:  # noqa: PLR0911 - one line for each kind of node
        match expression:
            case Always():
                return TRUE
            case Never():
                return FALSE
            case Named(name, part):
                return self._named(name, part)
            case Not(part):
                return no(self.holds(part))
            case And(parts):
                return every(self.holds(part) for part in parts)
            case Or(parts):
                return some(self.holds(part) for part in parts)
            case Some(item, where):
                return self._some(item, where)
            case _:
                return self._leaf(expression)

    def _named(self, name: str, part: Expression) -> Any:
        if self.scope:
            return self.holds(part)
        known = self.view._known  # noqa: SLF001 - the translation of a view
        if name not in known or known[name][0] is not part:
            known[name] = part, self.holds(part)
        return known[name][1]

    def _some(self, item: Item, where: Expression) -> Any:
        view = self.view
        answers = [self._of(one, where) for one in view.added.get(item, ())]
        if item not in view.emptied:
            read = [name for name in sorted(fields_read(where)) if self._is_free(name)]
            answers.append(
                view.unknowns.is_there(
                    item,
                    (where, tuple(self._told_apart(name) for name in read)),
                    lambda: view.unknowns.thing(item),
                    lambda one: self._of(one, where),
                )
            )
        return some(answers)

    def _of(self, one: Thing, where: Expression) -> Any:
        return _Translation(self.view, self.scope | one).holds(where)

    def _is_free(self, name: str) -> bool:
        """Whether a field is given from outside, not that of an item that is being looked for."""
        return name in self.scope or name.partition(".")[0] not in COLLECTIONS

    def _told_apart(self, name: str) -> Any:
        """What tells the value of a field from its values in other views."""
        if name in _ITEM_OF:
            item = _ITEM_OF[name]
            return item in self.view.emptied, id(self.view.added.get(item))
        shape = self._shape(name)
        return shape.name if isinstance(shape, Many) else (shape.known, shape.value)

    def _shape(self, name: str) -> Shape:
        return self.scope[name] if name in self.scope else self.view.fields[name]

    def _one(self, name: str) -> One:
        return _one(self._shape(name))

    def _many(self, name: str) -> Many:
        return _many(self._shape(name))

    def _leaf(self, leaf: Leaf) -> Any:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of leaf
        match leaf:
            case Is(name, value):
                return self._is(name, value)
            case OneOf(name, values):
                return some(self._is(name, value) for value in values)
            case Present(name) if name in _ITEM_OF:
                return self._some(_ITEM_OF[name], Always())
            case Present(name):
                shape = self._shape(name)
                return shape.known if isinstance(shape, One) else self._any(shape, None)
            case Same(left, right):
                return self._compared(left, right, lambda one, other: one == other)
            case Before(left, right):
                return self._compared(left, right, lambda one, other: one < other)
            case SameDay(left, right):
                return self._compared(left, right, lambda one, other: one / DAY == other / DAY)
            case MoreThan(name, number):
                return both(self._one(name).known, self._one(name).value > number)
            case Contains(holder, value):
                return self._many(holder).has(kind_of(holder).constant(value))
            case Has(holder, name):
                one = self._one(name)
                return both(one.known, self._many(holder).has(one.value))
            case Overlaps(left, right):
                other = self._many(right)
                return self._any(self._many(left), other)
            case Within(inner, outer):
                return no(self._any(self._many(inner), self._outside(outer)))
            case _:
                assert_never(leaf)

    def _is(self, name: str, value: Any) -> Any:
        one = self._one(name)
        if one.settled:
            return z3.BoolVal(one.settled[0] == value)
        if isinstance(value, bool):
            return both(one.known, one.value if value else no(one.value))
        return both(one.known, one.value == kind_of(name).constant(value))

    def _compared(self, left: str, right: str, compare: Any) -> Any:
        one, other = self._one(left), self._one(right)
        if kind_of(left).unit != kind_of(right).unit:
            raise TypeError(f"{left} and {right} cannot be compared")
        return both(one.known, other.known, compare(one.value, other.value))

    def _outside(self, name: str) -> Many:
        """What a set, or one value as a set of one, does not hold."""
        shape, kind = self._shape(name), kind_of(name)
        if isinstance(shape, Many):
            return Many(has=lambda one: no(shape.has(one)), name=("not", shape.name), kind=kind)
        return Many(
            has=lambda one: no(both(shape.known, shape.value == one)),
            name=("not", shape.known, shape.value),
            kind=kind,
        )

    def _any(self, left: Many, right: Many | None) -> Any:
        """Whether a set has a value, which another set has too."""

        def fits(one: Any) -> Any:
            return both(left.has(one), right.has(one)) if right else left.has(one)

        if left.kind.sort != ID:
            return some(fits(constant) for _, constant in left.kind.words)
        key = (left.name, right.name if right else None)
        unknowns = self.view.unknowns
        return unknowns.is_there("id", key, unknowns.new_id, fits)


def _one(shape: Shape) -> One:
    if isinstance(shape, Many):
        raise TypeError(f"{shape.name} is a set")
    return shape


def _many(shape: Shape) -> Many:
    if isinstance(shape, One):
        raise TypeError(f"{shape.value} is no set")
    return shape
