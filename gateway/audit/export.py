"""The export's format: a file with which anybody can check the log, without us.

JSON lines in UTF-8, each ended by a newline. The first line is a header: format, origin, size,
signed checkpoint, public key. Then every entry from the first on, exactly as the bytes that were
hashed, one a line (canonical JSON holds no newline).
"""

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec
from msgspec import Struct

from gateway.audit import canonical
from gateway.audit.checkpoint import VerifierKey, read_checkpoint
from gateway.audit.entries import LARGEST_ENTRY
from gateway.errors import LogError

FORMAT: Literal["need-to-know-log-export/1"] = "need-to-know-log-export/1"


class Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The first line. `key` is there for convenience: a check trusts only the key it was given."""

    checkpoint: str
    format: Literal["need-to-know-log-export/1"] = FORMAT
    key: str
    origin: str
    size: int


def header(note: str, key: VerifierKey) -> Header:
    """The header that goes with a checkpoint. Raises `LogError` when `key` did not sign `note`."""
    checkpoint = read_checkpoint(note, key)
    return Header(checkpoint=note, key=str(key), origin=checkpoint.origin, size=checkpoint.size)


def write(note: str, key: VerifierKey, entries: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of an export, each with its newline.

    `note` is the checkpoint signed by `key`; `entries` are the bytes of the entries that it covers,
    from the first on. Raises `LogError` when `key` did not sign the note.
    """
    yield canonical.encode(msgspec.structs.asdict(header(note, key))) + b"\n"
    for entry in entries:
        yield entry + b"\n"


def read_header(line: bytes) -> Header:
    """The header in `line` (without its newline). Raises `LogError` when it is not one."""
    try:
        return msgspec.convert(canonical.decode(line), Header)
    except msgspec.ValidationError as error:
        raise LogError("The file does not begin with the header of a log export.") from error


def lines(chunks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The lines of a file that is read in pieces of any size: the whole lines of each piece.

    Raises `LogError` when the file has no whole line, when a line is longer than any entry, and, at
    the end, when the last line is not whole.
    """
    begun, rest = False, b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        if whole:
            begun = True
            yield whole
        if len(rest) > LARGEST_ENTRY:
            raise LogError("A line is longer than any entry of the log.")
    if rest or not begun:
        raise LogError("The file ends in the middle of a line.")
