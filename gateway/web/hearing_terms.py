"""The words of disputes as those read them who decide them."""

from typing import Final

from gateway.domain.casework import DisputeAnswer, Ground, SegmentState, Step
from gateway.domain.facts import Form, Purpose
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
STEPS: Final[dict[Step, str]] = {
    "ask_for_information": "Asked for more information",
    "ask_to_narrow": "Asked whether less would do",
    "give_information": "Told us more",
    "withdraw": "Took the request back",
    "end": "Took the answer as the last word",
    "find": "Recorded a finding",
    "consult": "Asked somebody else for their view",
    "ask_for_advice": "Asked for advice",
    "give_advice": "Gave advice",
    "dispute": "Disputed it",
    "determine": "Answered a dispute",
    "limit_access": "Said until when access lasts",
    "renew_access": "Gave access again",
    "revoke_access": "Ended access",
    "sign_undertaking": "Signed a promise of confidence",
    "answer_onward": "Answered whether it may be passed on",
}
"""What was done with a request, whoever did it."""
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
PURPOSES: Final[dict[Purpose, str]] = {
    "official_duty": "For their work as a councillor",
    "casework": "To help somebody in their ward",
    "general_enquiry": "To answer a general question",
    "political": "For the work of their political group",
    "personal": "For themselves",
    "none": "For no special reason",
}
FORMS: Final[dict[Form, str]] = {"inspect": "To read it", "copy": "To have a copy"}
PARTS: Final[dict[SegmentState, str]] = {
    "released": "They can see it now.",
    "access_ended": "Their access has ended.",
    "with_officer": "It is with an officer.",
    "with_determiner": "It is passed on for a decision.",
    "disputed": "It is disputed.",
    "not_agreed": "They cannot see it.",
}
"""Where a part stands, for somebody else than its requester."""
KINDS: Final = VALUES["segment.kind"]
"""The kinds of paper."""
