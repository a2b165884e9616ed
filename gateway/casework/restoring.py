"""Looking a backup through without touching what runs, and setting a gateway up again from one."""

import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct
from sqlalchemy.exc import DBAPIError

from gateway.audit.checkpoint import VerifierKey
from gateway.casework.backup_form import (
    CHECKPOINT_NAME,
    DATABASE_NAME,
    BackupList,
    content_of,
    hashed,
    read_list,
)
from gateway.casework.backups import RecordBackup, copy_file, kept_content
from gateway.casework.log_check import check_within
from gateway.casework.writer import open_office
from gateway.domain.dates import in_words
from gateway.domain.people import OPERATOR
from gateway.errors import SetupError
from gateway.settings import DATABASE_FILE
from gateway.store import snapshot
from gateway.store.content_place import CONTENT_NAME, content_at
from gateway.store.engine import is_set_up
from gateway.store.form import head
from gateway.store.keys import PRIVATE_NAME, PUBLIC_NAME, read_keys
from gateway.store.tables import sessions, set_up_links

_OVER: Final = (sessions, set_up_links)
"""What a backup would bring back to life though it was over, within hours or days, anyway."""


class BackupReport(Struct, frozen=True, kw_only=True):
    """What a look through a backup found; `answer` is the result in one sentence."""

    ok: bool
    answer: str
    made_at: datetime
    form: str
    entries: int
    files: int
    findings: tuple[str, ...]


class Restored(Struct, frozen=True, kw_only=True):
    """What setting up again has done, and what is left to do: nothing, or a sentence for each."""

    report: BackupReport
    left: tuple[str, ...]


def check_backup(folder: Path, key: VerifierKey) -> BackupReport:
    """Look a whole backup through: every byte, the log with its tree and checkpoint, the counts.

    Raises InputError where there is no backup sealed with the key.
    """
    listed = read_list(folder, key)
    found = tuple(_wrong(folder, listed, key))
    wrong = "one thing is" if len(found) == 1 else f"{len(found):,} things are"
    return BackupReport(
        ok=not found,
        answer=f"The backup cannot be relied on: {wrong} wrong."
        if found
        else f"The backup of {in_words(listed.made_at)} is whole: {len(listed.files):,} files, "
        f"and all {listed.entries:,} entries of the log are unbroken.",
        made_at=listed.made_at,
        form=listed.form,
        entries=listed.entries,
        files=len(listed.files),
        findings=found,
    )


def restore(
    folder: Path,
    into: Path,
    key: VerifierKey,
    *,
    database_url: str = "",
    content_url: str = "",
    private: Path | None = None,
) -> Restored:
    """Set a gateway up again in a data folder that is not there yet or is empty.

    With `database_url` the rows go into that empty database of a server, with `content_url` the
    bytes of documents into that bucket. `private` is the log's signing key, where the backup has it
    not. Nobody is signed in afterwards and no one-time link counts: each may have ended since. That
    it was restored is recorded, where it can be. Raises SetupError when the folder holds something
    or the backup cannot be relied on, and BusyError when the bytes cannot be kept.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise SetupError("The folder holds something; nothing is written over.", where=into.name)
    if database_url and is_set_up(database_url):
        raise SetupError("The database holds something already.", where="database_url")
    report = check_backup(folder, key)
    if not report.ok:
        raise SetupError(f"{report.answer} {report.findings[0]}", where=folder.name)
    part = into.with_name(f"{into.name}.part")
    try:
        part.mkdir(mode=0o700, parents=True)
    except OSError as error:
        raise SetupError("The data folder cannot be made.", where=part.name) from error
    try:
        (part / CONTENT_NAME).mkdir(mode=0o700)
        content = content_at(content_url, part)
        for source in sorted((folder / CONTENT_NAME).iterdir()):
            content.put_file(source.name, source)
        _fill(folder, part, with_file=not database_url, private=private)
        if database_url:
            snapshot.put_in(folder / DATABASE_NAME, database_url)
        snapshot.empty(database_url or _address(part), _OVER)
        part.replace(into)
    except OSError as error:
        raise SetupError("The data folder cannot be made.", where=into.name) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Restored(report=report, left=tuple(_left(into, report, database_url)))


def _wrong(folder: Path, listed: BackupList, key: VerifierKey) -> Iterator[str]:
    """A sentence for each thing that is wrong."""
    yield from (f"Content {name} was gone or changed already." for name in listed.damaged)
    for place, kept in sorted(listed.files.items()):
        if not (folder / place).is_file():
            yield f"{place} is missing."
        elif hashed(folder / place) != kept:
            yield f"{place} was changed."
    try:
        yield from _wrong_inside(folder, listed, key)
    except (DBAPIError, SetupError, OSError, UnicodeDecodeError):
        yield "The database of the backup cannot be read."


def _wrong_inside(folder: Path, listed: BackupList, key: VerifierKey) -> Iterator[str]:
    note = (folder / CHECKPOINT_NAME).read_text(encoding="utf-8")
    engine = snapshot.opened(folder / DATABASE_NAME)
    try:
        with engine.begin() as connection:
            report = check_within(connection, key, (note,))
            if not report.ok:
                yield report.answer
            if report.entries != listed.entries or snapshot.counts(connection) != listed.rows:
                yield "The database has not as many rows as are listed."
            for name, sha256 in kept_content(connection):
                kept = listed.files.get(content_of(name))
                if name not in listed.damaged and (kept is None or kept.sha256 != sha256):
                    yield f"Content {name} is not the one that the database names."
    finally:
        engine.dispose()


def _fill(folder: Path, part: Path, *, with_file: bool, private: Path | None) -> None:
    """Put the keys, and the database if it is a file, into the new data folder."""
    copy_file(folder / PUBLIC_NAME, part / PUBLIC_NAME)
    key = folder / PRIVATE_NAME if private is None else private
    if key.is_file():
        copy_file(key, part / PRIVATE_NAME)
        read_keys(part)  # refuses one that is of another log
    if with_file:
        copy_file(folder / DATABASE_NAME, part / DATABASE_FILE)


def _address(data: Path) -> str:
    """The database in a data folder."""
    return f"sqlite:///{(data / DATABASE_FILE).absolute()}"


def _left(into: Path, report: BackupReport, database_url: str) -> Iterator[str]:
    """Record that it was restored; a sentence for each thing that somebody has to do."""
    if not (into / PRIVATE_NAME).is_file():
        yield f"Put the log's signing key there: {PRIVATE_NAME}, mode 600."
    if report.form != head():
        yield "Bring the database to this version: gateway init --upgrade."
    if (into / PRIVATE_NAME).is_file() and report.form == head():
        with open_office(into, database_url or _address(into)) as office:
            office.carry_out_now(RecordBackup(by=OPERATOR, restored=True))
    yield (
        f"End again what ended since {in_words(report.made_at)}: tokens, accounts, links to the "
        "sign-in provider and addresses of calendars."
    )
    yield "Compare with the newest checkpoint that you keep elsewhere: gateway audit verify."
