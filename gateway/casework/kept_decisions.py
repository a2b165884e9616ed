"""Decisions as they are kept: JSON, to which the log entry is committed."""

from datetime import date, datetime
from typing import Final

import msgspec

from gateway.domain.decision import Decision, Due

_DATE_ONLY: Final = len("2026-12-04")
# msgspec reads no type that is a date or a date-time, so the clocks are read as text at first.
_AS_READ: Final = msgspec.json.Decoder(
    msgspec.defstruct(
        "KeptDecision",
        [
            (field.name, dict[str, str] if field.name == "due" else field.type)
            for field in msgspec.structs.fields(Decision)
        ],
    )
)


def to_kept(decision: Decision) -> bytes:
    """The decision as JSON."""
    return msgspec.json.encode(decision)


def from_kept(data: bytes | str) -> Decision:
    """The decision that `to_kept` made into JSON."""
    fields = msgspec.structs.asdict(_AS_READ.decode(data))
    due = {clock: _due(text) for clock, text in fields["due"].items()}
    return Decision(**{**fields, "due": due})


def _due(text: str) -> Due:
    """A date or a date-time: JSON does not tell them apart, their length does."""
    return date.fromisoformat(text) if len(text) == _DATE_ONLY else datetime.fromisoformat(text)
