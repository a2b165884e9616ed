"""What the person who asked may be told of a decision (section 9.8).

Where the existence of a segment must be neither confirmed nor denied, it is left out. A document of
which nothing may be told is answered exactly as one not held.
"""

from collections.abc import Callable, Iterable
from datetime import datetime

from msgspec.structs import replace

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts, Segment
from gateway.domain.reply import NamedPaper


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


def may_know_of(facts: Facts, told: Decision, private: Callable[[Segment], bool]) -> bool:
    """Whether the person who asked may know that there is such a document, and its title.

    They may when something of it is released to them; and when it is on the business of a formal
    body (its title stands on the agenda) and nothing in it is `private` to a group or a member, or
    must be neither confirmed nor denied.
    """
    if any(one.released for one in told.segments):
        return True
    parts = facts.document.segments
    if len(told.segments) < len(parts):
        return False
    return any(part.business for part in parts) and not any(map(private, parts))


def named_paper(facts: Facts, told: Decision) -> NamedPaper | None:
    """How a letter names a document of which they may know; None where it has no title.

    The meeting is the last one that a part which they are told of is business of.
    """
    if not facts.document.title:
        return None
    last = last_business(facts_told(facts, told).document.segments)
    return NamedPaper(title=facts.document.title, meeting=last[0] if last else None)


def last_business(parts: Iterable[Segment]) -> tuple[datetime, str] | None:
    """The last meeting of which one of these parts is business: when, and what meets. Pure."""
    meetings = [
        (one.start, one.body) for part in parts for one in part.business if one.start is not None
    ]
    return max(meetings, default=None)


def facts_told(facts: Facts, decision: Decision) -> Facts:
    """The facts of a decision as it was told: what it leaves out is left out of them."""
    return _only(facts, {one.id for one in decision.segments})


def _only(facts: Facts, names: set[str]) -> Facts:
    segments = tuple([one for one in facts.document.segments if one.id in names])
    if len(segments) == len(facts.document.segments):
        return facts
    return replace(facts, document=replace(facts.document, segments=segments))
