"""From an expression to the sentence that explains it.

`clause` gives words that can follow "if", for what holds or for what does not. The words come
from the vocabulary, `phrases.py` and `terms.py`; an expression without words is a fault that the
lint finds, never a gap in a letter.
"""

from typing import assert_never

from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
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
    Value,
    Within,
)
from gateway.policy.phrases import CHOICES, ITEMS, NUMBERS, PRESENCE, RELATIONS
from gateway.policy.terms import TERMS, Pair
from gateway.policy.vocabulary import FIELDS, words_for

_PAIR = 2


def clause(expression: Expression, *, holds: bool = True) -> str:  # noqa: C901, PLR0911 - one line for each kind of node
    """Words for the expression, or for its opposite. Raises KeyError where words are missing."""
    match expression:
        case Always():
            return _pick(TERMS["always"], holds=holds)
        case Never():
            return _pick(TERMS["always"], holds=not holds)
        case Named(name, part):
            return _pick(TERMS[name], holds=holds) if name in TERMS else clause(part, holds=holds)
        case Not(part):
            return clause(part, holds=not holds)
        case And(parts):
            return _joined(merged(parts, every=True), holds=holds, every=holds)
        case Or(parts):
            return _joined(merged(parts, every=False), holds=holds, every=not holds)
        case Some(item, where):
            return f"{_pick(ITEMS[item], holds=holds)} {_said_of_item(where, holds=holds)}"
        case Is(field, value):
            return _value(field, value, holds=holds)
        case OneOf(field, values):
            return _values(field, values, holds=holds)
        case Present(field):
            return _present(field, holds=holds)
        case MoreThan(field, number):
            return _amount(field, number, holds=holds)
        case _:
            return _relation(expression, holds=holds)


def _amount(name: str, number: int, *, holds: bool) -> str:
    if (name, number) in NUMBERS:
        return _pick(NUMBERS[name, number], holds=holds)
    return f"{FIELDS[name].says} is {'more than' if holds else 'at most'} {number}"


def definition(name: str) -> str:
    """What a named condition takes in, one step down: its parts in their own words."""
    return clause(CONDITIONS[name].part)


def _pick(pair: Pair, *, holds: bool) -> str:
    return pair[0] if holds else pair[1]


def merged(parts: tuple[Expression, ...], *, every: bool) -> tuple[Expression, ...]:
    """The parts of an `And` (of an `Or`, where not `every`) as few words tell them.

    Alternatives that are values of one field become one; what all alternatives share is told once.
    """
    kept = tuple(dict.fromkeys(parts))
    if every or len(kept) == 1:
        return kept
    fields = {part.field for part in kept if isinstance(part, Is)}
    if len(fields) == 1 and all(isinstance(part, Is) for part in kept):
        return (OneOf(fields.pop(), tuple(part.value for part in kept if isinstance(part, Is))),)
    shared = tuple(one for one in conjuncts(kept[0]) if all(one in conjuncts(o) for o in kept))
    left = [tuple(one for one in conjuncts(part) if one not in shared) for part in kept]
    if not shared or not all(left):
        return (And(shared),) if shared else kept
    alternatives = tuple(one[0] if len(one) == 1 else And(one) for one in left)
    either_of = merged(alternatives, every=False)
    return (And((*(either_of if len(either_of) == 1 else (Or(either_of),)), *shared)),)


def conjuncts(expression: Expression) -> tuple[Expression, ...]:
    """The parts that must all hold."""
    return expression.parts if isinstance(expression, And) else (expression,)


def _said_of_item(where: Expression, *, holds: bool) -> str:
    """What follows "a mark that": its parts as a list, so that no comma ends the clause.

    Of no mark that does this and that it is not said that none does this.
    """
    words = [clause(part) for part in conjuncts(where)]
    if len(words) == _PAIR and not holds:
        return f"both {words[0]} and {words[1]}"
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _joined(parts: tuple[Expression, ...], *, holds: bool, every: bool) -> str:
    """Several clauses as one; an alternative is set off, so that "and" and "or" stay apart."""
    kept = list(dict.fromkeys(clause(part, holds=holds) for part in parts))
    if len(kept) == 1:
        return kept[0]
    if every:
        return ", and ".join(kept)
    return f"either {', or '.join(one.replace(', and ', ' and ') for one in kept)}"


def _value(name: str, value: Value, *, holds: bool) -> str:
    field = FIELDS[name]
    if (name, str(value)) in CHOICES:
        return _pick(CHOICES[name, str(value)], holds=holds)
    if field.found:
        so = field.found if value is True else f"it is not so that {field.found}"
        return f"it {'has been' if holds else 'has not been'} found that {so}"
    if isinstance(value, bool):
        return _pick((field.yes, field.no), holds=holds is value)
    return f"{field.says} {'' if holds else 'not '}{words_for(name, value)}"


def _values(name: str, values: tuple[Value, ...], *, holds: bool) -> str:
    if len(values) == 1:
        return _value(name, values[0], holds=holds)
    words = [words_for(name, value) for value in values]
    if holds:
        return f"{FIELDS[name].says} {', '.join(words[:-1])} or {words[-1]}"
    return f"{FIELDS[name].says} neither {', '.join(words[:-1])} nor {words[-1]}"


def _present(name: str, *, holds: bool) -> str:
    if name in PRESENCE:
        return _pick(PRESENCE[name], holds=holds)
    field = FIELDS[name]
    found = field.found or f"{field.says} anything"
    if holds:
        return f"somebody has found whether {found}"
    return f"nobody has yet found whether {found}"


def _relation(
    expression: Same | Has | Contains | Overlaps | Within | Before | SameDay, *, holds: bool
) -> str:
    kind = type(expression).__name__
    match expression:
        case Contains("requester.positions", str(position)) if position != "scrutiny_member":
            words = words_for("requester.positions", position)
            return f"you are {'' if holds else 'not '}{words}"
        case Contains(holder, value):
            return _pick(RELATIONS[kind, holder, str(value)], holds=holds)
        case Has(holder, field):
            return _pick(RELATIONS[kind, holder, field], holds=holds)
        case Same(left, right) | Overlaps(left, right) | Within(left, right):
            return _pick(RELATIONS[kind, left, right], holds=holds)
        case Before(left, right) | SameDay(left, right):
            return _pick(RELATIONS[kind, left, right], holds=holds)
        case _:
            assert_never(expression)
