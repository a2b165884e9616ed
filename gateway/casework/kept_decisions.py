"""Decisions and their facts as they are kept: JSON, to which the log entry is committed."""

from datetime import date, datetime
from typing import Final

import msgspec

from gateway.domain.decision import Decision, Due
from gateway.domain.facts import Facts

_DATE_ONLY: Final = len("2026-12-04")
_FACTS: Final = msgspec.json.Decoder(Facts)
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


def facts_to_kept(facts: Facts) -> bytes:
    """The facts as JSON; the same facts always give the same bytes."""
    return msgspec.json.encode(facts, order="deterministic")


def facts_from_kept(data: bytes | str) -> Facts:
    """The facts that `facts_to_kept` made into JSON."""
    return _FACTS.decode(data)


def _due(text: str) -> Due:
    """A date or a date-time: JSON does not tell them apart, their length does."""
    return date.fromisoformat(text) if len(text) == _DATE_ONLY else datetime.fromisoformat(text)
