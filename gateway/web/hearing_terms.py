"""The words of disputes as those read them who decide them."""

from typing import Final

from gateway.domain.casework import DisputeAnswer, Ground
from gateway.domain.facts import Form
from gateway.policy.life.own_cause import Tie
from gateway.policy.words import VALUES
from gateway.web.terms import Tag

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
FORMS: Final[dict[Form, str]] = {"inspect": "To read it", "copy": "To have a copy"}
KINDS: Final = VALUES["segment.kind"]
"""The kinds of paper."""
