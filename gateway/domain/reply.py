"""An answer in words for the person who asked: what, why, what next, and by when."""

from msgspec import Struct


class PartReply(Struct, frozen=True, kw_only=True):
    """The answer about one part of a document.

    `would_help` is what would turn it into a release: each is enough by itself.
    """

    part: str
    what: str
    why: tuple[str, ...]
    next: tuple[str, ...]
    would_help: tuple[str, ...] = ()


class Reply(Struct, frozen=True, kw_only=True):
    """The answer about a document. Without parts it neither confirms nor denies."""

    what: str
    parts: tuple[PartReply, ...]
    next: tuple[str, ...]
    by_when: tuple[str, ...]


class Letter(Struct, frozen=True, kw_only=True):
    """The answer to a request as its requester is told it: as data, and as a letter in `text`.

    `lines` are those of the letter before they are wrapped; the first is what it is about.
    """

    reference: str
    reply: Reply
    lines: tuple[str, ...]
    text: str
