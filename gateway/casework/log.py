"""Reading the log, which is itself recorded first; exporting it; its signed checkpoint."""

from collections.abc import Iterator

from msgspec import Struct

from gateway.casework.turn import Reading, Turn
from gateway.errors import GatewayError


class LogLine(Struct, frozen=True, kw_only=True):
    """One entry: its number, its bytes as hashed (canonical JSON) and its hash (hexadecimal)."""

    seq: int
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

    def carry_out(self, turn: Turn) -> LogPage | GatewayError:
        """Record the reading and give the page. Raises NotAllowedError for non-auditors."""
        raise NotImplementedError


class ExportLog(Struct, frozen=True, kw_only=True):
    """An auditor, or the operator at the command line (`OPERATOR`), takes the log away."""

    by: str

    def carry_out(self, turn: Turn) -> int | GatewayError:
        """Record the export; gives the number of entries to stream with `export_lines`."""
        raise NotImplementedError


def export_lines(reading: Reading, size: int) -> Iterator[bytes]:
    """The first `size` entries as the export file's lines, streamed."""
    raise NotImplementedError


def checkpoint(reading: Reading) -> str:
    """The signed note of the log as committed now."""
    raise NotImplementedError
