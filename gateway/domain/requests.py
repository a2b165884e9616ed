"""What people ask of the gateway and what they are told: requests, checks, released content."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.casework import Capacity
from gateway.domain.decision import Condition, Decision
from gateway.domain.facts import Audience, Channel, Form, Office, Purpose, ScrutinyLink

Id = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", max_length=32)]
"""An id of ours: 32 lowercase hexadecimal digits, random at least for the most part."""
Reference = Annotated[str, Meta(pattern=r"^NTK-[0-9]{4}-[0-9]{4,9}$(?!\n)")]
"""The reference of a request, such as NTK-2026-483920."""
Key = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[!-~]+$(?!\n)")]
"""An idempotency key, in visible ASCII: the same key with the same body is done once."""


Words = Annotated[str, Meta(max_length=4000)]
"""Free text, kept where it can be erased."""
SomeWords = Annotated[str, Meta(min_length=1, max_length=4000)]
"""Free text that must say something."""
AsOf = Annotated[int, Meta(ge=0, le=2**53)]
"""The `as_of` of the case that whoever answers has read. Where the case has another by now, nothing
is recorded; without one it is recorded all the same."""
Matter = Annotated[str, Meta(min_length=1, max_length=200)]
"""What an interest is in, as the register calls it."""
Matters = Annotated[tuple[Matter, ...], Meta(max_length=20)]
"""Interests that somebody declares with a request."""


Asking = Literal["access", "onward_disclosure"]
"""What a councillor asks for: to see something, or to pass on what they hold in confidence."""


class Asked(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What both a request and a check say about the use of a document (section 2.3)."""

    document: Id
    form: Form = "inspect"
    purpose: Purpose = "none"
    statement: Words = ""
    scrutiny_link: ScrutinyLink = "none"
    on_behalf_of: Id | None = None
    use_at_meeting: bool = False


class AskedRequest(Asked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A councillor's request for a document.

    `capacity` is in which capacity they ask, `authority` who lets them ask for somebody else, and
    `interests` are matters in which they declare an interest with the request. `concerned` are the
    people whom a report of suspected wrongdoing concerns: they never learn of it.
    """

    type: Asking = "access"
    channel: Channel = "standard"
    capacity: Capacity = "member_of_council"
    authority: Words = ""
    interests: Matters = ()
    concerned: Annotated[tuple[Id, ...], Meta(max_length=20)] = ()

    def __post_init__(self) -> None:
        """Refuse to name people whom an ordinary request concerns: it is no report."""
        if self.concerned and not self.in_confidence:
            raise ValueError("only a report of suspected wrongdoing names those it concerns")

    @property
    def in_confidence(self) -> bool:
        """Whether it reports suspected wrongdoing: only who must act on it may know of it."""
        return self.channel == "wrongdoing"


class Approval(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a senior officer finds about a briefing for which another officer made a check.

    `check` is the number of its log entry; `words` are why, and stay with the council.
    """

    check: Annotated[int, Meta(ge=0, le=2**53)]
    value: bool
    words: SomeWords


class AskedCheck(Asked, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An officer's question: whether this may be disclosed to that councillor or that audience.

    Exactly one of `councillor` (a person's id) and `audience` is given. With an `approval` it is
    the check of another officer, made again with what was found about it.
    """

    councillor: Id | None = None
    audience: Audience | None = None
    approval: Approval | None = None

    def __post_init__(self) -> None:
        """Refuse a check to nobody, one to two, and an approval of what is no briefing."""
        if (self.councillor is None) == (self.audience is None):
            raise ValueError("give either a councillor or an audience")
        if self.approval is not None and self.audience is None:
            raise ValueError("only a briefing of an audience is approved")


class RequestAnswer(Struct, frozen=True, kw_only=True):
    """What the requester is told. Where we neither confirm nor deny, `decision` has no segments.

    `entry` is the number of the log entry that records the decision.
    """

    reference: str
    entry: int
    received_at: datetime
    requester: str
    asked: AskedRequest
    sentence: str
    decision: Decision


class GivenPart(Struct, frozen=True, kw_only=True):
    """A part that a councillor was given by a request of theirs, and can still open by it.

    `entry` is the log entry that gave it, the newest where it was given again; `at` its moment.
    """

    segment: str
    request: Reference
    entry: int
    at: datetime
    conditions: tuple[Condition, ...]


class RefusedPart(Struct, frozen=True, kw_only=True):
    """A part that a councillor was refused by the answer to a request of theirs, as it stands.

    `entry` is the log entry of that answer, the first that said so; `at` its moment. `office` is
    whose finding or determination led to it; None where the rules alone did.
    """

    segment: str
    request: Reference
    entry: int
    at: datetime
    office: Office | None


class CheckAnswer(Struct, frozen=True, kw_only=True):
    """What an officer is told. Nothing was released; `entry` records that it was asked.

    `decision` is what a request without a past would be told. `given` is what the councillor holds
    already, and `refused` what they were refused, of the requests that this officer may open, as it
    stands when the answer is read.
    """

    entry: int
    checked_at: datetime
    asked: AskedCheck
    decision: Decision
    given: tuple[GivenPart, ...] = ()
    refused: tuple[RefusedPart, ...] = ()


class ReleasedFile(Struct, frozen=True, kw_only=True):
    """The bytes of one released segment: where they are kept, and what they must hash to.

    `public`: it is open to everybody, with or without the gateway.
    """

    segment: str
    name: str
    content_type: str
    sha256: str
    size: int
    conditions: tuple[Condition, ...]
    public: bool


class ReleasedContent(Struct, frozen=True, kw_only=True):
    """A release that is recorded: only now may the bytes leave, marked for who takes them.

    `recipient` is their name, `at` the local time, `request` the reference on which it rests.
    """

    entry: int
    document: str
    recipient: str
    at: datetime
    request: str | None
    files: tuple[ReleasedFile, ...]
