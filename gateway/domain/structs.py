"""Structs made ready before threads work with them.

msgspec describes a struct to itself when it first decodes one. Two threads that do so at the same
moment crash the process (msgspec 0.22: the one reads what the other has not yet written).
"""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from msgspec import Struct
from msgspec.json import Decoder

_READY: Final[set[type[Any]]] = set()
"""Those that were described already, or cannot be."""


def make_ready() -> None:
    """Let msgspec describe every struct of the gateway that is loaded, in this thread."""
    for kind in _below(Struct):
        if kind.__module__.startswith("gateway.") and kind not in _READY:
            with suppress(TypeError):  # holds what is never decoded, such as a connection
                Decoder(kind)
            _READY.add(kind)


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for child in kind.__subclasses__():
        yield child
        yield from _below(child)
