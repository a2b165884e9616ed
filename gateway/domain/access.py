"""What happens to access after it was given: until when it lasts, and what was accepted for it."""

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.decision import Condition
from gateway.domain.requests import Reference, SomeWords

Lasts = Literal["open", "day", "meeting", "request"]
"""Until when access lasts: without an end of its own, up to and with a day, until no meeting on
the business is to come, or until the request has ended."""
LASTS_WORDS: dict[Lasts, str] = {
    "open": "It lasts for as long as the rules release it.",
    "day": "It lasts until the end of the day that is named.",
    "meeting": "It lasts until the meeting is over.",
    "request": "It lasts until the request has ended.",
}
"""The same in sentences."""
SegmentName = Annotated[str, Meta(min_length=1, max_length=200)]
"""The name of a part of a document."""


class _Form(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something sent: an unknown key is an error."""


class GrantForm(_Form, frozen=True):
    """Until when access lasts, and why; of the parts that are named, or of all.

    `until` is the last day, where it lasts until a day. Without `lasts` it has the end that the
    council's profile sets for such access.
    """

    words: SomeWords
    lasts: Lasts | None = None
    until: date | None = None
    segments: Annotated[tuple[SegmentName, ...], Meta(max_length=200)] = ()

    def __post_init__(self) -> None:
        """Refuse a day where none is wanted, and the other way about."""
        if (self.lasts == "day") != (self.until is not None):
            raise ValueError("name the last day where access lasts until a day, and only there")


class RevocationForm(_Form, frozen=True):
    """Which access ends now, and why: of the parts that are named, or of all."""

    words: SomeWords
    segments: Annotated[tuple[SegmentName, ...], Meta(max_length=200)] = ()


class AcceptedPart(_Form, frozen=True):
    """The conditions on one part, as somebody read them and accepts them."""

    segment: SegmentName
    conditions: Annotated[tuple[Condition, ...], Meta(min_length=1, max_length=20)]


class AcceptanceForm(_Form, frozen=True):
    """What somebody accepts before they open a document, part by part.

    `request` is the reference of their own request for it, where access rests on that.
    """

    accepted: Annotated[tuple[AcceptedPart, ...], Meta(min_length=1, max_length=200)]
    request: Reference | None = None


class WordedCondition(Struct, frozen=True):
    """A condition and its sentence."""

    condition: Condition
    words: str


class ConditionsOfPart(Struct, frozen=True, kw_only=True):
    """The conditions on a released part of a document.

    `first`: they must be accepted before it is opened; where the law gives the part they bind
    anyway. `accepted` is the log entry that records that they were accepted as they stand.
    """

    segment: str
    conditions: tuple[WordedCondition, ...]
    first: bool
    accepted: int | None = None


class Grant(Struct, frozen=True):
    """Until when access to a part lasts: the log entry that says so, and the one it renews.

    `until` is the local moment from which it is over, where it lasts until a day.
    """

    entry: int
    segment: str
    lasts: Lasts
    until: datetime | None
    renews: int | None


class Revocation(Struct, frozen=True):
    """That access to a part was ended, by its log entry."""

    entry: int
    segment: str


class Acceptance(Struct, frozen=True, kw_only=True):
    """That somebody accepted the conditions on a part, under the rule book of that digest.

    `request` is the one on which the release rested; None: on none.
    """

    entry: int
    at: datetime
    request: str | None
    segment: str
    conditions: tuple[Condition, ...]
    rule_book: str


class ShownGrant(Struct, frozen=True, kw_only=True):
    """A grant or its end as it is shown. `lasts` is None where access was revoked."""

    entry: int
    at: datetime
    segment: str
    lasts: Lasts | None
    until: datetime | None = None
    renews: int | None = None
