"""The words of requests as a councillor says them: reasons, states, steps, and their tags."""

from typing import Final

from gateway.casework.installation import State
from gateway.casework.sample import Again
from gateway.domain.advice import AdviceState
from gateway.domain.casework import (
    Capacity,
    DisputeAnswer,
    Ground,
    RequestState,
    SegmentState,
    Step,
)
from gateway.domain.copies import CopyState, GivenBack
from gateway.domain.deadlines import NAMES, DeadlineKind, DeadlineState
from gateway.domain.decision import Outcome
from gateway.domain.facts import Form, Purpose, ScrutinyLink, ThirdPartyConfidence

Tag = tuple[str, str]
"""Words, and the colour of the Design System's tag: the words carry the meaning."""

PURPOSES: Final[dict[Purpose, tuple[str, str]]] = {
    "official_duty": (
        "For my work as a councillor",
        "A committee, or any other duty that you have as a councillor.",
    ),
    "casework": ("To help somebody in my ward", "They have asked you to help them."),
    "general_enquiry": ("To answer a general question", "Somebody asked you about the council."),
    "political": ("For the work of my political group", ""),
    "personal": ("For myself", "It has nothing to do with your work as a councillor."),
    "none": ("For no special reason", "Some papers are open to you without any."),
}
FORMS: Final[dict[Form, tuple[str, str]]] = {
    "inspect": ("Read it", "You may be allowed to read it even where you may not have a copy."),
    "copy": ("Have a copy", "You keep it, and you must look after it."),
}
ASKED_TO: Final[dict[Form, str]] = {"inspect": "To read it", "copy": "To have a copy"}
"""How somebody asks to see it, in the line that says it before it is sent."""
CAPACITIES: Final[dict[Capacity, str]] = {
    "member_of_council": "As a councillor",
    "ward_member": "As the councillor for a ward",
    "political_group": "For my political group",
    "private_person": "As a private person",
}
SCRUTINY: Final[dict[ScrutinyLink, str]] = {
    "none": "No",
    "call_in": "A decision that was called in",
    "review": "A review that a scrutiny committee is making",
    "work_programme": "Something else in the committee's work programme",
}
IN_CONFIDENCE: Final[dict[ThirdPartyConfidence, str]] = {
    "none": "Nobody else gave it in confidence",
    "not_consulted": "Given in confidence, and we have not asked them",
    "consents": "Given in confidence, and they agree",
    "objects": "Given in confidence, and they object",
}
STATES: Final[dict[RequestState, Tag]] = {
    "draft": ("Not sent", "grey"),
    "information_asked": ("We need to know more", "yellow"),
    "with_officer": ("With an officer", "blue"),
    "with_determiner": ("Passed on", "purple"),
    "agreed": ("Agreed", "green"),
    "agreed_in_part": ("Agreed in part", "teal"),
    "not_agreed": ("Not agreed", "red"),
    "ended": ("Ended", "grey"),
    "withdrawn": ("Taken back", "grey"),
}
OUTCOME_TAGS: Final[dict[Outcome, Tag]] = {
    "disclose": ("Agreed", "green"),
    "disclose_with_conditions": ("Agreed, with conditions", "green"),
    "disclose_in_part": ("Agreed in part", "teal"),
    "refer": ("Passed on", "purple"),
    "officer_judgement": ("With an officer", "blue"),
    "refuse": ("Not agreed", "red"),
}
PARTS: Final[dict[SegmentState, Tag]] = {
    "not_agreed": ("Not agreed", "red"),
    "disputed": ("Second look", "purple"),
    "with_officer": ("With an officer", "blue"),
    "with_determiner": ("Passed on", "purple"),
    "access_ended": ("Access has ended", "grey"),
    "released": ("You can see it", "green"),
}
"""How a part stands, in the order in which it is told: what was not agreed first."""
GROUNDS: Final[dict[Ground, tuple[str, str]]] = {
    "refusal": ("You said no, and I disagree", ""),
    "delay": ("It takes too long", ""),
    "condition": ("A condition is wrong", "Choose which one below."),
    "conflict": ("Somebody should not decide this", "Choose which office below."),
}
ABOUT: Final[dict[Ground, str]] = {
    "refusal": "You ask about our answer, which was no.",
    "delay": "You ask about how long it takes.",
    "condition": "You ask about a condition:",
    "conflict": "You ask about who decides:",
}
"""What somebody asks about, where nothing else can be asked about."""
DONE: Final[dict[Step, str]] = {
    "ask_for_information": "We asked you for more information",
    "ask_to_narrow": "We asked you whether less would do",
    "give_information": "You told us more",
    "withdraw": "You took the request back",
    "end": "You said that you need nothing more",
    "find": "An officer looked at your request",
    "consult": "We asked somebody else for their view",
    "ask_for_advice": "We asked for advice",
    "give_advice": "Advice was given",
    "stand_aside": "An office stood aside",
    "dispute": "You asked for a second look",
    "determine": "A determination was made",
    "limit_access": "We said until when you can see it",
    "renew_access": "We gave you access again",
    "revoke_access": "We ended your access",
    "sign_undertaking": "You signed the promise of confidence",
    "answer_onward": "We answered whether you may pass it on",
}
"""What was done with a request, as its requester reads it."""
CHANGED: Final[dict[str, str | tuple[str, str]]] = {"": "No"} | dict(PURPOSES)
"""Reasons, for somebody who may have another than before."""
OWED: Final[dict[DeadlineKind, str]] = {
    **NAMES,
    "wait": "an answer; if none has come by then, you can ask for a second look at the delay",
    "clarification": "your answer to our question",
    "dispute_answer": "an answer to your second look",
}
"""What is owed about a request, as its requester reads it."""
OWED_IN_SHORT: Final[dict[DeadlineKind, str]] = {
    **OWED,
    "wait": "an answer, or you can say that it takes too long",
}
"""The same for a list."""
DEADLINE_STATES: Final[dict[DeadlineState, str]] = {
    "running": "Still to come",
    "paused": "Waiting for an answer",
    "met": "Done",
    "ended": "No longer needed",
}
DEADLINE_TAGS: Final[dict[DeadlineState, str]] = {
    "running": "blue",
    "paused": "yellow",
    "met": "green",
    "ended": "grey",
}
ANSWERS: Final[dict[DisputeAnswer, str]] = {
    "uphold": "The answer stands.",
    "vary": "A condition was taken away.",
    "overturn": "The answer was changed.",
}
PASSED_ON: Final[dict[bool, str]] = {
    True: "You may pass it on.",
    False: "You may not pass it on.",
}
"""The answer about what somebody asks to pass on."""
AGAIN: Final[dict[Again, Tag]] = {
    "same": ("The same", "green"),
    "differs": ("Differs", "red"),
    "erased": ("Erased", "grey"),
    "not_readable": ("Rule book not readable", "yellow"),
}
"""What came of making a past decision again."""
STATES_OF_CHECKS: Final[dict[State, Tag]] = {
    "ok": ("Fine", "green"),
    "warning": ("Look at this", "yellow"),
    "fault": ("Mend this", "red"),
}
"""What the doctor says of each thing that it looks at."""
COPIES: Final[dict[CopyState, Tag]] = {
    "held": ("With you", "blue"),
    "asked_back": ("Please give it back", "yellow"),
    "returned": ("Returned", "green"),
    "destroyed": ("Destroyed", "green"),
}
ADVICE: Final[dict[AdviceState, Tag]] = {
    "waiting": ("Waiting for an answer", "blue"),
    "answered": ("Answered", "green"),
    "not_followed": ("Not followed", "yellow"),
}
GIVEN_BACK: Final[dict[GivenBack, str]] = {
    "destroyed": "I destroyed it",
    "returned": "I gave it back to the council",
}
