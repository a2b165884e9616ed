"""Slips that make facts malformed: a wrong value, a key too many or too few, a contradiction."""

import json
from collections.abc import Callable
from datetime import UTC, timedelta
from random import Random
from typing import Any

from msgspec import Struct

from gates.malformed_books import HIDDEN, other_type, word
from gateway.domain.facts import Facts
from tests.policy.books import COUNCILS
from tests.policy.toml_text import plain, written
from tests.strategies import invent

REQUIRED = (
    ("id",), ("council",), ("now",), ("requester",), ("request",), ("document",),
    ("requester", "kind"), ("requester", "person"), ("request", "type"), ("document", "segments"),
)  # fmt: skip
ENUMERATED = {
    "kind", "standing", "type", "form", "purpose", "scrutiny_link", "channel", "held_by",
    "confidential", "third_party_confidence", "personal_data", "third_party_effect",
    "casework_ground", "determination",
}  # fmt: skip
"""Keys whose words are all known."""


class Good(Struct):
    """Facts that can be decided, as a value and as plain values of a TOML document."""

    facts: Facts
    values: dict[str, Any]

    @property
    def text(self) -> str:
        """The TOML document."""
        return written(self.values)


def good_facts(chance: Random) -> Good:
    """Invented facts of any council."""
    facts = invent(chance.choice, chance.choice(COUNCILS))
    return Good(facts, plain(facts))


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value."""
    found = [path] if path else []
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            found += _places(inner, (*path, key))
    return found


def _at(values: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        values = values[step]
    return values


def _slip(change: Callable[[Random, dict[str, Any]], None]) -> Callable[[Random, Good], str]:
    """A slip in the plain values."""

    def slip(chance: Random, good: Good) -> str:
        change(chance, values := plain(good.facts))
        return written(values)

    return slip


def _other_type(chance: Random, values: dict[str, Any]) -> None:
    *way, last = chance.choice(_places(values))
    inner = _at(values, tuple(way))
    inner[last] = other_type(chance, inner[last])


def _word_of_nobody(chance: Random, values: dict[str, Any]) -> None:
    *way, last = chance.choice([path for path in _places(values) if path[-1] in ENUMERATED])
    _at(values, tuple(way))[last] = word(chance)


def _other_case(chance: Random, values: dict[str, Any]) -> None:
    *way, last = chance.choice([path for path in _places(values) if path[-1] in ENUMERATED])
    inner = _at(values, tuple(way))
    inner[last] = chance.choice((inner[last].title(), inner[last].upper(), f" {inner[last]}"))


def _key_more(chance: Random, values: dict[str, Any]) -> None:
    tables = [(), *(path for path in _places(values) if isinstance(_at(values, path), dict))]
    _at(values, chance.choice(tables))[word(chance)] = chance.choice([1, True, "x", []])


def _key_gone(chance: Random, values: dict[str, Any]) -> None:
    *way, last = chance.choice(REQUIRED)
    del _at(values, tuple(way))[last]


def _segment_key_gone(chance: Random, values: dict[str, Any]) -> None:
    del chance.choice(values["document"]["segments"])["id"]


def _same_segment_twice(chance: Random, values: dict[str, Any]) -> None:
    segments = values["document"]["segments"]
    segments.append(chance.choice(segments))


def _no_such_council(chance: Random, values: dict[str, Any]) -> None:
    values["council"] = word(chance)


def _no_such_day(chance: Random, values: dict[str, Any]) -> None:
    years = chance.choice((-900, -30, 30, 900))
    values["now"] = values["now"].replace(day=1, year=values["now"].year + years)


def _with_an_offset(chance: Random, values: dict[str, Any]) -> None:
    values["now"] = values["now"].replace(tzinfo=UTC) + timedelta(hours=chance.randint(0, 5))


def _no_such_paragraph(chance: Random, values: dict[str, Any]) -> None:
    segment = chance.choice(values["document"]["segments"])
    paragraph = chance.choice((0, -1, 8, 11, 19, 99)) if values["council"] != "lydney" else 19
    segment["exempt"] = [*segment.get("exempt", []), {"paragraph": paragraph}]


def _officer_or_not(_chance: Random, values: dict[str, Any]) -> None:
    check = values["request"]["type"] == "officer_check"
    values["requester"]["kind"] = "councillor" if check else "officer"


def _audience_or_not(_chance: Random, values: dict[str, Any]) -> None:
    if values["request"]["type"] == "officer_check":
        values["request"].pop("audience", None)
    else:
        values["request"]["audience"] = {}


def _ended_before_it_began(chance: Random, values: dict[str, Any]) -> None:
    segment = chance.choice(values["document"]["segments"])
    start = values["now"]
    entry = {"body": "body-a", "ended": start - timedelta(minutes=chance.randint(1, 9999))}
    entry |= chance.choice(({"start": start}, {}))
    segment["business"] = [*segment.get("business", []), entry]


def _no_toml(chance: Random, good: Good) -> str:
    text = good.text
    return chance.choice((
        lambda: text + '"',
        lambda: f"{text}id = {json.dumps(word(chance))}\n",
        lambda: f"{text}x = {'[' * 3000}\n",
        lambda: text.replace(" = ", " ", 1),
        lambda: f"{text}{chance.choice(HIDDEN[:4])}\n",
        lambda: json.dumps({"id": word(chance)}),
        lambda: "",
        lambda: f"{text}[[document]]\n",
    ))()  # fmt: skip


def _no_utf8(chance: Random, good: Good) -> Any:
    raw = good.text.encode()
    at = chance.randint(0, len(raw))
    return raw[:at] + bytes([chance.choice((0x80, 0xC0, 0xFE, 0xFF))]) + raw[at:]


FACTS_SLIPS: dict[str, Callable[[Random, Good], Any]] = {
    "a value of another type": _slip(_other_type),
    "a word of nobody": _slip(_word_of_nobody),
    "a word in other case": _slip(_other_case),
    "a key of nobody": _slip(_key_more),
    "without a key that must be there": _slip(_key_gone),
    "a segment without an id": _slip(_segment_key_gone),
    "the same segment twice": _slip(_same_segment_twice),
    "no such council": _slip(_no_such_council),
    "a day outside the calendar": _slip(_no_such_day),
    "a moment with an offset": _slip(_with_an_offset),
    "no such paragraph": _slip(_no_such_paragraph),
    "an officer who asks, a member who checks": _slip(_officer_or_not),
    "an audience for nobody, nobody for an audience": _slip(_audience_or_not),
    "a meeting that ended before it began": _slip(_ended_before_it_began),
    "no TOML": _no_toml,
    "no UTF-8": _no_utf8,
}
"""Each makes good facts malformed, whatever chance picks."""
