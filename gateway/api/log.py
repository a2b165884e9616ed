"""The log, for auditors: pages of it, its signed checkpoint, and the whole for the verifier."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, get
from litestar.params import PathParameter, QueryParameter
from litestar.response import Stream
from msgspec import Struct

from gateway.api.incoming import After, Format, Limit, QueryId, Visit
from gateway.api.tables import page
from gateway.casework.log import (
    ExportLog,
    ReadEntry,
    ReadLog,
    checkpoint,
    export_lines,
    receipt_for,
    receipt_of,
)
from gateway.casework.page_keys import entry_in
from gateway.casework.writer import Office
from gateway.domain.log import Topic
from gateway.domain.strict_json import LARGEST

LogSort = Literal["newest", "oldest"]
EntryNumber = Annotated[int, PathParameter(ge=0, le=LARGEST)]
Since = Annotated[date | None, QueryParameter(description="The first day, in London.")]
Until = Annotated[date | None, QueryParameter(description="The last day, in London.")]
COLUMNS: Final = (
    "seq",
    "at",
    "kind",
    "actor",
    "person",
    "document",
    "reference",
    "sentence",
    "hash",
)


class ShownEntry(Struct, frozen=True, kw_only=True):
    """One entry of the log: its number, what happened in a sentence, what it says, its hash."""

    seq: int
    sentence: str
    entry: dict[str, Any]
    hash: str


class ShownLog(Struct, frozen=True, kw_only=True):
    """One page of the log; `next` is the `after` of the page after it."""

    items: tuple[ShownEntry, ...]
    next: int | None


@get("/api/log")
async def read_log(
    request: Visit,
    *,
    person: QueryId = None,
    document: QueryId = None,
    topic: Annotated[
        Topic | None, QueryParameter(description="What the entries are about.")
    ] = None,
    since: Since = None,
    until: Until = None,
    sort: Annotated[LogSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[ShownLog]:
    """A page of the log, or of what concerns a person or a document. Reading it is recorded."""
    command = ReadLog(
        by=request.user.person,
        person=person,
        document=document,
        topic=topic,
        since=since,
        until=until,
        oldest_first=sort == "oldest",
        after=None if after is None else entry_in(after),
        limit=limit,
    )
    found = await request.office.carry_out(command)
    entries = tuple(
        ShownEntry(
            seq=line.seq,
            sentence=line.sentence,
            entry=msgspec.json.decode(line.entry),
            hash=line.hash,
        )
        for line in found.items
    )
    listed = ShownLog(items=entries, next=found.next)
    rows = [_row(entry) for entry in entries]
    key = None if found.next is None else str(found.next)
    return page(request, listed, rows, columns=COLUMNS, after=key, wanted=wanted)


@get("/api/log/checkpoint", media_type="text/plain", sync_to_thread=True)
def show_checkpoint(request: Visit) -> str:
    """The signed note of the log as it stands (C2SP signed-note). It holds no entry."""
    with request.office.reading() as reading:
        return checkpoint(reading)


@get("/api/receipts/{entry:int}", media_type="application/json", sync_to_thread=True)
def show_receipt(request: Visit, entry: EntryNumber) -> Response[bytes]:
    """The receipt of something that you did: with the public key anybody can check it, for ever.

    An answer names its entry, and a copy that was fetched in `X-Log-Entry`.
    """
    with request.office.reading() as reading:
        made = receipt_for(reading, request.user, entry)
    return _receipt(made, entry)


@get("/api/log/{entry:int}/receipt", media_type="application/json", sync_to_thread=True)
def show_any_receipt(request: Visit, entry: EntryNumber) -> Response[bytes]:
    """The receipt of any entry: the entry, and the proof that the log has it. It is recorded."""
    request.office.carry_out_now(ReadEntry(by=request.user.person, entry=entry))
    with request.office.reading() as reading:
        made = receipt_of(reading, entry)
    return _receipt(made, entry)


@get("/api/log/export")
async def export_log(request: Visit) -> Stream:
    """The whole log for `gateway audit verify`. Taking it away is recorded first."""
    size = await request.office.carry_out(ExportLog(by=request.user.person))
    return Stream(
        _lines(request.office, size),
        media_type="application/x-ndjson",
        headers={"Content-Disposition": 'attachment; filename="log.ndjson"'},
    )


def _lines(office: Office, size: int) -> Iterator[bytes]:
    with office.reading() as reading:
        yield from export_lines(reading, size)


def _receipt(made: bytes, entry: int) -> Response[bytes]:
    name = f'attachment; filename="receipt-{entry}.json"'
    return Response(made, media_type="application/json", headers={"Content-Disposition": name})


def _row(shown: ShownEntry) -> dict[str, Any]:
    body = shown.entry["body"]
    known = {name: body.get(name) for name in ("person", "document", "reference")}
    told = {name: shown.entry[name] for name in ("at", "kind", "actor")}
    return {"seq": shown.seq, "sentence": shown.sentence, "hash": shown.hash, **told, **known}
