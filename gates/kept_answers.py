"""The control: a gateway that keeps what it released for 50 ms. The gate of endings must catch it.

Nothing of this is shipped. `python -m gates.kept_answers` takes the arguments of `gateway`.
"""

import time
from typing import Any

from gateway.casework.content import ReleaseContent
from gateway.casework.writer import Office
from gateway.cli.main import main

KEPT_FOR = 0.05
"""Seconds."""
_carry_out = Office.carry_out
_kept: dict[ReleaseContent, tuple[float, Any]] = {}


async def from_memory(self: Office, command: Any) -> Any:
    """What was released a moment ago, again and unasked."""
    if not isinstance(command, ReleaseContent):
        return await _carry_out(self, command)
    now = time.monotonic()
    kept_until, released = _kept.get(command, (0.0, None))
    if now >= kept_until:
        released = await _carry_out(self, command)
        _kept[command] = now + KEPT_FOR, released
    return released


Office.carry_out = from_memory  # type: ignore[method-assign]
if __name__ == "__main__":
    main()
