"""The words of a case as an officer reads them: states, steps, what was done, kinds of answers."""

from typing import Final

from gateway.casework.due_cases import Show
from gateway.domain.access import Lasts
from gateway.domain.casework import RequestState, SegmentState, Step
from gateway.domain.copies import CopyState, GivenBack, ShownCopy
from gateway.domain.dates import in_words
from gateway.domain.deadlines import read_due
from gateway.domain.decision import SegmentOutcome
from gateway.domain.facts import Purpose
from gateway.domain.incidents import IncidentOutcome
from gateway.web.terms import Tag

STATES: Final[dict[RequestState, Tag]] = {
    "draft": ("Not sent", "grey"),
    "information_asked": ("Waits for the councillor", "yellow"),
    "with_officer": ("Waits for an officer", "blue"),
    "with_determiner": ("Passed on", "purple"),
    "agreed": ("Agreed", "green"),
    "agreed_in_part": ("Agreed in part", "teal"),
    "not_agreed": ("Not agreed", "red"),
    "ended": ("Ended", "grey"),
    "withdrawn": ("Taken back", "grey"),
}
PARTS: Final[dict[SegmentState, Tag]] = {
    "not_agreed": ("Not agreed", "red"),
    "disputed": ("Second look", "purple"),
    "with_officer": ("Waits for an officer", "blue"),
    "with_determiner": ("Passed on", "purple"),
    "access_ended": ("Access has ended", "grey"),
    "released": ("They can see it", "green"),
}
"""How a part stands, in the order in which it is told: what was not agreed first."""
OUTCOMES: Final[dict[SegmentOutcome, Tag]] = {
    "disclose": ("Yes", "green"),
    "disclose_with_conditions": ("Yes, on conditions", "green"),
    "refuse": ("No", "red"),
    "refer": ("Not yet: pass it on", "purple"),
    "officer_judgement": ("Not yet: an officer must decide", "blue"),
}
"""Whether a part may be disclosed, as a check answers."""
GIVEN: Final[dict[bool, Tag]] = {
    False: ("They were given it", "green"),
    True: ("They were given it, on conditions", "green"),
}
"""The same of a part that they hold already; whether on conditions."""
REFUSED: Final[Tag] = ("They were refused it", "red")
"""The same of a part that they were refused before, where a new request would wait."""
TO_OTHERS: Final[dict[Purpose, str]] = {
    "official_duty": "For their work as a councillor",
    "casework": "To help somebody in their ward",
    "general_enquiry": "To answer a general question",
    "political": "For the work of a political group",
    "personal": "For themselves",
    "none": "For no special reason",
}
"""Why somebody else would see a paper."""
SHOW: Final[dict[Show | str, str]] = {
    "": "What waits for you",
    "late": "Late",
    "soon": "Due within a week",
    "asked": "Waits for the councillor",
    "decided": "Decided, ended or taken back",
    "all": "All that you may open",
}
DONE: Final[dict[Step, str]] = {
    "ask_for_information": "The councillor was asked for more information",
    "ask_to_narrow": "The councillor was asked whether less would do",
    "give_information": "The councillor told us more",
    "withdraw": "The councillor took the request back",
    "end": "The councillor took the answer as the last word",
    "find": "A finding was recorded",
    "consult": "Somebody else was asked for their view",
    "ask_for_advice": "Advice was asked for",
    "give_advice": "Advice was given",
    "stand_aside": "The office stood aside",
    "dispute": "The councillor asked for a second look",
    "determine": "A determination was made",
    "limit_access": "It was said until when access lasts",
    "renew_access": "Access was given again",
    "revoke_access": "Access was ended",
    "sign_undertaking": "The councillor signed the promise of confidence",
    "answer_onward": "It was answered whether this may be passed on",
}
"""What was done in a case, by the step."""
LASTS: Final[dict[Lasts, tuple[str, str]]] = {
    "open": ("For as long as the rules allow it", ""),
    "day": ("Until the end of a day", "Say which day below."),
    "meeting": ("Until the meeting is over", "Only where a meeting on this is to come."),
    "request": ("Until the request has ended", ""),
}
WAYS: Final[dict[Step, tuple[str, str]]] = {
    "determine": ("determination", "Decide what was passed on to you"),
    "find": ("findings", "Record what you found"),
    "answer_onward": ("onward-answers", "Answer the request"),
    "ask_for_information": ("questions", "Ask the councillor for more information"),
    "ask_to_narrow": ("narrowing", "Ask whether less would do"),
    "consult": ("consultations", "Ask somebody else for their view"),
    "ask_for_advice": ("advice-sought", "Ask for advice"),
    "give_advice": ("advice", "Give advice"),
    "stand_aside": ("standing-aside", "Say that your office stands aside"),
    "limit_access": ("limits", "Say until when access lasts"),
    "renew_access": ("renewals", "Give access again"),
    "revoke_access": ("revocations", "End access"),
}
"""The steps that have a page: the end of its address below the case, and what it is called."""
FOR_THE_RECORD: Final = "For the record: the councillor does not read this"
COUNCILLOR_READS: Final = "What the councillor reads"
"""Who reads what is typed into a box: said above it on each form, and where it is checked."""
ANOTHER_FINDING: Final = "Record something else that you looked into"
"""What recording a finding is called where another one is asked for."""
COPIES: Final[dict[CopyState, Tag]] = {
    "held": ("With them", "blue"),
    "asked_back": ("Asked back", "yellow"),
    "returned": ("Returned", "green"),
    "destroyed": ("Destroyed", "green"),
}
READ_HERE: Final[Tag] = ("Read here only", "grey")
"""What was not downloaded: there is nothing to give back."""
GIVEN_BACK: Final[dict[GivenBack, str]] = {
    "returned": "It was given back to the council",
    "destroyed": "It was destroyed",
}
INCIDENTS: Final[dict[IncidentOutcome, str]] = {
    "no_misuse": "It was no misuse",
    "not_traced": "Nobody could be named",
    "words_of_advice": "Somebody was given advice",
    "conduct_complaint": "A complaint about conduct was made",
    "employee_discipline": "It went to discipline of employees",
    "regulator_told": "The Information Commissioner was told",
}
"""What came of misuse. No sanction follows by itself."""


def when_due(due: str | None, what: str | None, days: int | None, *, late: bool) -> str:
    """When something is due, as it is kept, what it is, and how long until then, in words."""
    left = time_left(days, late=late)
    return left if due is None else f"{in_words(read_due(due))}: {what} ({left})"


def time_left(days: int | None, *, late: bool) -> str:
    """How long until something is due, in words."""
    if late:
        gone = -(days or 0)
        return "late" if not gone else f"{_working_days(gone)} late"
    if days is None:
        return "not counted now"
    return "today" if not days else f"in {_working_days(days)}"


def _working_days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"


def copy_tag(copy: ShownCopy) -> Tag:
    """How it stands with what somebody had of a paper."""
    if copy.downloaded is None:
        return READ_HERE
    return ("Late", "red") if copy.late else COPIES[copy.state]
