"""Facts documents as TOML: a good one to be changed, and plain values written out."""

import json
from datetime import date, datetime
from typing import Any

import msgspec

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.policy.facts_reader import read_facts
from tests.policy.books import rule_book

GOOD: dict[str, dict[str, str]] = {
    "": {
        "id": '"1"',
        "title": '"An invented request"',
        "council": '"england"',
        "now": "2026-06-08T10:00:00",
    },
    "requester": {"kind": '"councillor"', "person": '"person-a"'},
    "request": {"type": '"access"'},
    "document": {"title": '"An invented paper"'},
    "findings": {},
    "segment": {"id": '"part"'},
}
SECTIONS = {"segment": "[[document.segments]]"}
PART = "document.segments[0]"


def document(key: str = "id", literal: str | None = '"1"') -> str:
    """The good document, with one key given as written; `None` leaves it out."""
    section, _, name = key.rpartition(".")
    lines = []
    for title, values in GOOD.items():
        given = values | ({name: literal} if title == section else {})
        lines.append(SECTIONS.get(title, f"[{title}]"))
        lines += [f"{one} = {value}" for one, value in given.items() if value is not None]
    return "\n".join(lines[1:]) + "\n"


def decided(text: str | bytes) -> Decision:
    """What `gateway decide` does with a document."""
    return rule_book().decide(read_facts(text))


def written(values: dict[str, Any]) -> str:
    """A TOML document of plain values; `None` is left out."""
    return "".join(
        f"{_text(key)} = {_value(value)}\n" for key, value in values.items() if value is not None
    )


def plain(facts: Facts) -> dict[str, Any]:
    """The facts as the plain values of a TOML document."""
    values: dict[str, Any] = msgspec.to_builtins(facts, builtin_types=(datetime, date))
    return _without_nothing(values)


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [_without_nothing(one) for one in value]
    return value


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case str():
            return _text(value)
        case datetime() | date():
            return value.isoformat()
        case dict():
            inside = ", ".join(
                f"{_text(key)} = {_value(one)}" for key, one in value.items() if one is not None
            )
            return f"{{{inside}}}"
        case _:
            return f"[{', '.join(_value(one) for one in value)}]"


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
