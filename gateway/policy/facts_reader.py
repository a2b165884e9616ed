"""Reads a facts document in TOML, and refuses what it does not fully understand (section 2)."""

import re
from typing import Final

import msgspec

from gateway.domain.facts import Facts
from gateway.errors import FactsError

_PATH = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>[^`]*)`)?$", re.DOTALL)
WHOLE: Final = "the whole document"
"""Where a fault is that has no key and no line."""
_FIELD = re.compile(r"field `(?P<field>[^`]+)`")


def read_facts(text: bytes | str) -> Facts:
    """The facts of a TOML document.

    Raises FactsError, naming the key where one can be named, for an unknown key or value, a wrong
    type, a missing required key, or a text that is no TOML.
    """
    try:
        return msgspec.toml.decode(text, type=Facts)
    except msgspec.ValidationError as fault:
        raise _named(str(fault)) from fault
    except (msgspec.DecodeError, ValueError, RecursionError) as fault:
        where = _line(fault) or WHOLE
        raise FactsError("the text is not well-formed TOML in UTF-8", where=where) from fault


def _named(message: str) -> FactsError:
    """The fault with the whole name of its key, such as `requester.kind`."""
    found = _PATH.match(message)
    what, path = (found["what"], found["path"] or "") if found else (message, "")
    field = _FIELD.search(what)
    if field and ("unknown field" in what or "missing required field" in what):
        path = f"{path}.{field['field']}" if path else field["field"]
    return FactsError(what, where=path or WHOLE)


def _line(fault: BaseException) -> str | None:
    """The line that a TOML fault names, if it names one."""
    found = re.search(r"at line \d+", str(fault))
    return found[0] if found else None
