"""Content: the bytes of documents, kept under random names and released only on record."""

from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from gateway.casework.turn import Turn
from gateway.domain.requests import ReleasedContent, ReleasedFile
from gateway.errors import GatewayError


class ReleaseContent(Struct, frozen=True, kw_only=True):
    """A person fetches what is released to them of a document, one segment or all.

    With `request`, the reference of their own request for it, its purpose and the rest count.
    """

    by: str
    document: str
    segment: str | None = None
    request: str | None = None

    def carry_out(self, turn: Turn) -> ReleasedContent | GatewayError:
        """Decide again now, ask stock Casbin, and record. Ends with NotFoundError for the absent
        and for what is not to be known, NotReleasedError for what is known and not released."""
        raise NotImplementedError


class StoredContent(Struct, frozen=True, kw_only=True):
    """Bytes that are kept: their random name, hash (SHA-256, hexadecimal) and size in bytes."""

    name: str
    sha256: str
    size: int


def keep(folder: Path, chunks: Iterable[bytes]) -> StoredContent:
    """Keep the bytes under a random name: hashed while written, synced, renamed, mode 0600."""
    raise NotImplementedError


def open_verified(folder: Path, file: ReleasedFile) -> BinaryIO:
    """Open kept bytes for reading from the start, after checking that they hash as recorded.

    Raises BusyError when they are gone or changed: then nothing leaves.
    """
    raise NotImplementedError
