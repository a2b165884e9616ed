"""Copies of documents that people had: what they fetched, and what became of it."""

from datetime import datetime
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from gateway.domain.decision import Condition
from gateway.domain.requests import Words

CopyState = Literal["held", "asked_back", "returned", "destroyed"]
"""Held; asked back, because access has ended; or, as its holder certified, no longer with them."""
GivenBack = Literal["returned", "destroyed"]
WORKING_DAYS: Final = 10
"""Working days within which a copy is returned or destroyed once it is asked back."""


class ReturnForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A certificate that a copy was returned or destroyed, with all that was made of it."""

    how: GivenBack
    words: Words = ""
    all_of_it: Annotated[Literal[True], Meta(description="No further copy is left.")]


class Fetched(Struct, frozen=True, kw_only=True):
    """One fetch of one part: when, by which request, the SHA-256 of the bytes, the conditions."""

    entry: int
    at: datetime
    segment: str
    request: str | None
    sha256: str
    conditions: tuple[Condition, ...]


class ShownCopy(Struct, frozen=True, kw_only=True):
    """What somebody of that `name` holds of a document, and until when they are to give it back.

    `asked_back` and `given_back` are the log entries of it. `downloaded` is that of the first
    download; None: they only read it here, so that there is nothing to give back.
    """

    id: str
    person: str
    name: str
    document: str
    since: datetime
    state: CopyState
    due: str | None
    late: bool
    asked_back: int | None
    given_back: int | None
    downloaded: int | None
    fetched: tuple[Fetched, ...]
