"""Answers as they are typed: to a dispute, a referral or a wish to pass on, part by part."""

from collections.abc import Iterable
from typing import Final, TypeVar

from msgspec import Struct

from gateway.policy.letters import part_name
from gateway.web.forms import Typed, fill

Answer = TypeVar("Answer", bound=Struct)
_MISSING: Final = {
    "answer": "{}: choose an answer.",
    "may": "{}: choose an answer.",
    "words": "{}: give your reasons.",
}


def placed(parts: Iterable[str], typed: Typed) -> Typed:
    """What was typed, at the places that the parts have now.

    The form names its parts in their order, so what was typed about one is never read of another,
    also when there are others by now. A form that names none has the parts as they are.
    """
    now, sent = tuple(parts), typed.all("part")
    if not sent or sent == now:
        return typed
    fields = [f"{name}-{place}" for name in _MISSING for place in range(len(sent))]
    moved = typed.without_all({"part", *fields}).plus("part", *now)
    for place, part in enumerate(now):
        for name in _MISSING if part in sent else ():
            moved = moved.plus(f"{name}-{place}", *typed.all(f"{name}-{sent.index(part)}"))
    return moved


def part_answers(
    parts: Iterable[str], typed: Typed, kind: type[Answer]
) -> tuple[tuple[Answer, ...], dict[str, str]]:
    """The answers of a kind in the order of the parts, and every error beside its field."""
    answers: list[Answer] = []
    errors: dict[str, str] = {}
    for place, part in enumerate(parts):
        names = {name: f"{name}-{place}" for name in _MISSING}
        of_part = Typed({name: typed.all(field) for name, field in names.items()})
        missing = {name: text.format(part_name(part)) for name, text in _MISSING.items()}
        one, wrong = fill(kind, of_part, missing=missing, segment=part)
        errors |= {names.get(name, name): text for name, text in wrong.items()}
        if one is not None:
            answers.append(one)
    return tuple(answers), errors
