"""An answer in words for the person who asked: what, why, what next, and by when."""

from datetime import datetime

from msgspec import Struct


class PartReply(Struct, frozen=True, kw_only=True):
    """The answer about one part of a document.

    `in_short` is what decided it, without what is so of most; `why` has every reason whole.
    `would_help` is what would turn it into a release: each is enough by itself. Of a refusal,
    `rules` are the rule that refused and the ids of all clauses on which that rests.
    """

    part: str
    what: str
    why: tuple[str, ...]
    next: tuple[str, ...]
    in_short: str = ""
    would_help: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


class Reply(Struct, frozen=True, kw_only=True):
    """The answer about a document. Without parts it neither confirms nor denies."""

    what: str
    parts: tuple[PartReply, ...]
    next: tuple[str, ...]
    by_when: tuple[str, ...]


class NamedPaper(Struct, frozen=True, kw_only=True):
    """A document as a letter names it; `meeting`: when it is business, None where none is fixed."""

    title: str
    meeting: datetime | None


class StatedReason(Struct, frozen=True, kw_only=True):
    """Why a scrutiny member has no copy of one part, in the words that they were told.

    `clauses` are the ids that the record of the decision cites for the part.
    """

    part: str
    why: tuple[str, ...]
    clauses: tuple[str, ...]


class StatementOfReasons(Struct, frozen=True, kw_only=True):
    """The executive's written statement to the scrutiny committee (SI 2012/2089, reg 17(4)).

    `entry` is the log entry of the decision from whose record it is made; `text` is the whole as a
    letter. It names neither the paper nor who asked.
    """

    reference: str
    entry: int
    reasons: tuple[StatedReason, ...]
    text: str


class Letter(Struct, frozen=True, kw_only=True):
    """The answer to a request as its requester is told it: as data, and as a letter in `text`.

    `lines` are those of the letter before they are wrapped; the first is what it is about.
    """

    reference: str
    reply: Reply
    lines: tuple[str, ...]
    text: str
