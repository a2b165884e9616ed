"""Passing on what is held in confidence: what is found of it, and the answer (model code, 4)."""

from typing import Annotated

from msgspec import Meta, Struct

from gateway.domain.access import SegmentName
from gateway.domain.requests import AsOf, SomeWords


class OnwardPart(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether one part may be passed on, and why: the requester is told both."""

    segment: SegmentName
    may: bool
    words: SomeWords


class OnwardForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The answer to somebody who asks to pass something on, part by part."""

    answers: Annotated[tuple[OnwardPart, ...], Meta(min_length=1, max_length=200)]
    as_of: AsOf | None = None


class ShownOnward(Struct, frozen=True, kw_only=True):
    """The answer about one part; `words` are None where they were erased."""

    entry: int
    segment: str
    may: bool
    words: str | None
