"""Copies that people had: kept when they fetch, listed, and given back with a certificate."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Integer, Row, Text, and_, bindparam, or_, select, update

from gateway.casework import deadlines, notices
from gateway.casework.afterwards import around, may, receiver_in
from gateway.casework.confidence import openly
from gateway.casework.record import record
from gateway.casework.request_rows import Rows, to_json
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import caller_from, known_person, name_of
from gateway.casework.written import WORDS
from gateway.domain.copies import Fetched, ReturnForm, ShownCopy
from gateway.domain.decision import Condition
from gateway.domain.notices import to_office
from gateway.domain.requests import ReleasedFile
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.routes import roles_of
from gateway.store import log
from gateway.store.prepared import Prepared, insertion
from gateway.store.tables import copies, copy_fetches
from gateway.store.tables import deadlines as deadlines_table
from gateway.store.tables.columns import local_text, moment_text
from gateway.store.tables.copies import is_out

_TOGETHER: Final = 100
"""How many copies are loaded at once for a list."""
_ABSENT: Final = "There is no such copy."
_OUT: Final = Prepared(
    select(copies.c.id).where(
        copies.c.person == bindparam("person", type_=Text),
        copies.c.document == bindparam("document", type_=Text),
        is_out,
    )
)
_KEEP: Final = insertion(copies)
_DOWNLOADED: Final = Prepared(
    update(copies)
    .where(
        copies.c.person == bindparam("holder", type_=Text),
        copies.c.document == bindparam("paper", type_=Text),
        copies.c.downloaded.is_(None),
        is_out,
    )
    .values(downloaded=bindparam("download", type_=Integer))
)
_NAMES: Final = msgspec.json.Decoder(tuple[Condition, ...])


def kept_copy(
    turn: Turn, person: str, document: str, reference: str | None, files: Iterable[ReleasedFile]
) -> Rows:
    """Keep what somebody had; gives the rows that stand with the entry of the release.

    Of what is public nobody keeps count: anybody may have it.
    """
    files = [file for file in files if not file.public]
    if not files:
        return ()
    found = _OUT.rows(turn.connection, {"person": person, "document": document})
    copy = found[0][0] if found else _new(turn, person, document)
    return tuple(
        (
            copy_fetches,
            {
                "segment": file.segment,
                "copy": copy,
                "reference": reference,
                "sha256": file.sha256,
                "conditions": to_json(file.conditions),
            },
        )
        for file in files
    )


def keep_download(turn: Turn, person: str, document: str, entry: int) -> None:
    """Keep that they downloaded what they had so far only read. `entry` records it."""
    download = {"holder": person, "paper": document, "download": entry}
    _DOWNLOADED.rows(turn.connection, download)


def _new(turn: Turn, person: str, document: str) -> str:
    row = {
        "id": secrets.token_hex(16),
        "person": person,
        "document": document,
        "since": moment_text(turn.moment),
        "state": "held",
        "looked_at": moment_text(turn.moment),
        "looked_local": local_text(turn.local),
        "asked_back": None,
        "given_back": None,
        "downloaded": None,
    }
    _KEEP.rows(turn.connection, row)
    return str(row["id"])


class GiveBackCopy(Struct, frozen=True, kw_only=True):
    """Whoever holds a copy, or received it, certifies that it was returned or destroyed."""

    by: str
    copy: str
    form: ReturnForm

    def carry_out(self, turn: Turn) -> int:
        """Record it and tell the proper officer; gives the number of the entry.

        Raises NotFoundError for a copy that is not theirs to know of, NotAllowedError for one that
        is not theirs to give back, and NotNowError where that was done before.
        """
        row = turn.connection.execute(select(copies).where(copies.c.id == self.copy)).one_or_none()
        if row is None or row.downloaded is None or not _may(turn, "see_copy", self.by, row):
            raise NotFoundError(_ABSENT)
        if not _may(turn, "give_back_copy", self.by, row):
            raise NotAllowedError("The holder, or whoever received the copy, certifies this.")
        if row.given_back is not None:
            raise NotNowError("It was given back already.")
        entry = record(
            turn,
            by=self.by,
            kind="copy.given_back",
            body={
                "copy": row.id,
                "document": row.document,
                "how": self.form.how,
                "person": row.person,
            },
            committed={WORDS: self.form.words.encode()},
        )
        this = update(copies).where(copies.c.id == row.id)
        turn.connection.execute(this.values(state=self.form.how, given_back=entry))
        deadlines.meet_deadline(turn, about=row.id, entry=entry, kind="copies_back")
        bearings = around(turn, {row.person})
        notices.tell(
            turn,
            kind="copy_given_back",
            to=to_office(receiver_in(bearings)),
            about=row.id,
            entry=entry,
            barred=bearings.from_deciding,
        )
        return entry


def copies_seen_by(
    reading: Reading,
    person: str,
    *,
    out: bool = True,
    only_read: bool = False,
    document: str | None = None,
) -> Iterator[ShownCopy]:
    """The copies of which somebody may know, the longest held first.

    They are their own; for who gets copies back, all of them. `out`: only those not given back.
    With `only_read`, also what was not downloaded, but only read here.
    """
    wanted = [is_out] if out else []
    if not only_read:
        wanted.append(copies.c.downloaded.is_not(None))
    if document is not None:
        wanted.append(copies.c.document == document)
    known = known_person(reading, person)
    if known is None or "office_holder" not in roles_of(caller_from(known)):
        wanted.append(copies.c.person == person)
    theirs: dict[str, bool] = {}
    beyond: list[ColumnElement[bool]] = []
    while some := shown_copies(reading, *wanted, *beyond, most=_TOGETHER):
        for one in some:
            if one.person not in theirs:
                holder = one.person
                theirs[holder] = may(reading, "see_copy", person, {holder}, holder=holder)
            if theirs[one.person]:
                yield one if one.person == person else as_others_see(reading, one)
        beyond = [_beyond(some[-1].since, some[-1].id)]


def as_others_see(reading: Reading, one: ShownCopy) -> ShownCopy:
    """A copy as others than its holder see it: no fetch tells of their report in confidence."""
    fetched = tuple(
        msgspec.structs.replace(each, request=openly(reading, each.request)) for each in one.fetched
    )
    return msgspec.structs.replace(one, fetched=fetched)


def _beyond(since: datetime, own_id: str) -> ColumnElement[bool]:
    """What stands after a copy in the order of the list."""
    same = and_(copies.c.since == since, copies.c.id > own_id)
    return or_(copies.c.since > since, same)


def shown_copies(
    reading: Reading, *wanted: ColumnElement[bool], most: int | None = None
) -> tuple[ShownCopy, ...]:
    """The copies of which all of it holds, whoever asks; the longest held first."""
    due = deadlines_table
    rows = reading.connection.execute(
        select(copies, due.c.due, due.c.late_from)
        .outerjoin(
            due,
            and_(due.c.about == copies.c.id, due.c.kind == "copies_back", due.c.state == "running"),
        )
        .where(*wanted)
        .order_by(copies.c.since, copies.c.id)
        .limit(most)
    ).all()
    return tuple(_shown(reading, row) for row in rows)


def _shown(reading: Reading, row: Row[Any]) -> ShownCopy:
    return ShownCopy(
        id=row.id,
        person=row.person,
        name=name_of(reading, row.person),
        document=row.document,
        since=row.since,
        state=row.state,
        due=row.due,
        late=row.late_from is not None and row.late_from <= reading.local,
        asked_back=row.asked_back,
        given_back=row.given_back,
        downloaded=row.downloaded,
        fetched=tuple(
            Fetched(
                entry=one.entry,
                at=log.moment_of(reading.connection, one.entry),
                segment=one.segment,
                request=one.reference,
                sha256=one.sha256,
                conditions=_NAMES.decode(one.conditions),
            )
            for one in fetches_of(reading, row.id)
        ),
    )


def fetches_of(reading: Reading, copy: str) -> list[Row[Any]]:
    """Every fetch of a copy, the first one first."""
    table = copy_fetches.c
    statement = select(copy_fetches).where(table.copy == copy).order_by(table.entry, table.segment)
    return list(reading.connection.execute(statement))


def _may(reading: Reading, step: Any, by: str, row: Row[Any]) -> bool:
    return may(reading, step, by, {row.person}, holder=row.person)
