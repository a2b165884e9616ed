"""The check of a log: whole, in order, unchanged, and just what was signed for.

One pass, no database, and only the caller's own public key is trusted. A chain alone shows neither
a cut-off end nor a rewritten history, and whoever holds the signing key could sign a rewritten one;
so each earlier checkpoint that was kept elsewhere must still be the log's beginning.

A signed root covers every byte, so entries are hashed and not read, except the last one and those
that do not fit, to say what is wrong with them.
"""

from binascii import hexlify
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import chain

from gateway.audit import entries, export
from gateway.audit.checkpoint import Checkpoint, VerifierKey, read_checkpoint
from gateway.audit.report import Finding, Problem, Report, count, report
from gateway.audit.tree import Frontier, extend
from gateway.errors import LogError

MOST_FINDINGS = 100
"""Findings that are told one by one; the rest are only counted."""


def verify_export(chunks: Iterable[bytes], key: VerifierKey, earlier: Sequence[str] = ()) -> Report:
    """The check of an export, read in `chunks` of any size (of a file, say).

    `earlier` are checkpoints kept from before, as signed notes. Raises `LogError` when the first
    line is not an export's header: then there is nothing to check.
    """
    batches = export.lines(chunks)
    header_line, *first = next(batches)
    header = export.read_header(header_line)
    check = LogCheck(key, (header.checkpoint, *earlier))
    with suppress(LogError):  # a checkpoint that cannot be trusted is already put down
        if header != export.header(header.checkpoint, key):
            check.add("header", "The first line contradicts the checkpoint or the key you trust.")
    try:
        for batch in chain((first,), batches):
            check.read(batch)
    except LogError as error:
        check.add("altered", error.detail, seq=check.entries)
    return check.report()


class LogCheck:
    """A check under way: it is given the key and the signed notes, then reads entries in order.

    The log must begin with what each note was signed for, and one of them must cover all of it but
    the newest `open_end` entries.
    """

    def __init__(self, key: VerifierKey, notes: Iterable[str], *, open_end: int = 0) -> None:
        self._key = key
        self._frontier = Frontier()
        self._seq = 0
        self._prev = entries.FIRST_PREV.encode()
        self._last = b""
        self._findings: list[Finding] = []
        self._found = 0
        checkpoints = [opened for note in notes if (opened := self._open(note))]
        self._signed = max((checkpoint.size for checkpoint in checkpoints), default=0)
        self._open_end = open_end
        self._due = sorted(checkpoints, key=lambda checkpoint: checkpoint.size, reverse=True)

    @property
    def entries(self) -> int:
        """How many entries were read so far."""
        return self._frontier.size

    def add(self, problem: Problem, sentence: str, *, seq: int | None = None) -> None:
        """Put down something that is wrong."""
        self._found += 1
        if self._found <= MOST_FINDINGS:
            self._findings.append(Finding(problem=problem, seq=seq, sentence=sentence))

    def read(self, batch: Sequence[bytes]) -> list[bytes]:
        """Read the bytes of the next entries. The answer is their leaf hashes."""
        leaves = [sha256(b"\x00" + data).digest() for data in batch]  # leaf_hash, without its call
        self._follow_chain(batch, leaves)
        rest = leaves
        while self._due and self._due[-1].size <= self.entries + len(rest):
            checkpoint = self._due.pop()
            stop = checkpoint.size - self.entries
            self._frontier, _ = extend(self._frontier, rest[:stop])
            rest = rest[stop:]
            self._compare_root(checkpoint)
        self._frontier, _ = extend(self._frontier, rest)
        return leaves

    def report(self) -> Report:
        """What was found, once every entry was read."""
        self.read(())  # an empty log has a checkpoint to be compared with as well
        until = self._until()
        for checkpoint in reversed(self._due):
            self.add(
                "missing",
                f"A checkpoint was signed for {count(checkpoint.size)}, but there are only "
                f"{self.entries:,} here: some are missing.",
            )
        unsigned = max(self.entries - self._signed, 0)
        if unsigned > self._open_end:
            self.add("unsigned", f"No signed checkpoint covers {count(unsigned)} at the end.")
        return report(
            entries=self.entries,
            unsigned=unsigned,
            root=self._frontier.root(),
            until=until,
            found=self._found,
            findings=self._findings,
        )

    def _open(self, note: str) -> Checkpoint | None:
        try:
            return read_checkpoint(note, self._key)
        except LogError as error:
            self.add("signature", error.detail)
            return None

    def _compare_root(self, checkpoint: Checkpoint) -> None:
        if self._frontier.root() != checkpoint.root:
            self.add(
                "root",
                f"The checkpoint of {count(checkpoint.size)} was signed for others than these: "
                "the log was changed, or its history rewritten.",
            )

    def _follow_chain(self, batch: Sequence[bytes], leaves: Sequence[bytes]) -> None:
        """Compare how each entry ends: `prev`, `seq` and `version` are its last three keys."""
        prev, seq = self._prev, self._seq
        for data, leaf in zip(batch, leaves, strict=True):
            if data.endswith(b',"prev":"%b","seq":%d,"version":1}' % (prev, seq)):
                seq += 1
            else:
                seq = self._explain(data, seq)
            prev = hexlify(leaf)
        self._prev, self._seq = prev, seq
        self._last = batch[-1] if batch else self._last

    def _explain(self, data: bytes, seq: int) -> int:
        """Put down why an entry does not fit at `seq`. The answer is the number that comes next."""
        try:
            entry = entries.read(data)
        except LogError as error:
            self.add("altered", f"Entry {seq:,} was changed. {error.detail}", seq=seq)
            return seq + 1
        if entry.seq != seq:
            self.add(
                "order",
                f"Entry {entry.seq:,} stands where entry {seq:,} belongs: entries were taken out, "
                "added, repeated or moved.",
                seq=seq,
            )
        else:  # canonical bytes end with these keys, so it is `prev` that differs
            self.add(
                "chain",
                f"Entry {seq:,} does not name the entry before it: one of the two was changed.",
                seq=seq,
            )
        return max(seq, entry.seq + 1)

    def _until(self) -> str | None:
        """The moment of the last entry, or nothing when there is none that can be read."""
        if not self.entries:
            return None
        try:
            return entries.read(self._last).at
        except LogError as error:
            self.add("altered", f"The last entry was changed. {error.detail}", seq=self._seq - 1)
            return None
