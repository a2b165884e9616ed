"""Reading the log, which is recorded first; taking it away; its signed checkpoint."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final, get_args

from msgspec import Struct
from sqlalchemy import select

from gateway.audit import entries, export, receipt
from gateway.casework.record import record
from gateway.casework.turn import LONDON, Reading, Turn
from gateway.casework.who import refuse_unless_auditor
from gateway.domain.log import Topic, topic_of
from gateway.domain.people import CONFIDENT, OPERATOR, Caller
from gateway.errors import InputError, NotFoundError
from gateway.policy.letters import OUTCOMES
from gateway.store import log
from gateway.store.tables import people

NOT_PEOPLE: Final = {
    OPERATOR: "Whoever runs the gateway",
    CONFIDENT: "Somebody, in confidence,",
    "system": "The gateway",
}
"""Who does something without being a person of the register."""


class LogLine(Struct, frozen=True, kw_only=True):
    """One entry: its number, its bytes as hashed (canonical JSON) and its hash (hexadecimal).

    `sentence` says what happened; the outcome of a decision in the words of the answer.
    """

    seq: int
    sentence: str
    entry: str
    hash: str


class LogPage(Struct, frozen=True, kw_only=True):
    """One page of the log; `next` is the key of the page after it.

    `names` are those of the people in it, by their ids, as the register has them now.
    """

    items: tuple[LogLine, ...]
    next: int | None
    names: dict[str, str]


class ReadLog(Struct, frozen=True, kw_only=True):
    """An auditor reads a page of the log: all of it, or what concerns a person or a document.

    Of one `topic`, or of all; from the day `since` to the day `until`, both with it, in London. The
    newest comes first, or the oldest. `after` is the `next` of the page before.
    """

    by: str
    person: str | None = None
    document: str | None = None
    topic: Topic | None = None
    since: date | None = None
    until: date | None = None
    oldest_first: bool = False
    after: int | None = None
    limit: int = 50

    def carry_out(self, turn: Turn) -> LogPage:
        """Record the reading and give the page, which ends before the record of its own reading.

        Raises NotAllowedError for anybody but an auditor.
        """
        refuse_unless_auditor(turn, self.by)
        first, end = between(turn, self.since, self.until)
        if self.after is not None:
            first, end = (
                (max(first, self.after + 1), end)
                if self.oldest_first
                else (first, min(end, self.after))
            )
        found = log.page(
            turn.connection,
            person=self.person,
            document=self.document,
            kinds=self.topic and kinds_of(self.topic),
            first=first,
            before=end,
            limit=self.limit + 1,
            oldest_first=self.oldest_first,
        )
        shown = found[: self.limit]
        record(turn, by=self.by, kind="log.read", body={**self._asked(), "entries": len(shown)})
        return LogPage(
            items=tuple(_line(one) for one in shown),
            next=shown[-1].seq if len(found) > self.limit else None,
            names=_names(turn, (entries.read(one.data) for one in shown), self.person),
        )

    def _asked(self) -> dict[str, str | int]:
        """What was asked for, as it is recorded."""
        asked: dict[str, str | int] = {
            name: value.isoformat() if isinstance(value, date) else value
            for name in ("person", "document", "topic", "since", "until", "after")
            if (value := getattr(self, name)) is not None
        }
        return asked | ({"sort": "oldest"} if self.oldest_first else {})


class ReadEntry(Struct, frozen=True, kw_only=True):
    """An auditor reads one entry, with the proof that the log has it."""

    by: str
    entry: int

    def carry_out(self, turn: Turn) -> LogPage:
        """Record the reading and give the entry.

        Raises NotAllowedError for anybody but an auditor, NotFoundError where there is none.
        """
        refuse_unless_auditor(turn, self.by)
        found = _entry(turn, self.entry)
        if found is None:
            raise NotFoundError("The log has no entry of that number.")
        record(turn, by=self.by, kind="log.read", body={"entry": self.entry, "entries": 1})
        return LogPage(
            items=(_line(found),), next=None, names=_names(turn, [entries.read(found.data)])
        )


class ExportLog(Struct, frozen=True, kw_only=True):
    """An auditor, or the operator at the command line (`OPERATOR`), takes the log away."""

    by: str

    def carry_out(self, turn: Turn) -> int:
        """Record the export; gives how many entries to stream with `export_lines`, its own last.

        Raises NotAllowedError for anybody but an auditor or the operator.
        """
        if self.by != OPERATOR:
            refuse_unless_auditor(turn, self.by)
        return record(turn, by=self.by, kind="log.exported", body={}) + 1


def export_lines(reading: Reading, size: int) -> Iterator[bytes]:
    """The first `size` entries as the lines of an export, streamed."""
    note = _signed(reading, size)
    yield from export.write(note, reading.signer.public, log.stream(reading.connection, size))


def receipt_for(reading: Reading, caller: Caller, entry: int) -> bytes:
    """The receipt of what the caller did: its entry, and the proof that the log has it.

    Raises NotFoundError alike for an entry that there is not and for what somebody else did.
    """
    found = _entry(reading, entry)
    if found is None or entries.read(found.data).actor != caller.person:
        raise NotFoundError("You have no such entry in the log.")
    return _receipt(reading, found)


def receipt_of(reading: Reading, entry: int) -> bytes:
    """The receipt of any entry, for an auditor whose reading of it was recorded (`ReadEntry`).

    Raises NotFoundError for an entry that there is not.
    """
    found = _entry(reading, entry)
    if found is None:
        raise NotFoundError("The log has no entry of that number.")
    return _receipt(reading, found)


def between(reading: Reading, since: date | None, until: date | None) -> tuple[int, int]:
    """The number of the first entry of the days, and of the first one after them.

    Raises InputError when the last day is before the first.
    """
    if since is not None and until is not None and until < since:
        raise InputError("The last day is before the first one.", where="until")
    connection = reading.connection
    return (
        0 if since is None else log.first_since(connection, _midnight(since)),
        log.size_of(connection)
        if until is None
        else log.first_since(connection, _midnight(until + timedelta(days=1))),
    )


def kinds_of(topic: Topic) -> frozenset[entries.Kind]:
    """The kinds of entries of a topic."""
    return frozenset(kind for kind in get_args(entries.Kind) if topic_of(kind) == topic)


def checkpoint(reading: Reading) -> str:
    """The signed note of the log as committed now."""
    return _signed(reading, log.size_of(reading.connection))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)


def _entry(reading: Reading, number: int) -> log.LoggedEntry | None:
    found = log.page(reading.connection, before=number + 1, limit=1)
    return found[0] if found and found[0].seq == number else None


def _receipt(reading: Reading, found: log.LoggedEntry) -> bytes:
    nodes = log.node_lookup(reading.connection)
    made = receipt.make(found.data, checkpoint(reading), reading.signer.public, nodes)
    return receipt.write(made)


def _line(one: log.LoggedEntry) -> LogLine:
    return LogLine(
        seq=one.seq,
        sentence=_sentence(entries.read(one.data)),
        entry=one.data.decode(),
        hash=one.hash.hex(),
    )


def _names(
    reading: Reading, found: Iterable[entries.Entry], asked: str | None = None
) -> dict[str, str]:
    """The names of those who did something, of those whom it concerns, and of who is asked for."""
    ids = {str(who) for one in found for who in (one.actor, one.body.get("person"))}
    ids |= {asked} if asked else set()
    rows = reading.connection.execute(
        select(people.c.id, people.c.name).where(people.c.id.in_(ids))
    )
    return {str(row.id): str(row.name) for row in rows}


def _sentence(entry: entries.Entry) -> str:
    by = NOT_PEOPLE.get(entry.actor, f"Person {entry.actor}")
    outcome = entry.body.get("outcome")
    words = f" The answer: {OUTCOMES[outcome]}" if outcome in OUTCOMES else ""
    return f"{entry.sentence(by)}{words}"


def _signed(reading: Reading, size: int) -> str:
    return reading.signer.sign(size, log.root(reading.connection, size))
