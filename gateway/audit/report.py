"""What a check of the log found, in a form for machines and in sentences for people."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from msgspec import Struct

from gateway.domain.dates import in_words

Problem = Literal[
    "altered", "order", "chain", "root", "missing", "unsigned", "signature", "header", "stored"
]
"""altered: an entry is not as the log writes them; order: taken out, added, repeated or moved;
chain: an entry does not name the one before it; root: a checkpoint was signed for others than
these; missing: fewer entries than were signed for; unsigned: more; signature: a checkpoint that the
trusted key did not sign; header: an export's first line contradicts its checkpoint; stored: what a
database keeps beside the entries does not fit them."""


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that is wrong. `seq` is the entry's number, where it concerns one."""

    problem: Problem
    seq: int | None
    sentence: str


class Report(Struct, frozen=True, kw_only=True):
    """The result of a check.

    `entries` were read, of which no checkpoint covers the newest `unsigned`; their tree has this
    `root` (hexadecimal); `until` is the moment of the last one (`Entry.at`), if it can be read.
    `findings` are the first ones and `found` is how many there are in all. `answer` is the result
    in one sentence.
    """

    ok: bool
    answer: str
    entries: int
    unsigned: int
    root: str
    until: str | None
    found: int
    findings: tuple[Finding, ...]


def report(
    *,
    entries: int,
    unsigned: int,
    root: bytes,
    until: str | None,
    found: int,
    findings: Sequence[Finding],
) -> Report:
    """The report, with its one-sentence answer."""
    return Report(
        ok=found == 0,
        answer=_broken(entries, found, findings) if found else _unbroken(entries, unsigned, until),
        entries=entries,
        unsigned=unsigned,
        root=root.hex(),
        until=until,
        found=found,
        findings=tuple(findings),
    )


def count(entries: int) -> str:
    """How many entries, in words: "one entry", "12,408 entries"."""
    return "one entry" if entries == 1 else f"{entries:,} entries"


def _unbroken(entries: int, unsigned: int, until: str | None) -> str:
    if until is None:
        return "The log is unbroken and has no entries yet."
    which = "The only entry is" if entries == 1 else f"All {entries:,} entries are"
    later = f"; the newest {unsigned:,} await the next checkpoint" if unsigned else ""
    return f"{which} unbroken up to {in_words(datetime.fromisoformat(until))}{later}."


def _broken(entries: int, found: int, findings: Sequence[Finding]) -> str:
    problems = "one problem was" if found == 1 else f"{found:,} problems were"
    at = [finding.seq for finding in findings if finding.seq is not None]
    where = f", first at entry {min(at):,}" if at else ""
    return f"The log is broken: {problems} found among {count(entries)}{where}."
