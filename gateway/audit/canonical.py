"""Canonical JSON: one value has one sequence of bytes, so bytes are hashed as they are stored.

Keys are sorted by code point, there are no spaces, the text is UTF-8, and numbers are whole and
within the range that every reader of JSON keeps exactly (RFC 7493, section 2.2).
"""

from collections.abc import Mapping, Sequence
from typing import Any, Union

import msgspec

from gateway.errors import LogError

Json = Union[None, bool, int, str, Sequence["Json"], Mapping[str, "Json"]]  # noqa: UP007 - the forward reference needs Union
LARGEST_INTEGER = 2**53 - 1
DEEPEST = 16
"""How many lists and objects may lie within one another."""

_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: Json) -> bytes:
    """The canonical bytes of `value`; a tuple is written as a list.

    Raises `LogError` for a float, an integer beyond 2^53 - 1, text that is not Unicode, a key that
    is not text, anything that JSON has no word for, and nesting deeper than `DEEPEST`.
    """
    _refuse_unless_json(value, DEEPEST)
    try:
        return _encoder.encode(value)
    except UnicodeEncodeError as error:
        raise LogError("The text holds half a character (a lone surrogate).") from error


def decode(data: bytes) -> Any:
    """The value that `data` stands for. Raises `LogError` unless `data` is its canonical bytes."""
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise LogError("The bytes are not JSON in UTF-8.") from error
    if encode(value) != data:
        raise LogError("The bytes are JSON, but not in its canonical form.")
    return value


def _refuse_unless_json(value: Any, levels: int) -> None:
    if value is None or type(value) in {str, bool}:
        return
    if type(value) is int:
        if abs(value) > LARGEST_INTEGER:
            raise LogError("A number is beyond 2^53 - 1.")
    elif not isinstance(value, list | tuple | dict):
        raise LogError(f"A {type(value).__name__} has no canonical form.")
    elif levels == 0:
        raise LogError(f"Lists and objects are nested more than {DEEPEST} deep.")
    elif isinstance(value, dict):
        for key, item in value.items():
            if type(key) is not str:
                raise LogError("A key is not text.")
            _refuse_unless_json(item, levels - 1)
    else:
        for item in value:
            _refuse_unless_json(item, levels - 1)
