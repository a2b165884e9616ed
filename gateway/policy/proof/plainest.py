"""Asks z3 for facts that fit some formulas, as near to an ordinary request as they can be."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import z3

from gateway.policy.proof.kinds import ID, Kind, kind_of
from gateway.policy.proof.logic import both, every, no
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import DAY, MIDDAY, Many, One, Shape, Thing, Unknowns

_WEEK = 7 * DAY


class Search:
    """Asks again and again about the same unknowns. Make it when all its formulas are made."""

    def __init__(self, unknowns: Unknowns) -> None:
        self._solver = _solver(unknowns, ())

    def can_be(self, *formulas: Any) -> bool:
        """Whether there are facts that fit all of them."""
        found: bool = self._solver.check(*formulas) == z3.sat
        return found

    def stopped_by(self, formula: Any, others: Mapping[str, Any]) -> list[str]:
        """Of formulas that leave no room for another together: as few as suffice, by name."""
        names = list(others)
        for name in others:
            fewer = [one for one in names if one != name]
            if not self.can_be(formula, *(others[one] for one in fewer)):
                names = fewer
        return names


def can_be(unknowns: Unknowns, *formulas: Any) -> bool:
    """Whether there are facts that fit all of them."""
    return Search(unknowns).can_be(*formulas)


def plainest(views: Iterable[View], unknowns: Unknowns, *formulas: Any) -> Any:
    """A z3 model of the formulas in which each view is as plain as it can be; None: none fits."""
    solver = _solver(unknowns, formulas)
    if solver.check() != z3.sat:
        return None
    _grant(solver, [wish for view in views for wish in _wishes(view)])
    solver.check()
    return solver.model()


def members(kind: Kind, unknowns: Unknowns) -> list[Any]:
    """Everything that a set of this kind could hold."""
    return unknowns.ids if kind.sort == ID else [constant for _, constant in kind.words]


def _solver(unknowns: Unknowns, formulas: Iterable[Any]) -> Any:
    solver = z3.SimpleSolver()
    solver.add(*unknowns.all_laws(), *formulas)
    return solver


def _grant(solver: Any, wishes: list[Any]) -> None:
    """Grants each wish that can be granted beside those before it."""
    if solver.check(*wishes) == z3.sat:
        solver.add(*wishes)
    elif len(wishes) > 1:
        half = len(wishes) // 2
        _grant(solver, wishes[:half])
        _grant(solver, wishes[half:])


def _wishes(view: View) -> Iterator[Any]:
    unknowns = view.unknowns
    for questions in unknowns.questions.values():
        yield from (no(question.answer) for question in questions.values())
    shared = [[thing for _, thing in unknowns.candidates(item)] for item in unknowns.items()]
    yield from (_alike(one, others[0]) for others in shared for one in others[1:])
    added = [thing for things in view.added.values() for thing in things]
    for fields in (view.fields, *chain(*shared), *added):
        for name, shape in fields.items():
            yield from _plain(shape, kind_of(name), unknowns)
    ids = unknowns.ids
    yield from (one != other for place, one in enumerate(ids) for other in ids[:place])


def _alike(one: Thing, other: Thing) -> Any:
    """Two items are the same in every field, so that they can be told as one."""
    return every(
        both(mine.known == theirs.known, mine.value == theirs.value)
        for mine, theirs in zip(one.values(), other.values(), strict=True)
        if isinstance(mine, One) and isinstance(theirs, One)
    )


def _plain(shape: Shape, kind: Kind, unknowns: Unknowns) -> Iterator[Any]:
    """What an ordinary request has in a field: nothing, no, or the first of its values."""
    if isinstance(shape, Many):
        yield from (no(shape.has(one)) for one in members(kind, unknowns))
        return
    if kind.optional:
        yield no(shape.known)
    if kind.unit == "moment":
        yield from (shape.value == MIDDAY + days for days in (_WEEK, -_WEEK))
    elif kind.sort == z3.IntSort():
        yield shape.value == 0
    elif kind.sort == z3.BoolSort():
        yield no(shape.value)
    elif kind.words:
        yield shape.value == kind.words[0][1]
