"""Writes facts as a TOML document that `gateway decide` takes; what is as usual is left out."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from gateway.domain.facts import Facts

_TABLES = ("requester", "request", "findings")

_NOT_HERE = (*_TABLES, "document", "expect")


def facts_text(facts: Facts) -> str:
    """The facts as TOML, but for the document's title and what a case expects.

    `read_facts` gives the same facts again.
    """
    plain = [(name, value) for name, value in _given(facts) if name not in _NOT_HERE]
    lines = [f"{name} = {_value(value)}" for name, value in plain]
    for name in _TABLES:
        table = list(_lines(getattr(facts, name)))
        lines += ["", f"[{name}]", *table] if table else []
    for segment in facts.document.segments:
        lines += ["", "[[document.segments]]", *_lines(segment)]
    return "\n".join(lines) + "\n"


def _lines(table: Struct) -> Iterator[str]:
    yield from (f"{name} = {_value(value)}" for name, value in _given(table))


def _given(table: Struct) -> Iterator[tuple[str, Any]]:
    """The fields whose value is not the usual one."""
    for one in fields(table):
        value = getattr(table, one.name)
        usual = one.default if one.default_factory is NODEFAULT else one.default_factory()
        if value != usual:
            yield one.name, value


def _value(value: Any) -> str:  # noqa: PLR0911 - one line for each kind of value
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return _value(tuple(sorted(value)))
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Struct):
        return f"{{ {', '.join(_lines(value))} }}"
    return str(value)
