"""Documents: what a caller may see now."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import islice
from typing import Final, Protocol

import msgspec
import structlog
from msgspec import Struct

from gateway.casework.deciding import Decided, decide, may_know_of
from gateway.casework.explained import explained
from gateway.casework.page_keys import no_key
from gateway.casework.turn import Reading
from gateway.casework.who import known_person
from gateway.domain.decision import Decision
from gateway.domain.facts import Request, Requester
from gateway.domain.people import Caller
from gateway.errors import BusyError, InputError, NotAllowedError, NotFoundError
from gateway.store.facts_of_documents import KeptDocument, document_of, documents_of
from gateway.store.listing.held import Held
from gateway.store.listing.lists import Listing
from gateway.store.listing.orders import Sort
from gateway.store.tables.columns import moment_text

JUST_LOOKING: Final = Request(type="access")
"""What is asked by looking: access, with no purpose stated."""
_FOR_DUTY: Final = Request(type="access", purpose="official_duty")
"""What is asked by who needs it for their work as a councillor."""

_say = structlog.get_logger(__name__)


class DocumentView(Struct, frozen=True, kw_only=True):
    """A document as a caller may know it: decided for them now with no purpose stated.

    For an officer `segments` lists all and `decision` is None. For others `decision` leaves out
    what must be neither confirmed nor denied, and `segments` lists what it lists.
    """

    id: str
    title: str
    registered_at: datetime
    segments: tuple[str, ...]
    decision: Decision | None


class DocumentPage(Struct, frozen=True, kw_only=True):
    """One page of documents; `next` is the key of the page after it, None at the end.

    `number` is how many there are on all pages together, where that was asked.
    """

    items: tuple[DocumentView, ...]
    next: str | None
    number: int | None


def documents_for(
    reading: Reading,
    caller: Caller,
    *,
    after: str | None = None,
    limit: int = 50,
    sort: Sort = "newest",
    words: str = "",
    counted: bool = False,
) -> DocumentPage:
    """The documents of which something is released to the caller now; for officers, all.

    Of a search, titles that have every one of the `words`. `after` is the `next` of the page
    before. Raises InputError when it is not one.
    """
    requester = _looking(reading, caller)
    listing = _listing(reading, requester, words)
    try:
        # One more than fits is looked for, so that `next` tells of nothing that may not be seen.
        ids = listing.documents(sort, after and page_place(after, sort), limit + 1)
        found = list(islice(_views(reading, requester, ids, limit + 1), limit + 1))
    except KeyError as error:
        raise no_key() from error
    more = len(found) > limit
    return DocumentPage(
        items=tuple(found[:limit]),
        next=page_key(found[limit - 1], sort) if more else None,
        number=listing.number() if counted else None,
    )


def document_for(
    reading: Reading, caller: Caller, document: str, *, with_grounds: bool = False
) -> DocumentView:
    """One document. Raises NotFoundError alike for the absent and for what is not to be known."""
    requester = _looking(reading, caller)
    kept = document_of(reading.connection, document)
    if requester is None and kept is not None:
        return _whole(kept)
    if requester is not None:
        decided = decide(reading, requester, JUST_LOOKING, kept, id=document)
        if kept is not None and may_know_of(reading, decided):
            return _explained(reading, kept, decided) if with_grounds else _view(kept, decided)
    raise NotFoundError("There is no such document.")


def waits_if_asked(reading: Reading, caller: Caller, document: str) -> frozenset[str]:
    """The parts that would wait for an office, did the caller ask for it for their work.

    Of the parts that they would be told of; none for officers. Raises as `document_for`.
    """
    requester = _looking(reading, caller)
    if requester is None:
        return frozenset()
    kept = document_of(reading.connection, document)
    told = decide(reading, requester, _FOR_DUTY, kept, id=document).told
    return frozenset(one.id for one in told.segments if one.waits_for is not None)


def _looking(reading: Reading, caller: Caller) -> Requester | None:
    """The facts about a caller who sees what is released to them; None for officers, who see all.

    Raises NotAllowedError for those who are neither.
    """
    if caller.is_officer:
        return None
    known = known_person(reading, caller.person)
    if known is None or not caller.may_request:
        raise NotAllowedError("Only a councillor or an officer may do this.")
    return known.requester


def _listing(reading: Reading, requester: Requester | None, words: str) -> Listing | Held:
    words = searchable(words)
    council = reading.rule_book.council(reading.council)
    if requester is None:
        return Held(
            reading.connection,
            council,
            JUST_LOOKING,
            now=reading.local,
            words=words,
            kept=reading.papers,
        )
    return Listing(
        reading.connection,
        council,
        requester,
        JUST_LOOKING,
        now=reading.local,
        words=words,
        kept=reading.papers,
    )


def searchable(words: str) -> str:
    """The words of a search, without spaces around them. Raises InputError for what is no text."""
    if not words.isprintable():
        raise InputError("Search for words.", where="q")
    return words.strip()


def _views(
    reading: Reading, requester: Requester | None, ids: Iterator[str], at_once: int
) -> Iterator[DocumentView]:
    """The documents that are listed, loaded a number at a time."""
    while some := list(islice(ids, at_once)):
        held = documents_of(reading.connection, some)
        for document in some:
            if requester is None:
                yield _whole(held[document])
            elif view := _listed(reading, requester, document, held.get(document)):
                yield view


def _listed(
    reading: Reading, requester: Requester, document: str, kept: KeptDocument | None
) -> DocumentView | None:
    """A document that is listed, decided by itself all the same; None when it is not released."""
    if kept is not None:
        with suppress(BusyError):  # which is reported where it is raised
            decided = decide(reading, requester, JUST_LOOKING, kept, id=document)
            if any(one.released for one in decided.told.segments):
                return _view(kept, decided)
    _say.error("list.not_released", document=document)
    return None


def _whole(kept: KeptDocument) -> DocumentView:
    return DocumentView(
        id=kept.id,
        title=kept.facts.title,
        registered_at=kept.registered_at,
        segments=tuple(part.id for part in kept.facts.segments),
        decision=None,
    )


def _view(kept: KeptDocument, decided: Decided) -> DocumentView:
    return DocumentView(
        id=kept.id,
        title=kept.facts.title,
        registered_at=kept.registered_at,
        segments=tuple(one.id for one in decided.told.segments),
        decision=decided.told,
    )


def _explained(reading: Reading, kept: KeptDocument, decided: Decided) -> DocumentView:
    told = explained(reading.rule_book, decided.facts, decided.told)
    return msgspec.structs.replace(_view(kept, decided), decision=told)


class Listed(Protocol):
    """A document in a list."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def registered_at(self) -> datetime:
        """When it was registered, with its offset."""


def page_key(view: Listed, sort: Sort) -> str:
    """Where a page ends. A title would be told by every address that it stands in."""
    return view.id if sort == "title" else f"{moment_text(view.registered_at)}~{view.id}"


def page_place(key: str, sort: Sort) -> str:
    """A page's key, as places are kept. Raises InputError when it is none."""
    if not key.isprintable():
        raise no_key()
    if sort == "title":
        return key
    moment, _, document = key.partition("~")
    try:
        return f"{moment_text(datetime.fromisoformat(moment).astimezone(UTC))}~{document}"
    except (ValueError, OverflowError) as error:
        raise no_key() from error
