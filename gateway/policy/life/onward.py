"""Passing on what is held in confidence: when the model code allows it (paragraph 4). Pure.

The gateway never lifts a condition by itself: the adviser answers, and the answer must rest on what
was found. Consulting the Monitoring Officer is part of every limb here: the request is put to them.
"""

from collections.abc import Collection
from typing import Final

from gateway.domain.casework import FindingName
from gateway.policy.life.found import Found

ENOUGH: Final[tuple[frozenset[FindingName], ...]] = (
    frozenset({"onward_consent"}),
    frozenset({"onward_required_by_law"}),
    frozenset({"onward_professional_advice"}),
    frozenset({"onward_public_interest", "onward_good_faith"}),
)
"""The limbs, each with what must be found for it: whoever may give it agrees; a law requires it; it
goes to a professional adviser who keeps it in confidence; or it is reasonable and in the public
interest, and done in good faith and as the council reasonably asks."""
LIMBS: Final = frozenset[FindingName]().union(*ENOUGH)
"""All that is found about passing something on."""


def may_be_passed_on(found: Collection[Found], segment: str) -> bool:
    """Whether what was found fulfils a limb; what was found of the segment itself goes first."""
    latest: dict[tuple[str, str | None], bool] = {
        (one.name, one.segment): one.value is True for one in found
    }
    held = {name for name in LIMBS if latest.get((name, segment), latest.get((name, None), False))}
    return any(limb <= held for limb in ENOUGH)
