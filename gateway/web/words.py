"""Words and tags that several pages share, and how they become what the Design System takes."""

from collections.abc import Mapping
from typing import Any


def error_list(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """The errors of a form, each leading to its field; `form` is the form as a whole."""
    return [
        {"text": text} if name == "form" else {"text": text, "href": f"#{name}"}
        for name, text in errors.items()
    ]


def choices(words: Mapping[str, Any], *chosen: str) -> list[dict[str, Any]]:
    """Radios or tick boxes: value to words, or to words and a hint."""
    items = []
    for value, said in words.items():
        text, hint = (said, "") if isinstance(said, str) else said
        item: dict[str, Any] = {"value": value, "text": text, "checked": value in chosen}
        items.append(item | ({"hint": {"text": hint}} if hint else {}))
    return items


def options(words: Mapping[str, str], chosen: str) -> list[dict[str, Any]]:
    """The entries of a select."""
    return [
        {"value": value, "text": text, "selected": value == chosen} for value, text in words.items()
    ]
