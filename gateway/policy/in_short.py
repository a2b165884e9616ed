"""Why, in short: what decided, said as one would say it to the person who asked.

The reasons whole, with the rule and every fact, are those of the grounds (`reply.py`).
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from gateway.domain.decision import SegmentDecision
from gateway.domain.saying import Say

OF_MOST: Final = frozenset(
    {
        "you are in office",
        "you are a councillor",
        "it is not already public",
        "it is not a private paper of a group or of a member",
    }
)
"""Facts that are so of most who ask and most that is asked for: seldom what decided."""
LED_THERE: Final = frozenset(
    {
        "it has no mark as exempt that both counts and leaves it open to members",
        "your need to know has not yet been looked at",
        "the executive holds it",
        "it is about an executive decision by one person",
        "the executive decision has been made",
        "it is about business that is not the executive's and is still to come",
        "it is about business that is the executive's and is over",
        (
            "it is about business that is the executive's, belongs to an open meeting and is still "
            "to come"
        ),
        "it is about business that is the executive's, belongs to a private meeting and is over",
    }
)
"""Facts that lead to a rule, beside those for which it does not open it: not told in short."""
PLAINLY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "it has a mark as exempt that counts": "it is closed to the public",
        "you do not belong to the body whose business it is": (
            "you are not on the body whose business it is"
        ),
        "you stated no purpose": "you have not said why you need it",
    }
)
"""Facts for which it is not open, as one would say them, in the order in which they are told."""
_ITS_MEETING: Final = " ("
"""What stands between a fact and the moment of the meeting that it speaks of."""


def in_short(one: SegmentDecision, say: Say) -> str:
    """What decided, or what holds it; "" where the reasons are no longer kept."""
    held = [ground for ground in one.grounds if ground.part == "held"]
    for ground in (*held, *one.grounds)[:1]:
        facts = tuple(fact for fact in ground.facts if fact not in OF_MOST) or ground.facts
        if not one.released:
            facts = _plainly(facts)
        return " ".join(_sentence(say(fact)) for fact in facts) or say(ground.sentence)
    return ""


def _plainly(facts: tuple[str, ...]) -> tuple[str, ...]:
    """The facts for which it is not open, as one would say them."""
    kept = [fact for fact in facts if fact.partition(_ITS_MEETING)[0] not in LED_THERE] or facts
    plain = [fact for fact in PLAINLY if fact in kept]
    return (*(fact for fact in kept if fact not in plain), *(PLAINLY[fact] for fact in plain))


def _sentence(fact: str) -> str:
    return f"{fact[:1].upper()}{fact[1:]}."
