"""Which branches of conditions any facts can exercise at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import z3

from gateway.policy.book import RuleBook
from gateway.policy.branches import Branch, World, branches, branches_of, of_items
from gateway.policy.council import Council
from gateway.policy.coverage import HIDDEN, REGISTERED, UNTESTED, WHO_ASKS, asked, matches
from gateway.policy.expressions import Always, Expression, Item, Some
from gateway.policy.proof.any_facts import any_facts, settled
from gateway.policy.proof.logic import both, every, no
from gateway.policy.proof.plainest import Search
from gateway.policy.proof.translate import View
from gateway.policy.proof.unknowns import One, Thing
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules_reader import SECOND_LOOK, STATUTORY_LAYERS
from gateway.policy.vocabulary import COLLECTIONS


def never_taken(book: RuleBook, wanted: Iterable[Branch]) -> list[Branch]:
    """Of some branches, those that no facts of any council can take while it matters."""
    left = frozenset(wanted)
    inside = frozenset[Branch]().union(*(of_items(*one) for one in asked(book)))
    for council in book.councils.values():
        for world in _worlds(council, COLLECTIONS if left & inside else ()):
            left -= _taken(council, world, left)
    return sorted(left)


def _taken(council: Council, world: "_Anywhere", wanted: frozenset[Branch]) -> frozenset[Branch]:
    ways = [
        (branch, formula)
        for expression, owner, matter, view in _asked(Verdict(council, world.view))
        if not wanted.isdisjoint(branches_of(expression, owner))
        for branch, formula in branches(expression, owner, matter, world.seen(view))
        if branch in wanted
    ]
    search = Search(world.view.unknowns)
    return frozenset(branch for branch, formula in ways if search.can_be(formula))


_Asked = tuple[Expression, str, Any, View]
"""What is asked, what asks it, when it is asked, and of which facts."""


def _asked(verdict: Verdict) -> Iterator[_Asked]:
    """Everything that deciding asks of a segment; as `coverage` does for one case."""
    view = verdict.view
    yield from _rules(verdict, view, no(verdict.undecided))
    refused = verdict.refused_at_first
    yield UNTESTED, SECOND_LOOK, refused, view
    yield from _rules(
        verdict,
        settled(view, {"second_look": True}),
        both(refused, view.holds(UNTESTED)),
    )
    yield HIDDEN, SECOND_LOOK, no(verdict.released), view
    yield REGISTERED, SECOND_LOOK, view.holds(Some("tag", Always())), view
    for one in WHO_ASKS:
        yield one, SECOND_LOOK, no(verdict.in_layer(*STATUTORY_LAYERS)), view
    yield from _holds(verdict)


def _rules(verdict: Verdict, view: View, when: Any) -> Iterator[_Asked]:
    left = when
    for row in verdict.rules:
        yield matches(row), row.row, left, view
        left = both(left, no(view.holds(matches(row))))


def _holds(verdict: Verdict) -> Iterator[_Asked]:
    for row in verdict.rules:
        if row.eft != "allow":
            continue
        known = verdict.view.but({"row": One(known=None, value=None, settled=(row.row,))})
        apart = settled(known, {"sibling_waits": False})
        for hold in verdict.council.rows:
            if hold.act == "hold" and row.layer in hold.layers:
                decides = verdict.decides[row.row]
                yield matches(hold), hold.row, decides, apart
                tied = both(decides, verdict.free, no(verdict.released))
                yield matches(hold), hold.row, tied, known


@dataclass(frozen=True)
class _Anywhere:
    """Any facts, with one item more of a collection, which can be had in mind."""

    view: View
    added: dict[Item, Thing] = field(default_factory=dict)
    inside: Thing = field(default_factory=dict)

    def seen(self, view: View) -> "_Anywhere":
        return _Anywhere(view, self.added)

    def holds(self, expression: Expression) -> Any:
        return self.view.holds_of(self.inside, expression)

    def each(self, some: Some) -> Iterator[tuple[World, Any]]:
        thing = self.added.get(some.item)
        if thing is not None and not self.inside:
            others = self.view.but(added={some.item: ()}).holds(some)
            yield _Anywhere(self.view, self.added, thing), no(others)

    def every(self, truths: Iterable[Any]) -> Any:
        return every(truths)

    def no(self, truth: Any) -> Any:
        return no(truth)

    def is_out(self, truth: Any) -> bool:
        return bool(z3.is_false(truth))


def _worlds(council: Council, items: Iterable[Item]) -> Iterator[_Anywhere]:
    """Any facts; and any facts with an item in mind, for some collections."""
    yield _Anywhere(any_facts(council))
    for item in items:
        view = any_facts(council)
        thing = view.unknowns.thing(item)
        yield _Anywhere(view.but(added={item: (thing,)}), {item: thing})
