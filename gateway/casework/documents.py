"""Documents: what a caller may see now."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import literal, select, tuple_

from gateway.casework.deciding import Decided, decide, may_know_of
from gateway.casework.explained import explained
from gateway.casework.turn import Reading
from gateway.casework.who import known_person
from gateway.domain.decision import Decision
from gateway.domain.facts import Request, Requester
from gateway.domain.people import Caller
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store.facts_of_documents import KeptDocument, document_of, documents_of
from gateway.store.tables import documents
from gateway.store.tables.columns import Moment, moment_text

JUST_LOOKING: Final = Request(type="access")
"""What is asked by looking: access, with no purpose stated."""
_NOT_FOUND_SECONDS: Final = 0.01
"""How long it takes to be told that there is no such document, whatever the reason."""
_CHUNK: Final = 200
"""How many documents are loaded and decided at once."""


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
    """One page of documents; `next` is the key of the page after it, None at the end."""

    items: tuple[DocumentView, ...]
    next: str | None


def documents_for(
    reading: Reading, caller: Caller, *, after: str | None = None, limit: int = 50
) -> DocumentPage:
    """The documents of which something is released to the caller now; for officers, all.

    Newest first. `after` is the `next` of the page before. Raises InputError when it is not one.
    """
    # One more than fits is looked for, so that `next` tells of nothing that may not be seen.
    found = list(islice(_views(reading, _looking(reading, caller), after), limit + 1))
    return DocumentPage(
        items=tuple(found[:limit]), next=_key(found[limit - 1]) if len(found) > limit else None
    )


def document_for(
    reading: Reading, caller: Caller, document: str, *, with_grounds: bool = False
) -> DocumentView:
    """One document. Raises NotFoundError alike for the absent and for what is not to be known."""
    begun = time.monotonic()
    requester = _looking(reading, caller)
    kept = document_of(reading.connection, document)
    if requester is None and kept is not None:
        return _whole(kept)
    if requester is not None:
        decided = decide(reading, requester, JUST_LOOKING, kept, id=document)
        if kept is not None and may_know_of(reading, decided):
            return _explained(reading, kept, decided) if with_grounds else _view(kept, decided)
    # Reading a paper that must not be known takes longer than finding none: neither may show.
    time.sleep(max(0.0, begun + _NOT_FOUND_SECONDS - time.monotonic()))
    raise NotFoundError("There is no such document.")


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


def _views(
    reading: Reading, requester: Requester | None, after: str | None
) -> Iterator[DocumentView]:
    for kept in _held(reading, after):
        if requester is None:
            yield _whole(kept)
        else:
            decided = decide(reading, requester, JUST_LOOKING, kept, id=kept.id)
            if any(one.released for one in decided.told.segments):
                yield _view(kept, decided)


def _held(reading: Reading, after: str | None) -> Iterator[KeptDocument]:
    """The documents that are held, newest first, a chunk loaded at a time."""
    place = tuple_(documents.c.registered_at, documents.c.id)
    newest = (documents.c.registered_at.desc(), documents.c.id.desc())
    last = None if after is None else _place(after)
    while True:
        statement = select(documents.c.registered_at, documents.c.id).order_by(*newest)
        if last is not None:
            moment, document = last
            statement = statement.where(place < tuple_(literal(moment, Moment), document))
        rows = reading.connection.execute(statement.limit(_CHUNK)).all()
        held = documents_of(reading.connection, [row.id for row in rows])
        yield from (held[row.id] for row in rows if row.id in held)
        if len(rows) < _CHUNK:
            return
        last = (rows[-1].registered_at, rows[-1].id)


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


def _key(view: DocumentView) -> str:
    return f"{moment_text(view.registered_at)}~{view.id}"


def _place(key: str) -> tuple[datetime, str]:
    moment, _, document = key.partition("~")
    try:
        return datetime.fromisoformat(moment).astimezone(UTC), document
    except (ValueError, OverflowError) as error:
        raise InputError("This is not the key of a page.", where="after") from error
