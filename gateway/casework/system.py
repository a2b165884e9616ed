"""How the gateway itself is: for whoever runs it, with no fact about anybody in it."""

import sys
from datetime import UTC, datetime
from importlib.metadata import version

from msgspec import Struct
from sqlalchemy import insert, select, update

from gateway.casework.installation import Finding, everything
from gateway.casework.outbox import Outbox, outbox_of
from gateway.casework.turn import Reading, Turn
from gateway.casework.writer import Office
from gateway.errors import BusyError
from gateway.settings import Settings
from gateway.store import log, rule_books
from gateway.store.form import head
from gateway.store.tables import worker_seen


class Versions(Struct, frozen=True, kw_only=True):
    """What runs: the gateway, the language, the rule book's digest, and the database's form."""

    gateway: str
    python: str
    rule_book: str
    database: str


class System(Struct, frozen=True, kw_only=True):
    """How the gateway is.

    `ready`: requests are decided and recorded. `worker_seen` and `backup_made` are the last time
    of each, None for never. `findings` are what `gateway doctor` finds.
    """

    ready: bool
    versions: Versions
    worker_seen: datetime | None
    backup_made: datetime | None
    outbox: Outbox
    findings: tuple[Finding, ...]


class WorkerSeen(Struct, frozen=True):
    """A worker has finished a round. It is no event of a case, and not on record."""

    def carry_out(self, turn: Turn) -> None:
        """Note when."""
        row = {"at": turn.moment}
        if turn.connection.execute(update(worker_seen).values(**row)).rowcount == 0:
            turn.connection.execute(insert(worker_seen).values(id=1, **row))


def system_of(office: Office, settings: Settings) -> System:
    """How everything is now; it takes some seconds where the disk is slow."""
    try:
        office.refuse_unless_ready()
        ready = True
    except BusyError:
        ready = False
    with office.reading() as reading:
        return System(
            ready=ready,
            versions=Versions(
                gateway=version("need-to-know-gateway"),
                python=".".join(map(str, sys.version_info[:3])),
                rule_book=rule_books.digest_in_force(reading.connection),
                database=head(),
            ),
            worker_seen=_worker_seen(reading),
            backup_made=_backup_made(reading),
            outbox=outbox_of(reading),
            findings=tuple(everything(settings, lambda: datetime.now(UTC))),
        )


def _worker_seen(reading: Reading) -> datetime | None:
    return reading.connection.execute(select(worker_seen.c.at)).scalar_one_or_none()


def _backup_made(reading: Reading) -> datetime | None:
    newest = log.page(reading.connection, kinds={"backup.made"}, limit=1)
    return log.moment_of(reading.connection, newest[0].seq) if newest else None
