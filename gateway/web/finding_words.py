"""Findings as an officer is asked for them: the question, its answers and what comes of each."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct

from gateway.casework.turning import Effects, WouldBe
from gateway.domain.casework import FindingName
from gateway.domain.facts import RequestType
from gateway.policy.letters import CONDITIONS, office_words, part_name
from gateway.web.before_sending import Row


class Question(Struct, frozen=True, kw_only=True):
    """What is asked, the words of each answer, and ready sentences for the councillor.

    `decide` is the button that leads to it. Answers that are yes or no are "true" and "false". Each
    ready sentence stands under the answer that it fits; under "" what fits every one.
    """

    asked: str
    answers: dict[str, str]
    decide: str = "Decide this"
    ready: dict[str, tuple[str, ...]] = {}

    def fits(self, sentence: str, value: str) -> bool:
        """Whether a sentence is one of those that may be told with an answer."""
        return sentence in (*self.ready.get("", ()), *self.ready.get(value, ()))


def _yes_no(
    asked: str,
    if_yes: tuple[str, ...] = (),
    if_no: tuple[str, ...] = (),
    *,
    yes: str = "Yes",
    decide: str = "Decide this",
) -> Question:
    return Question(
        asked=asked,
        answers={"true": yes, "false": "No"},
        decide=decide,
        ready={value: some for value, some in (("true", if_yes), ("false", if_no)) if some},
    )


_AGAIN: Final = "You can ask again and say more."
QUESTIONS: Final[dict[FindingName, Question]] = {
    "reasonably_necessary": _yes_no(
        "Do they need it, within reason, for their work as a councillor?",
        ("We accept that you need this for your work as a councillor.",),
        (
            _AGAIN,
            f"You can do this work with what is already open to you. {_AGAIN}",
        ),
        decide="Decide whether they need it",
    ),
    "relates_to_work": _yes_no(
        "Does it relate to their work as a councillor?",
        ("This relates to your work as a councillor.",),
        ("We do not think that this relates to your work as a councillor.",),
    ),
    "good_faith": _yes_no(
        "Do they ask in good faith?",
        ("We accept that you ask in good faith.",),
        ("We do not think that the reason you gave is your real one.",),
    ),
    "third_party_effect": Question(
        asked="How would it affect other people if they saw it?",
        answers={"low": "Little or not at all", "severe": "Severely"},
        ready={
            "low": ("It would do little harm to other people.",),
            "severe": ("It would do serious harm to other people if you saw this.",),
        },
    ),
    "no_other_purpose": _yes_no(
        "Is the purpose that they stated their only one?",
        ("We accept that you ask for this purpose only.",),
        ("We do not think that this is your only purpose.",),
    ),
    "relevant_to_scrutiny": _yes_no(
        "Is it relevant to the scrutiny work that they named?",
        ("This is relevant to your scrutiny work.",),
        ("This is not relevant to the scrutiny work that you named.",),
    ),
    "casework_lawful": _yes_no(
        "Does data protection law allow it for this casework?",
        ("Data protection law allows us to share this for your casework.",),
        ("Data protection law does not allow us to share this for your casework.",),
    ),
    "casework_ground": Question(
        asked="Is there a lawful reason to go without the resident's agreement?",
        answers={
            "none": "No",
            "cannot_consent": "Yes, they cannot give it",
            "cannot_reasonably_obtain": "Yes, it cannot be got within reason",
            "would_prejudice": "Yes, asking would do harm",
            "unreasonably_withheld": "Yes, it is withheld without good reason",
        },
        ready={"none": ("Please ask the resident to agree in writing, then tell us.",)},
    ),
    "order_covers_members": _yes_no(
        "Does the law or the order keep it from councillors too?",
        ("The law does not allow us to show this to councillors either.",),
    ),
    "breach_of_confidence": _yes_no(
        "Would it break the confidence of the government department?",
        ("A government department gave us this in confidence.",),
    ),
    "internal_to_group": _yes_no(
        "Is it internal to the political group?",
        ("This belongs to a political group. Please ask the group.",),
    ),
    "own_development_connection": _yes_no(
        "Does its tie to the council's own development lift every exemption?"
    ),
    "personal_data_cleared": _yes_no(
        "Can the personal data in it be shared with them?",
        ("We checked the personal data in this. It can be shared with you.",),
        ("This has other people's personal data in it, which we cannot share with you.",),
        yes="Yes, I checked and cleared it",
    ),
    "interest_cleared": _yes_no(
        "Can they see it although they have an interest in it?",
        ("Your interest does not stop you from seeing this.",),
        ("You have an interest in this, so we cannot show it to you.",),
    ),
    "briefing_approved": _yes_no(
        "Do you approve that the briefing is disclosed?",
        ("A senior officer agreed that you can see this briefing.",),
        ("A senior officer did not agree to share this briefing.",),
    ),
    "author_consents": _yes_no(
        "Does its owner agree that they have it?",
        ("Its owner agrees that you may have it.",),
        ("Its owner does not agree that you have it.",),
    ),
    "third_party_view": Question(
        asked="What does the person say who gave it to us in confidence?",
        answers={"consents": "They agree", "objects": "They object"},
        ready={
            "consents": ("The person who gave us this agrees that you can see it.",),
            "objects": ("The person who gave us this in confidence does not want it shared.",),
        },
    ),
    "authority_of": Question(
        asked="Did the person for whom they ask agree?",
        answers={},
        ready={"": ("We have seen that the person for whom you ask agrees.",)},
    ),
    "broad": _yes_no(
        "Does the request ask for very much?",
        ("Your request asks for very much. Please tell us what you need most.",),
    ),
    "onward_consent": _yes_no("Does whoever may agree consent that this is passed on?"),
    "onward_required_by_law": _yes_no("Does a law require that this is passed on?"),
    "onward_professional_advice": _yes_no(
        "Is it passed on to a professional adviser who keeps it in confidence?"
    ),
    "onward_public_interest": _yes_no("Is passing it on reasonable and in the public interest?"),
    "onward_good_faith": _yes_no(
        "Would it be passed on in good faith and as the council reasonably asks?"
    ),
}
"""By the finding, in the order in which they are offered."""


def consequences(
    effects: Mapping[FindingName, Effects], asked: RequestType
) -> dict[FindingName, dict[str, str]]:
    """What comes of each answer to each question, in a sentence; none where nothing waits."""
    return {
        name: {value: _sentence(some, asked) for value, some in by_value.items() if some}
        for name, by_value in effects.items()
    }


def comes_of(parts: Iterable[WouldBe], asked: RequestType) -> Iterator[Row]:
    """What comes of a finding: a line for each part that waits."""
    for one in parts:
        yield Row(part_name(one.part), becomes(one, asked))


def becomes(one: WouldBe, asked: RequestType) -> str:
    """What becomes of a part, and each condition on which it is released on a line of its own."""
    words = _becomes(one, asked)
    ends = ":" if one.conditions else "."
    return "\n".join(
        (f"{words[:1].upper()}{words[1:]}{ends}", *(CONDITIONS[each] for each in one.conditions))
    )


def final_for(parts: Iterable[WouldBe]) -> str:
    """That a refusal is final for whoever makes it, and who can look again; "" where it is not."""
    offices = [one.dispute_to for one in parts if one.next == "refuse" and one.final]
    if not offices:
        return ""
    again = " and ".join(sorted({office_words(one) for one in offices if one}))
    then = f" The answer tells them that they can ask {again} to look again." if again else ""
    return f"You cannot take it back.{then}"


def _sentence(some: tuple[WouldBe, ...], asked: RequestType) -> str:
    told = {one.part: _becomes(one, asked) for one in some}
    if len(set(told.values())) > 1:
        return "; ".join(f"{part_name(part)}: {words}" for part, words in told.items()) + "."
    words = next(iter(told.values()))
    return f"{words[:1].upper()}{words[1:]}."


def _becomes(one: WouldBe, asked: RequestType) -> str:
    if one.next == "release":
        seen = "they may pass it on" if asked == "onward_disclosure" else "they can see it"
        return f"{seen}, on conditions" if one.outcome == "disclose_with_conditions" else seen
    if one.next == "refuse":
        return "the answer is no"
    return f"it {'goes on to' if one.moves else 'still waits for'} {office_words(one.next)}"
