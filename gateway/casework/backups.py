"""Making a backup: the database at one moment, the documents' bytes, and what was signed."""

import os
import shutil
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import IO, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from gateway.audit.entries import Kind
from gateway.casework.backup_form import (
    CHECKPOINT_NAME,
    DATABASE_NAME,
    LIST_NAME,
    SEAL_NAME,
    BackedUp,
    BackupList,
    content_of,
    hashed,
)
from gateway.casework.backup_form import FORMAT as SEALED_AS
from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.casework.who import refuse_unless_operator
from gateway.casework.writer import Office
from gateway.domain.people import OPERATOR
from gateway.errors import SetupError
from gateway.settings import Settings
from gateway.store import log, snapshot
from gateway.store.content import Content
from gateway.store.content_place import CONTENT_NAME
from gateway.store.form import current
from gateway.store.keys import PRIVATE_NAME, PUBLIC_NAME, read_keys
from gateway.store.tables import segment_files, segments, uploads

_CONTENT: Final = (
    (segments.c.content_name, segments.c.content_sha256),
    (uploads.c.content_name, uploads.c.sha256),
    (segment_files.c.text_name, segment_files.c.text_sha256),
)
"""Where rows point to bytes, and their hashes."""


class RecordBackup(Struct, frozen=True, kw_only=True):
    """Whoever runs the gateway makes a backup, or has set it up again from one."""

    by: str
    restored: bool = False

    def carry_out(self, turn: Turn) -> None:
        """Record it. Raises NotAllowedError for anybody but the operator."""
        refuse_unless_operator(self.by)
        kind: Kind = "backup.restored" if self.restored else "backup.made"
        record(turn, by=self.by, kind=kind, body={})


def make_backup(
    office: Office, settings: Settings, folder: Path, *, with_private_key: bool
) -> BackupList:
    """Make a backup in a folder that is not there yet or is empty; gives what is in it.

    That it was made is recorded first and stands in it. Bytes of documents that are gone or were
    changed are named in it, and the rest is kept all the same. Raises SetupError when the folder
    holds something or cannot be written, and BusyError when the bytes cannot be read now: then
    nothing of it is sealed.
    """
    _make(folder)
    office.carry_out_now(RecordBackup(by=OPERATOR))
    with office.reading() as reading:
        moment = reading.moment
    try:
        snapshot.take(settings.database_url, folder / DATABASE_NAME)
        engine = snapshot.opened(folder / DATABASE_NAME)
        try:
            form = current(engine) or ""
            with engine.begin() as connection:
                entries = log.size_of(connection)
                note = read_keys(settings.data).sign(entries, log.root(connection, entries))
                rows = snapshot.counts(connection)
                kept = dict(kept_content(connection))
        finally:
            engine.dispose()
        found = dict(_copied_content(office.content, folder, kept))
        found |= _copied_keys(settings, folder, with_private_key=with_private_key)
        _write(folder / CHECKPOINT_NAME, note.encode())
        for name in (DATABASE_NAME, CHECKPOINT_NAME):
            found[name] = hashed(folder / name)
        made = BackupList(
            made_at=moment,
            gateway=version("need-to-know-gateway"),
            form=form,
            entries=entries,
            rows=rows,
            files=found,
            damaged=tuple(
                name
                for name, sha256 in sorted(kept.items())
                if content_of(name) not in found or found[content_of(name)].sha256 != sha256
            ),
        )
        data = msgspec.json.format(msgspec.json.encode(made), indent=1)
        _write(folder / LIST_NAME, data)
        seal = read_keys(settings.data).seal(SEALED_AS, data)
        _write(folder / SEAL_NAME, seal.encode())
    except OSError as error:
        raise SetupError("The backup cannot be written.", where=folder.name) from error
    return made


def kept_content(connection: Connection) -> Iterator[tuple[str, str]]:
    """The random names of all bytes that rows point to, each with the hash of the bytes."""
    for name, sha256 in _CONTENT:
        for row in connection.execute(select(name, sha256).where(name.is_not(None))):
            yield row[0], row[1]


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise SetupError("The folder holds something already.", where=folder.name)
        folder.chmod(0o700)
        (folder / CONTENT_NAME).mkdir(mode=0o700)
    except OSError as error:
        raise SetupError("The folder cannot be made.", where=folder.name) from error


def _copied_content(
    content: Content, folder: Path, kept: Iterable[str]
) -> Iterator[tuple[str, BackedUp]]:
    """Copy the bytes that are there; gives each file's place in the backup with its hash."""
    for name in sorted(kept):
        try:
            pieces = content.pieces(name)
        except FileNotFoundError:
            continue
        place = content_of(name)
        with _new(folder / place) as writing:
            writing.writelines(pieces)
            writing.flush()
            os.fsync(writing.fileno())
        yield place, hashed(folder / place)


def _copied_keys(
    settings: Settings, folder: Path, *, with_private_key: bool
) -> dict[str, BackedUp]:
    names = (PUBLIC_NAME, PRIVATE_NAME) if with_private_key else (PUBLIC_NAME,)
    return {name: copy_file(settings.data / name, folder / name) for name in names}


def copy_file(source: Path, target: Path) -> BackedUp:
    """Copy a file, readable by nobody else; gives what was written."""
    with source.open("rb") as reading, _new(target) as writing:
        shutil.copyfileobj(reading, writing)
        writing.flush()
        os.fsync(writing.fileno())
    return hashed(target)


def _write(target: Path, data: bytes) -> None:
    with _new(target) as writing:
        writing.write(data)
        writing.flush()
        os.fsync(writing.fileno())


def _new(target: Path) -> IO[bytes]:
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
