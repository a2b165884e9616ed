"""The log, for auditors: what was done, by whom, with what; one entry; people by their names."""

import re
from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, get
from litestar.params import QueryParameter
from msgspec import Struct

from gateway.api.incoming import After, QueryId, Search, Visit
from gateway.api.log import EntryNumber, LogSort
from gateway.audit import entries
from gateway.casework.log import NOT_PEOPLE, LogPage, ReadEntry, ReadLog
from gateway.casework.page_keys import entry_in
from gateway.casework.people import people_in_register
from gateway.domain.log import TOPICS, Topic
from gateway.errors import InputError
from gateway.policy.words import VALUES
from gateway.store.register_list import PeopleSort
from gateway.web.days import Day, day_in
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}
PEOPLE_SORTS: Final = {"name": "by name", "kind": "by what they are"}
_ID: Final = re.compile("[0-9a-f]{32}")


class Line(Struct, frozen=True, kw_only=True):
    """One entry as a page shows it.

    `about` is the id of the person whom it concerns, where that is not who did it.
    """

    seq: int
    at: datetime
    sentence: str
    actor: str | None
    by: str
    about: str | None
    about_name: str
    document: str | None
    reference: str | None


@get("/log", include_in_schema=False, sync_to_thread=True)
def read_log(
    request: Visit,
    *,
    document: Annotated[str, QueryParameter(max_length=40)] = "",
    person: QueryId = None,
    topic: Annotated[Topic | Literal[""], QueryParameter()] = "",
    since: Day = "",
    until: Day = "",
    sort: Annotated[LogSort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """What was done, in the order in which it was, or the newest first."""
    number = document.strip().lower()
    if number and not _ID.fullmatch(number):
        raise InputError("A document's number has 32 letters and digits.", where="document")
    found = request.office.carry_out_now(
        ReadLog(
            by=request.user.person,
            person=person,
            document=number or None,
            topic=topic or None,
            since=day_in(since, "since"),
            until=day_in(until, "until"),
            oldest_first=sort == "oldest",
            after=None if after is None else entry_in(after),
            limit=AT_ONCE,
        )
    )
    listed = ListPage(
        address="/log",
        api="/api/log",
        number=len(found.items),
        next=None if found.next is None else str(found.next),
        asked={
            "document": number,
            "topic": topic,
            "since": since,
            "until": until,
            "sort": sort if sort != "newest" else "",
        },
        kept={"person": person} if person else {},
        searched="A document's number",
        searched_as="document",
        filters=(Filter("topic", "What happened", {"": "Anything"} | TOPICS),),
        days={"since": "From", "until": "Up to"},
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "log.html",
        title="The log",
        list=listed,
        lines=[_line(one, found) for one in _read(found)],
        person=person,
        who=found.names.get(person, f"Person {person}") if person else None,
    )


@get("/log/people", include_in_schema=False, sync_to_thread=True)
def find_person(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[PeopleSort, QueryParameter()] = "name",
    after: After = None,
) -> Response[bytes]:
    """People of the register by their names, to see what the log has of one of them."""
    with request.office.reading() as reading:
        found = people_in_register(reading, words=words, sort=sort, after=after, limit=AT_ONCE)
    listed = ListPage(
        address="/log/people",
        api="/api/people",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "sort": sort if sort != "name" else ""},
        searched="Part of the name",
        sorts=PEOPLE_SORTS,
        later=after is not None,
    )
    return page(
        request,
        "log-people.html",
        title="Find a person",
        list=listed,
        people=found.items,
        kinds=VALUES["requester.kind"],
    )


@get("/log/entries/{entry:int}", include_in_schema=False, sync_to_thread=True)
def show_entry(request: Visit, entry: EntryNumber) -> Response[bytes]:
    """One entry as it was hashed, with its hash and the way to its receipt."""
    found = request.office.carry_out_now(ReadEntry(by=request.user.person, entry=entry))
    (read,) = _read(found)
    text = msgspec.json.format(found.items[0].entry, indent=2)
    return page(
        request,
        "log-entry.html",
        title=f"Entry {entry:,}",
        line=_line(read, found),
        text=text,
        hash=found.items[0].hash,
    )


def _read(found: LogPage) -> list[entries.Entry]:
    return [entries.read(one.entry.encode()) for one in found.items]


def _line(entry: entries.Entry, found: LogPage) -> Line:
    body: Any = entry.body
    person = body.get("person")
    about = person if isinstance(person, str) and person != entry.actor else None
    by = found.names.get(entry.actor) or NOT_PEOPLE.get(entry.actor, f"Person {entry.actor}")
    return Line(
        seq=entry.seq,
        at=datetime.fromisoformat(entry.at),
        sentence=entry.sentence(by),
        actor=entry.actor if entry.actor in found.names else None,
        by=by,
        about=about,
        about_name=found.names.get(about, f"Person {about}") if about else "",
        document=body.get("document"),
        reference=body.get("reference"),
    )
