"""Papers that somebody may know of, so that they can ask for one: what exists, as far as they may.

They stand on the business of a formal body. Each is decided by itself, and what is not to be known
is passed over. That takes time, of which whoever answers with such a list lets nothing be seen.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice

from msgspec import Struct

from gateway.casework.deciding import decide, may_know_of
from gateway.casework.documents import JUST_LOOKING, page_place, searchable
from gateway.casework.last_meetings import last_meeting
from gateway.casework.page_keys import no_key
from gateway.casework.turn import Reading
from gateway.casework.who import known_person
from gateway.domain.facts import Requester
from gateway.domain.people import Caller
from gateway.errors import NotAllowedError
from gateway.store.facts_of_documents import KeptDocument, document_of, documents_of
from gateway.store.listing.agendas import Stand, on_agendas
from gateway.store.listing.orders import Sort
from gateway.store.tables.columns import local_text, moment_text


class KnownPaper(Struct, frozen=True, kw_only=True):
    """A paper of which somebody may know.

    `open`: something of it is released to them now; `whole`: everything of which they are told.
    `meeting` is the local moment of the last meeting with it as business, None where none is fixed,
    and `body` the name of what meets then, or whose business it is.
    """

    id: str
    title: str
    registered_at: datetime
    open: bool
    whole: bool
    meeting: datetime | None
    body: str | None


class KnownPage(Struct, frozen=True, kw_only=True):
    """One page of papers; `next` is the key of the page after it, None at the end."""

    items: tuple[KnownPaper, ...]
    next: str | None


def known_papers(
    reading: Reading,
    caller: Caller,
    *,
    words: str = "",
    sort: Sort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> KnownPage:
    """The papers on agendas of which the caller may know; of a search, some of them.

    By time they stand in the order of the meetings that are told of; those without come last, in
    the order in which they were registered. `after` is the `next` of the page before. Raises
    InputError when it is not one, and NotAllowedError for those who do not ask for themselves.
    """
    requester = _requester(reading, caller)
    place = _place(after, sort) if after else None
    if sort == "title" and place is not None and title_known(reading, caller, place) is None:
        raise no_key()  # what comes after it would tell its title
    stands = on_agendas(
        reading.connection, words=searchable(words), sort=sort, after=place, at_once=limit + 1
    )
    known = _known(reading, requester, stands, limit + 1, any_meeting=sort == "title")
    found = list(islice(known, limit + 1))
    more = len(found) > limit
    return KnownPage(
        items=tuple(found[:limit]),
        next=_key(found[limit - 1], sort) if more else None,
    )


def known_paper(reading: Reading, caller: Caller, document: str) -> KnownPaper | None:
    """A paper that the caller may know of; None for the absent and the hidden."""
    requester = _requester(reading, caller)
    return _one(reading, requester, document, document_of(reading.connection, document))


def title_known(reading: Reading, caller: Caller, document: str) -> str | None:
    """The title of a paper that the caller may know of; None for the absent and the hidden."""
    paper = known_paper(reading, caller, document)
    return paper.title if paper else None


def title_for(reading: Reading, caller: Caller, document: str) -> str | None:
    """The title as somebody may know it: officers know of every paper that is held."""
    if caller.may_request:
        return title_known(reading, caller, document)
    kept = document_of(reading.connection, document) if caller.is_officer else None
    return kept.facts.title if kept else None


def _requester(reading: Reading, caller: Caller) -> Requester:
    known = known_person(reading, caller.person)
    if known is None or not caller.may_request:
        raise NotAllowedError("Only a councillor may do this.")
    return known.requester


def _known(
    reading: Reading,
    requester: Requester,
    stands: Iterator[Stand],
    at_once: int,
    *,
    any_meeting: bool,
) -> Iterator[KnownPaper]:
    """Those of which they may know, loaded a number at a time, each once.

    That is at the meeting of which they are told: another might be that of a part that is hidden.
    """
    while some := list(islice(stands, at_once)):
        held = documents_of(reading.connection, [document for _, document in some])
        for start, document in some:
            paper = _one(reading, requester, document, held.get(document))
            if paper and (any_meeting or start == _start(paper)):
                yield paper


def _start(paper: KnownPaper) -> str | None:
    """When its meeting starts, as the database keeps it."""
    return local_text(paper.meeting) if paper.meeting else None


def _key(paper: KnownPaper, sort: Sort) -> str:
    """Where a page ends: at a meeting, without one at a registration. Never with a title."""
    if sort == "title":
        return paper.id
    return f"{_start(paper) or moment_text(paper.registered_at)}~{paper.id}"


def _place(key: str, sort: Sort) -> str:
    """A page's key, as places are kept. Raises InputError when it is none."""
    when, _, document = key.partition("~")
    with suppress(ValueError):  # which is reported where it is looked at as a moment
        start = datetime.fromisoformat(when)
        if sort != "title" and start.tzinfo is None and key.isprintable():
            return f"{local_text(start)}~{document}"
    return page_place(key, sort)


def _one(
    reading: Reading, requester: Requester, document: str, kept: KeptDocument | None
) -> KnownPaper | None:
    decided = decide(reading, requester, JUST_LOOKING, kept, id=document)
    if kept is None or not may_know_of(reading, decided):
        return None
    told = {one.id: one.released for one in decided.told.segments}
    last = last_meeting(reading, kept, told)
    return KnownPaper(
        id=document,
        title=kept.facts.title,
        registered_at=kept.registered_at,
        open=any(told.values()),
        whole=any(told.values()) and all(told.values()),
        meeting=last.meeting,
        body=last.body,
    )
