"""Reads the TOML files of a rule book."""

from typing import Any

import msgspec

from gateway.errors import RuleBookError


def read_toml(file: str, text: str, kind: Any = Any) -> Any:
    """What a file holds, as values of that kind.

    Raises RuleBookError, with the file, for a text that is no TOML or holds anything else.
    """
    try:
        return msgspec.toml.decode(text, type=kind)
    except RecursionError as fault:
        raise RuleBookError("the text has too many brackets within brackets", where=file) from fault
    except (msgspec.DecodeError, ValueError) as fault:
        raise RuleBookError(str(fault), where=file) from fault
