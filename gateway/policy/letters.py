"""The words of an answer: outcomes, conditions, notices and clocks for the person who asked."""

import re
from typing import Final

from gateway.domain.dates import in_words
from gateway.domain.decision import Clock, Condition, Due, Notice, Outcome
from gateway.domain.profile import OtherRules
from gateway.domain.saying import Say, as_written
from gateway.policy.rules import Row
from gateway.policy.words import OFFICES

OUTCOMES: dict[Outcome, str] = {
    "disclose": "You can see it.",
    "disclose_with_conditions": "You can see it, on conditions.",
    "disclose_in_part": "You can see part of it, and not the rest.",
    "refer": "We have passed it on for a decision.",
    "officer_judgement": "An officer must decide first.",
    "refuse": "You cannot see it.",
}
CONDITIONS: dict[Condition, str] = {
    "confidential": "Keep it confidential.",
    "official_duties_only": "Use it only for your official duties.",
    "purpose_only": "Use it only for the purpose for which you asked.",
    "no_onward": "Do not pass it on.",
    "controller_notice": "You become responsible in law for the personal data in it.",
    "inspect_only": "You may read it. For a copy, ask the officer who decides first.",
    "no_public_reference": "Do not refer to this advice in public or at council meetings.",
    "undertaking_first": "Sign a promise of confidence first.",
}
NOTICES: dict[Notice, str] = {
    "board_member": "We tell the Board member who is responsible for it.",
    "committee_chair": "We tell the chair of the committee that it is for.",
    "all_groups": "We tell all political groups that it exists.",
    "scrutiny_committee": "The executive gives the scrutiny committee its reasons in writing.",
}
CLOCKS: dict[Clock, str] = {
    "response": "We must reply, or say why we cannot yet, by {due}.",
    "meeting": "If the law lets you read it before the meeting, you may do so until {due}.",
    "reg16_before": "What the law opens to members must be open to them by {due}.",
    "reg16_after": "What the law opens to members must be open to them by {due}.",
    "reg17": "A scrutiny member who is entitled to a copy must have it by {due}.",
}
PART = "Part {part}"
_LETTER_OR_NUMBER: Final = re.compile(r"[A-Za-z]|[0-9]{1,4}")
_JOINED: Final = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)+")
_BETWEEN_WORDS: Final = re.compile("[-_]")
"""An id of small letters, joined: only such a one is taken apart, and no name that people wrote."""
WAITS = "It waits"
"""What a rule does that neither opens nor refuses."""
HIDDEN = "We can neither confirm nor deny that we hold this."
"""The whole answer where we may not say whether something exists; the same when nothing is held."""


OTHER_RULES = (
    "The council also has its own {title}, in {where}. This answer does not quote them: it rests "
    "on the law and on the council's protocol."
)
THEIR_PLACE = "You find them at {link}"
OTHER_ROUTES = (
    "You can also ask in another way, like anybody else: for information, under the Freedom of "
    "Information Act 2000 or the Environmental Information Regulations 2004; for what we hold "
    "about yourself, under data protection law."
)
"""What a refusal does not touch (section 9.8)."""


def clock_sentence(name: Clock, due: Due) -> str:
    """What a clock means, with its day or moment in words."""
    return CLOCKS[name].format(due=in_words(due))


def office_words(office: str) -> str:
    """The office with its article, as in "the Monitoring Officer"."""
    return f"the {OFFICES[office]}"


def part_name(part: str, say: Say = as_written) -> str:
    """A part of a paper as people name it, for the id by which it is kept.

    A letter or a number alone is called "Part A"; "closed-appendix" is the "Closed appendix".
    """
    if _LETTER_OR_NUMBER.fullmatch(part):
        return say(PART).format(part=part)
    plain = _BETWEEN_WORDS.sub(" ", part) if _JOINED.fullmatch(part) else part
    return f"{plain[:1].upper()}{plain[1:]}"


def waiting_sentence(office: str) -> str:
    """Whose decision an answer waits for."""
    return f"It waits for {office_words(office)}."


def dispute_sentence(office: str | None) -> str:
    """Who looks again at a refusal; None: nobody in this council."""
    if office is None:
        return "This answer is final here."
    return f"If you disagree, you can ask {office_words(office)} to look again."


def other_rules_sentence(rules: OtherRules, say: Say = as_written) -> str:
    """That the council has rules of its own which no answer quotes, and where they stand."""
    told = say(OTHER_RULES).format(title=rules.title, where=rules.where)
    return f"{told} {say(THEIR_PLACE).format(link=rules.link)}" if rules.link else told


def effect_words(row: Row) -> str:
    """What a row does: "you may see it", "you may not see it", "somebody must decide first"."""
    verb = "disclose" if row.use == "officer_check" else "see"
    if row.eft == "allow":
        return f"You may {verb} it"
    if row.next == "refuse":
        return f"You may not {verb} it"
    return WAITS
