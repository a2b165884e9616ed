"""The bytes of documents: kept under random names, hashed while written, checked before read.

Where they are kept is a `Content`: a folder, or a bucket (`gateway.store.bucket`).
"""

import os
import secrets
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import file_digest, sha256
from pathlib import Path
from typing import BinaryIO, Final

import structlog
from msgspec import Struct

from gateway.errors import BusyError

PIECE: Final = 1024 * 1024
"""Bytes that are read at once."""
_TRIAL: Final = b"A few bytes to try out whether content can be kept.\n"
_say = structlog.get_logger(__name__)


class StoredContent(Struct, frozen=True, kw_only=True):
    """Bytes that are kept: their random name, hash (SHA-256, hexadecimal) and size in bytes."""

    name: str
    sha256: str
    size: int


class Content(ABC):
    """A place that keeps bytes under names.

    `folder` is one on this machine for files that are worked on; nothing stays of those.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    @abstractmethod
    def place(self) -> str:
        """How the place is called when it is spoken of."""

    @abstractmethod
    def put(self, name: str, chunks: Iterable[bytes]) -> StoredContent:
        """Keep the bytes under this name, safe against a power cut.

        Raises BusyError when they cannot be kept; then nothing is left behind.
        """

    @abstractmethod
    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes kept under a name, unchecked.

        Raises FileNotFoundError when there are none, and BusyError, also half way, when they cannot
        be read now.
        """

    @abstractmethod
    def discard(self, name: str) -> None:
        """Take bytes away, if they are there. Raises BusyError when they cannot be."""

    @abstractmethod
    @contextmanager
    def verified(self, name: str, digest: str) -> Iterator[Path]:
        """A file with the bytes, while the block lasts, checked to hash (SHA-256) as recorded.

        Raises BusyError when they are gone, changed or cannot be read: then nothing leaves.
        """
        yield Path()

    def keep(self, chunks: Iterable[bytes]) -> StoredContent:
        """Keep the bytes under a random name. The row that points to them is written afterwards.

        Raises as `put`.
        """
        return self.put(secrets.token_hex(16), chunks)

    def keep_file(self, path: Path) -> StoredContent:
        """Keep what is in a file under a random name. Raises as `put`."""
        return self.put_file(secrets.token_hex(16), path)

    def put_file(self, name: str, path: Path) -> StoredContent:
        """Keep what is in a file under this name. Raises as `put`."""
        with path.open("rb") as file:
            return self.put(name, pieces_of(file))

    def clear_up(self, *stored: StoredContent) -> None:
        """Take bytes away to which no row came to point. What cannot be taken away now stays."""
        for one in stored:
            try:
                self.discard(one.name)
            except BusyError:
                _say.warning("content.left")

    @contextmanager
    def working_folder(self) -> Iterator[Path]:
        """A folder of one's own for files that are worked on; gone when the block ends."""
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="working-") as folder:
            yield Path(folder)

    def try_out(self) -> None:
        """Keep a few bytes, read them back and take them away. Raises BusyError if any fails."""
        kept = self.keep((_TRIAL,))
        try:
            with self.verified(kept.name, kept.sha256):
                pass
        finally:
            self.discard(kept.name)


class Folder(Content):
    """Content in a folder of this machine: a file for each, readable by nobody else."""

    @property
    def place(self) -> str:
        """Its name."""
        return f"the folder '{self.folder.name}'"

    def put(self, name: str, chunks: Iterable[bytes]) -> StoredContent:
        """Keep the bytes: their name comes last, when they are safe on the disk."""
        half = self.folder / f"{name}.part"
        digest = Digest(chunks)
        try:
            with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
                new.writelines(digest)
                new.flush()
                os.fsync(new.fileno())
            half.rename(self.folder / name)
            _sync(self.folder)
        except BaseException as error:
            half.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise cannot_keep(error) from error
            raise
        return digest.of(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes as the file has them."""
        try:
            return pieces_of((self.folder / name).open("rb"))
        except FileNotFoundError:
            raise
        except OSError as error:
            raise cannot_read(error) from error

    def discard(self, name: str) -> None:
        """Take the file away."""
        try:
            (self.folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise BusyError("The content cannot be taken away now.") from error

    @contextmanager
    def verified(self, name: str, digest: str) -> Iterator[Path]:
        """The file itself: read it only."""
        path = self.folder / name
        try:
            with path.open("rb") as file:
                found = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise cannot_read(error) from error
        refuse_changed(found, digest)
        yield path


class Digest:
    """Bytes as they pass by: counted and hashed."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self._digest = sha256()
        self._size = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self._digest.update(chunk)
            self._size += len(chunk)
            yield chunk

    def of(self, name: str) -> StoredContent:
        """What passed by, as it is kept under a name."""
        return StoredContent(name=name, sha256=self._digest.hexdigest(), size=self._size)


def refuse_changed(found: str, digest: str) -> None:
    """Raises BusyError unless two hashes are the same."""
    if found != digest:
        _say.error("content.changed")
        raise BusyError("The content is not what was registered, so nothing leaves.")


def cannot_read(error: Exception) -> BusyError:
    """What is said when content is gone or cannot be reached."""
    _say.error("content.gone", error=type(error).__name__)
    return BusyError("The content cannot be read now.")


def cannot_keep(error: Exception) -> BusyError:
    """What is said when content cannot be written."""
    _say.error("content.not_kept", error=type(error).__name__)
    return BusyError("The content cannot be kept now.")


def pieces_of(file: BinaryIO) -> Iterator[bytes]:
    """What is in an open file, piece by piece; closes it."""
    with file:
        while piece := file.read(PIECE):
            yield piece


def _sync(folder: Path) -> None:
    """Make the new name itself durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
