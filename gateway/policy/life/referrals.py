"""Referrals: the parts that a rule passes on to the determiner, whose word ends the wait (10.4)."""

from typing import Final

from gateway.domain.casework import DisputeAnswer
from gateway.domain.decision import Decision
from gateway.domain.facts import Segment
from gateway.policy.council import Council
from gateway.policy.life.forums import Effect, effect_of

_DETERMINER: Final = "determiner"
"""The profile's key for whoever has the last word about access."""
_REFUSED: Final = ("determination", "refuse")


def referred_in(council: Council, decision: Decision) -> tuple[str, ...]:
    """The parts that wait because a row, or its first hold, leaves them to the determiner. Pure.

    What waits for the adviser is none of them, though both be one office: it settles another thing.
    """
    leave = {row.row for row in council.rows if row.next == _DETERMINER}
    return tuple(
        one.id
        for one in decision.segments
        if one.outcome == "refer" and (*one.holds, one.row)[0] in leave
    )


def effect_on(segment: Segment, answer: DisputeAnswer) -> Effect:
    """What the determiner's answer settles about a part that was passed on. Pure.

    As at the last stage of a dispute; and what is not released is refused, also a group's own paper
    in a council that does not bar it.
    """
    effect = effect_of("stages", segment, answer, last=True)
    if answer == "overturn" or _REFUSED in effect.found:
        return effect
    return Effect(found=(*effect.found, _REFUSED))
