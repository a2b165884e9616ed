"""What quotes a clause besides rows and settings: conditions, notices, clocks, notes."""

from gateway.domain.decision import Clock, Condition, Notice
from gateway.policy import citations
from gateway.policy.letters import CLOCKS, CONDITIONS, NOTICES
from gateway.policy.pages import RULES, link
from gateway.policy.rules_reader import SECOND_LOOK

_NOTICES: dict[Notice, tuple[str, ...]] = {
    "board_member": citations.USED_AT_MEETING,
    "all_groups": citations.BRIEFING_OFFERED,
    "scrutiny_committee": citations.SCRUTINY_REASONS,
}
_NOTES: dict[str, tuple[str, ...]] = {
    f"The second look ({link(SECOND_LOOK, SECOND_LOOK, RULES)})": (
        *citations.UNTESTED,
        *citations.UNTESTED_OWN_DEVELOPMENT,
    ),
    "Quoted in answers about a mark that has no force at this council": citations.VOID_TAGS,
    "Quoted where the council's own development sets a mark aside": citations.OWN_DEVELOPMENT,
    "Quoted where registration by law sets a mark aside": citations.REGISTERED,
    "Quoted in answers to a co-opted member of a committee": citations.CO_OPTEE,
    "Quoted in answers to a political assistant": citations.ASSISTANT,
    "Quoted in answers to a member of the body, where membership is weighed": citations.BODY_MEMBER,
}


NAMED_THERE = "the day or time that the answer names"
"""What stands for the moment of a clock where no answer is at hand."""


def condition_words(name: Condition) -> str:
    """A condition on a release, as a place where a clause lives."""
    return f'Condition on a release: "{CONDITIONS[name]}"'


def clock_words(name: Clock) -> str:
    """A clock, as a place where a clause lives."""
    return f'Clock: "{CLOCKS[name].format(due=NAMED_THERE)}"'


def quotes() -> dict[str, list[str]]:
    """For each clause id that the code quotes, what quotes it, in words."""
    found: dict[str, list[str]] = {}
    for condition, ids in citations.CONDITIONS.items():
        _add(found, condition_words(condition), ids)
    personal = f"{condition_words('confidential')}, where it holds personal data"
    _add(found, personal, citations.CONFIDENTIAL_PERSONAL_DATA)
    for clock, ids in citations.CLOCKS.items():
        _add(found, clock_words(clock), ids)
    for notice, ids in _NOTICES.items():
        _add(found, f'Notice: "{NOTICES[notice]}"', ids)
    for words, ids in _NOTES.items():
        _add(found, words, ids)
    return found


def _add(found: dict[str, list[str]], words: str, ids: tuple[str, ...]) -> None:
    for name in ids:
        found.setdefault(name, []).append(words)
