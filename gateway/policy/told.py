"""What the person who asked may be told of a decision (section 9.8).

Where the existence of a segment must be neither confirmed nor denied, it is left out. A document of
which nothing may be told is answered exactly as one not held.
"""

from collections.abc import Callable

from msgspec.structs import replace

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts


def told(decide: Callable[[Facts], Decision], facts: Facts, decision: Decision) -> Decision:
    """The decision over the segments that may be known of.

    What cannot be separated from a hidden segment would betray it by waiting, and is hidden too.
    """
    hidden = {one.id for one in decision.segments if one.neither_confirm_nor_deny}
    if not hidden:
        return decision
    segments = facts.document.segments
    ties = {one.not_severable for one in segments if one.id in hidden} - {None}
    released = {one.id for one in decision.segments if one.released}
    rest = {
        one.id
        for one in segments
        if one.id not in hidden and (one.id in released or one.not_severable not in ties)
    }
    return decide(_only(facts, rest)) if rest else nothing(decision)


def nothing(decision: Decision) -> Decision:
    """What is told where we neither confirm nor deny that we hold it."""
    return Decision(
        id=decision.id,
        outcome="refuse",
        refer_to=None,
        rules=(),
        conditions=(),
        notify=(),
        due={},
        segments=(),
        rule_book=decision.rule_book,
    )


def facts_told(facts: Facts, decision: Decision) -> Facts:
    """The facts of a decision as it was told: what it leaves out is left out of them."""
    return _only(facts, {one.id for one in decision.segments})


def _only(facts: Facts, names: set[str]) -> Facts:
    segments = tuple([one for one in facts.document.segments if one.id in names])
    if len(segments) == len(facts.document.segments):
        return facts
    return replace(facts, document=replace(facts.document, segments=segments))
