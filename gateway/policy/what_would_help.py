"""What would change the answer: the smallest sets of changes that turn a segment into a release."""

from collections.abc import Callable, Iterator
from itertools import combinations

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts, Segment
from gateway.errors import FactsError
from gateway.policy.changes import CHANGES, Change

MOST_CHANGES = 3
"""The largest set that is looked for; more would help nobody."""
Decide = Callable[[Facts], Decision]


def what_would_help(decide: Decide, facts: Facts, segment: str) -> tuple[tuple[Change, ...], ...]:
    """Each smallest set of changes that would release the segment, nearest to the requester first.

    None of them holds another: what a smaller set does is not told again. Nothing is told of a
    segment whose existence must be neither confirmed nor denied (section 9.8).
    """
    decided = {one.id: one for one in decide(facts).segments}[segment]
    if decided.released or decided.neither_confirm_nor_deny:
        return ()
    found: list[frozenset[str]] = []
    answers = []
    for size in range(1, MOST_CHANGES + 1):
        for changes in combinations(CHANGES, size):
            names = frozenset(change.name for change in changes)
            if any(smaller <= names for smaller in found):
                continue
            if _releases(decide, facts, segment, changes):
                found.append(names)
                answers.append(changes)
    return tuple(answers)


def _releases(decide: Decide, facts: Facts, segment: str, changes: tuple[Change, ...]) -> bool:
    changed: Facts | None = facts
    for change in changes:
        if changed is None:
            return False
        changed = change.to(changed, _segment(changed, segment))
    if changed is None:
        return False
    try:
        decision = decide(changed)
    except FactsError:
        return False
    return any(one.released for one in decision.segments if one.id == segment)


def _segment(facts: Facts, name: str) -> Segment:
    return next(one for one in facts.document.segments if one.id == name)


def in_words(answers: tuple[tuple[Change, ...], ...]) -> Iterator[str]:
    """Each set as a sentence or two."""
    for changes in answers:
        yield " ".join(change.sentence for change in changes)
