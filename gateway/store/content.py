"""The bytes of documents: kept under random names, hashed while written, checked before read."""

import os
import secrets
from collections.abc import Iterable
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO

import structlog
from msgspec import Struct

from gateway.domain.requests import ReleasedFile
from gateway.errors import BusyError

_say = structlog.get_logger(__name__)


class StoredContent(Struct, frozen=True, kw_only=True):
    """Bytes that are kept: their random name, hash (SHA-256, hexadecimal) and size in bytes."""

    name: str
    sha256: str
    size: int


def keep(folder: Path, chunks: Iterable[bytes]) -> StoredContent:
    """Keep the bytes under a random name, readable by nobody else, and safe against a power cut.

    The row that points to them is written afterwards. Raises OSError when they cannot be kept;
    then nothing is left behind.
    """
    name = secrets.token_hex(16)
    half = folder / f"{name}.part"
    digest, size = sha256(), 0
    try:
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            for chunk in chunks:
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        half.rename(folder / name)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    _sync(folder)
    return StoredContent(name=name, sha256=digest.hexdigest(), size=size)


def stored_at(folder: Path, name: str) -> Path:
    """Where the bytes of that random name are."""
    return folder / name


def discard(folder: Path, name: str) -> None:
    """Take bytes away that no row points to."""
    stored_at(folder, name).unlink(missing_ok=True)


def open_verified(folder: Path, kept: ReleasedFile) -> BinaryIO:
    """Open kept bytes for reading from the start, after checking that they are those recorded.

    Raises BusyError when they are gone or changed: then nothing leaves.
    """
    try:
        file = stored_at(folder, kept.name).open("rb")
    except OSError as error:
        _say.exception("content.gone", name=kept.name)
        raise BusyError("The content cannot be read now.") from error
    if file_digest(file, "sha256").hexdigest() != kept.sha256:
        file.close()
        _say.error("content.changed", name=kept.name)
        raise BusyError("The content is not what was registered, so nothing leaves.")
    file.seek(0)
    return file


def _sync(folder: Path) -> None:
    """Make the new name itself durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
