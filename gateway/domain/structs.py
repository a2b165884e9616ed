"""Structs made ready before threads work with them.

msgspec describes a struct to itself when it first decodes one. Two threads that do so at the same
moment crash the process (msgspec 0.22: the one reads what the other has not yet written).
"""

import sys
from contextlib import suppress
from typing import Final

from msgspec import Struct
from msgspec.json import Decoder

_READY: Final[set[str]] = set()
"""The modules whose structs were described already."""


def make_ready() -> None:
    """Let msgspec describe every struct of the gateway that is loaded, in this thread."""
    for name in [one for one in sys.modules if one.startswith("gateway.") and one not in _READY]:
        for kind in list(vars(sys.modules[name]).values()):
            if isinstance(kind, type) and issubclass(kind, Struct):
                with suppress(TypeError):  # holds what is never decoded, such as a connection
                    Decoder(kind)
        _READY.add(name)
