"""What a backup is: a folder, with a sealed list of all that is in it.

The seal is a signature with the key of the log, so that a byte that was changed anywhere, the list
itself included, is found with the public key alone.
"""

from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from gateway.audit.checkpoint import VerifierKey
from gateway.errors import InputError
from gateway.store.content_place import CONTENT_NAME
from gateway.store.keys import seal_holds

FORMAT: Final = "need-to-know-backup/1"
LIST_NAME: Final = "backup.json"
SEAL_NAME: Final = "backup.seal"
DATABASE_NAME: Final = "database.sqlite"
CHECKPOINT_NAME: Final = "checkpoint.txt"


class BackedUp(Struct, frozen=True, kw_only=True):
    """One file of a backup: its hash (SHA-256, hexadecimal) and its size in bytes."""

    sha256: str
    size: int


class BackupList(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is in a backup. `form` is the last migration; `rows` are those of each table.

    `damaged` are bytes of documents that were gone or changed already: their random names.
    """

    format: str = FORMAT
    made_at: datetime
    gateway: str
    form: str
    entries: int
    rows: dict[str, int]
    files: dict[str, BackedUp]
    damaged: tuple[str, ...]


def hashed(file: Path) -> BackedUp:
    """The hash and the size of a file. Raises OSError when it cannot be read."""
    with file.open("rb") as opened:
        digest = file_digest(opened, "sha256").hexdigest()
        return BackedUp(sha256=digest, size=opened.tell())


def read_list(folder: Path, key: VerifierKey) -> BackupList:
    """The list of a backup whose seal holds. Raises InputError for anything else."""
    try:
        data = (folder / LIST_NAME).read_bytes()
        seal = (folder / SEAL_NAME).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("There is no whole backup here.", where=folder.name) from error
    if not seal_holds(key, FORMAT, data, seal):
        raise InputError(
            "The list of the backup was changed, or is not sealed with the key that you trust.",
            where=LIST_NAME,
        )
    try:
        found = msgspec.json.decode(data, type=BackupList)
    except msgspec.DecodeError as error:
        raise InputError("The backup is of another version.", where=LIST_NAME) from error
    if found.format != FORMAT:
        raise InputError("The backup is of another version.", where=LIST_NAME)
    return found


def content_of(name: str) -> str:
    """Where the bytes kept under a random name stand in a backup."""
    return f"{CONTENT_NAME}/{name}"
