"""The answers to a dispute or a referral as they are typed: one for each part, with reasons."""

from collections.abc import Iterable
from typing import Final

from gateway.domain.case_forms import SegmentAnswer
from gateway.policy.letters import part_name
from gateway.web.forms import Typed, fill

_MISSING: Final = {
    "answer": "{}: choose an answer.",
    "words": "{}: give your reasons.",
}


def part_answers(
    parts: Iterable[str], typed: Typed
) -> tuple[tuple[SegmentAnswer, ...], dict[str, str]]:
    """The answers in the order of the parts, and every error beside its field."""
    answers: list[SegmentAnswer] = []
    errors: dict[str, str] = {}
    for place, part in enumerate(parts):
        names = {name: f"{name}-{place}" for name in ("answer", "words")}
        of_part = Typed({name: typed.all(field) for name, field in names.items()})
        missing = {name: text.format(part_name(part)) for name, text in _MISSING.items()}
        one, wrong = fill(SegmentAnswer, of_part, missing=missing, segment=part)
        errors |= {names.get(name, name): text for name, text in wrong.items()}
        if one is not None:
            answers.append(one)
    return tuple(answers), errors
