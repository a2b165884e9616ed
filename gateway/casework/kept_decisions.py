"""Decisions as they are kept: JSON, to which the log entry is committed."""

from datetime import date, datetime
from typing import Final

import msgspec

from gateway.domain.decision import Decision, Due

_DATE_ONLY: Final = len("2026-12-04")


def to_kept(decision: Decision) -> bytes:
    """The decision as JSON."""
    return msgspec.json.encode(decision)


def from_kept(data: bytes | str) -> Decision:
    """The decision that `to_kept` made into JSON."""
    fields = msgspec.json.decode(data)
    due = {clock: _due(text) for clock, text in fields["due"].items()}
    decision = msgspec.convert({**fields, "due": {}}, Decision)
    return msgspec.structs.replace(decision, due=due)


def _due(text: str) -> Due:
    """A date or a date-time: JSON does not tell them apart, their length does."""
    return date.fromisoformat(text) if len(text) == _DATE_ONLY else datetime.fromisoformat(text)
