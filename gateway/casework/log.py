"""Reading the log, which is recorded first; taking it away; its signed checkpoint."""

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from gateway.audit import entries, export, receipt
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import refuse_unless_auditor
from gateway.domain.people import CONFIDENT, OPERATOR, Caller
from gateway.errors import NotFoundError
from gateway.policy.letters import OUTCOMES
from gateway.store import log

_NOT_PEOPLE: Final = {
    OPERATOR: "Whoever runs the gateway",
    CONFIDENT: "Somebody, in confidence,",
    "system": "The gateway",
}


class LogLine(Struct, frozen=True, kw_only=True):
    """One entry: its number, its bytes as hashed (canonical JSON) and its hash (hexadecimal).

    `sentence` says what happened; the outcome of a decision in the words of the answer.
    """

    seq: int
    sentence: str
    entry: str
    hash: str


class LogPage(Struct, frozen=True, kw_only=True):
    """One page of the log, newest first; `next` is the key of the page after it."""

    items: tuple[LogLine, ...]
    next: int | None


class ReadLog(Struct, frozen=True, kw_only=True):
    """An auditor reads a page of the log: all of it, or what concerns a person or a document."""

    by: str
    person: str | None = None
    document: str | None = None
    before: int | None = None
    limit: int = 50

    def carry_out(self, turn: Turn) -> LogPage:
        """Record the reading and give the page, which ends before the record of its own reading.

        Raises NotAllowedError for anybody but an auditor.
        """
        refuse_unless_auditor(turn, self.by)
        asked = {
            name: value
            for name in ("person", "document", "before")
            if (value := getattr(self, name)) is not None
        }
        found = log.page(turn.connection, **asked, limit=self.limit + 1)
        shown = found[: self.limit]
        record(turn, by=self.by, kind="log.read", body={**asked, "entries": len(shown)})
        return LogPage(
            items=tuple(
                LogLine(
                    seq=one.seq,
                    sentence=_sentence(entries.read(one.data)),
                    entry=one.data.decode(),
                    hash=one.hash.hex(),
                )
                for one in shown
            ),
            next=shown[-1].seq if len(found) > self.limit else None,
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
    found = log.page(reading.connection, before=entry + 1, limit=1)
    if not found or found[0].seq != entry or entries.read(found[0].data).actor != caller.person:
        raise NotFoundError("You have no such entry in the log.")
    note = checkpoint(reading)
    nodes = log.node_lookup(reading.connection)
    return receipt.write(receipt.make(found[0].data, note, reading.signer.public, nodes))


def checkpoint(reading: Reading) -> str:
    """The signed note of the log as committed now."""
    return _signed(reading, log.size_of(reading.connection))


def _sentence(entry: entries.Entry) -> str:
    by = _NOT_PEOPLE.get(entry.actor, f"Person {entry.actor}")
    outcome = entry.body.get("outcome")
    words = f" The answer: {OUTCOMES[outcome]}" if outcome in OUTCOMES else ""
    return f"{entry.sentence(by)}{words}"


def _signed(reading: Reading, size: int) -> str:
    return reading.signer.sign(size, log.root(reading.connection, size))
