"""The words of disputes as those read them who decide them."""

from typing import Final

from gateway.domain.casework import DisputeAnswer, Ground
from gateway.policy.life.own_cause import Tie
from gateway.policy.words import VALUES
from gateway.web.terms import PARTS, Tag

GROUNDS: Final[dict[Ground, str]] = {
    "refusal": "The refusal",
    "delay": "The delay",
    "condition": "A condition",
    "conflict": "The office that decides",
}
ANSWERS: Final[dict[Ground, dict[DisputeAnswer, tuple[str, str]]]] = {
    "refusal": {
        "uphold": ("Uphold", "The refusal stands."),
        "overturn": ("Overturn", "The refusal falls. We decide the part again at once."),
    },
    "delay": {
        "uphold": ("Uphold", "It is right that it takes so long."),
        "overturn": ("Overturn", "It must be answered by a day that you set."),
    },
    "condition": {
        "uphold": ("Uphold", "The condition stays."),
        "vary": ("Vary", "The condition is taken away from this part."),
    },
    "conflict": {
        "uphold": ("Uphold", "The office goes on."),
        "overturn": ("Overturn", "The office no longer acts. Another takes its place."),
    },
}
"""For each ground the answers that fit it, and what each of them does."""
ANSWERED: Final[dict[DisputeAnswer, Tag]] = {
    "uphold": ("Upheld", "grey"),
    "vary": ("Varied", "teal"),
    "overturn": ("Overturned", "purple"),
}
REFERRED: Final[dict[DisputeAnswer, tuple[str, str]]] = {
    "overturn": ("Release it", "We decide again at once, and they can see it."),
    "uphold": ("Do not release it", "The answer about it is no. What is open to them stays open."),
}
"""The answers to what a rule passed on, and what each of them does."""
_DETERMINED: Final[dict[DisputeAnswer, Tag]] = {
    "overturn": ("Released", "green"),
    "uphold": ("Not released", "red"),
}
TOLD: Final[dict[DisputeAnswer, Tag]] = {
    "overturn": PARTS["released"],
    "uphold": PARTS["not_agreed"],
}
"""The same as the councillor reads it, beside the reasons."""
TIES: Final[dict[Tie, str]] = {
    "requester": "you asked for it yourself",
    "helped": "it was made for you",
    "subject": "the papers are about you",
    "author": "you wrote the papers",
    "concerned": "it concerns you",
    "related": "you are close to the person who asked",
    "interested": "you have an interest in it",
    "decided": "you decided, found or advised something in it",
    "heard": "you heard an earlier dispute about it",
}
"""Why somebody may not hear a dispute."""
AGAINST_OWN: Final = "it says that your own office should not act"
KINDS: Final = VALUES["segment.kind"]
"""The kinds of paper."""


def about(ground: Ground | None) -> str:
    """What was determined: what somebody disputed, or what a rule passed on."""
    return GROUNDS[ground] if ground else "What a rule passed on"


def answered(ground: Ground | None, answer: DisputeAnswer) -> Tag:
    """What was made of it."""
    return ANSWERED[answer] if ground else _DETERMINED[answer]
