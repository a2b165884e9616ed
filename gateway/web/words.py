"""How words become what the components of the Design System take."""

from collections.abc import Mapping, Sequence
from typing import Any

from gateway.domain.case_forms import ShownSegment
from gateway.language.speaking import AsItStands, say, say_marked
from gateway.policy.letters import office_words, part_name


def error_list(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors of a form, each leading to its field; `form` is the form as a whole."""
    return [
        {"text": say_marked(text)} | ({} if name == "form" else {"href": f"#{name}"})
        for name, text in errors.items()
    ]


def choices(words: Mapping[str, Any], *chosen: str) -> list[dict[str, Any]]:
    """Radios or tick boxes: value to words, or to words and a hint."""
    items = []
    for value, said in words.items():
        text, hint = (said, "") if isinstance(said, str) else said
        item: dict[str, Any] = {"value": value, "text": say(text), "checked": value in chosen}
        items.append(item | ({"hint": {"text": say(hint)}} if hint else {}))
    return items


def with_hints(choices: Mapping[str, str], hints: Mapping[str, str]) -> dict[str, Any]:
    """The choices, each with its hint where there is one."""
    return {value: (text, hints.get(value, "")) for value, text in choices.items()}


def options(words: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    """The entries of a select."""
    return [
        {"value": value, "text": say(text), "selected": value == chosen}
        for value, text in words.items()
    ]


def each_number(many: str, one: str) -> dict[str, str]:
    """What a script says of a number, for each kind that a language tells apart (CLDR plurals)."""
    kinds = ("zero", "two", "few", "many", "other")
    return {"one": one} | dict.fromkeys(kinds, many)


def capitalised(words: Mapping[str, str]) -> dict[str, str]:
    """Words that stand alone, and not inside a sentence."""
    return {value: opening(text) for value, text in words.items()}


def opening(text: str) -> str:
    """Words as they open a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


def inside(text: str) -> str:
    """Words as they stand inside a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def part(name: str) -> str:
    """A part of a paper as people name it; what somebody called it is said as it stands."""
    return AsItStands(part_name(name, say))


def named(segments: Sequence[ShownSegment]) -> dict[str, str]:
    """The parts of a paper, to be ticked."""
    return parts([one.id for one in segments])


def parts(names: Sequence[str]) -> dict[str, str]:
    """The same by their names."""
    return {one: part(one) for one in names}


def with_none(choices: Mapping[str, str], some: Sequence[str]) -> dict[str, str]:
    """Some of the choices, after the choice of none."""
    return {"": "None"} | {one: choices[one] for one in some}


def offices(some: Sequence[str]) -> dict[str, str]:
    """Some offices, after the choice of none."""
    return {"": "None"} | {one: office_words(one) for one in some}


def ready(sentences: Mapping[str, Sequence[str]], answers: Mapping[str, str]) -> dict[str, str]:
    """Ready sentences to choose from, each after the answer that it fits; first the choice of none.

    What fits every answer stands as it is.
    """
    told = {
        one: f"{answers[value]}: {one}" if value in answers else one
        for value, some in sentences.items()
        for one in some
    }
    return {"": "None"} | told


def paragraphs(says: Mapping[int, str]) -> dict[str, tuple[str, str]]:
    """The paragraphs of a schedule to choose from, each with what it is about beneath."""
    return {str(one): (f"Paragraph {one}", about) for one, about in says.items()}
