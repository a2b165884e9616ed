"""Kill -9 while notices are sent: none is lost, and none is sent for what did not happen.

Each round things happen in the council, some of which are undone at once, and are told of. A real
`gateway worker` sends what is told over SMTP to a real server, and is killed at a random moment
after its first mail. In the end every notice must have arrived at least once, each under its own
Message-ID, and nothing else; what was undone was told to nobody; and the log must verify.
"""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, get_args

from msgspec import Struct
from sqlalchemy import select

from benchmarks.council import Council, demonstration
from gateway.casework.address_book import KeepAddress
from gateway.casework.notices import tell
from gateway.casework.outbox import LEASE, outbox_of
from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.casework.writer import Office, open_office
from gateway.domain.facts import Office as OfficeName
from gateway.domain.notices import to_office
from gateway.domain.people import OPERATOR
from gateway.errors import ConflictError
from gateway.notify.message import message_id
from gateway.store.tables import notices
from tests.mail import Mailbox, mail_server

EACH_ROUND = 12
UNDONE = "NTK-9999-"
SLOWEST = 0.04
"""Seconds that the mail server takes over a message, at most."""
OFFICES: tuple[OfficeName, ...] = get_args(OfficeName)


class Result(Struct, kw_only=True):
    """What the rounds showed."""

    kills: int = 0
    told: int = 0
    mails: int = 0
    undone: int = 0
    violations: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.told} notices in {self.mails} mails, {self.undone} undone, "
            f"{len(self.violations)} violations"
        )


class SlowMailbox(Mailbox):
    """A server that takes its time over each message, so that a kill meets it in the middle."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self._chance = chance

    async def handle_DATA(self, *given: Any) -> str:  # noqa: N802  aiosmtpd's name
        """Take a message, before or after the wait."""
        wait = self._chance.uniform(0, SLOWEST)
        await asyncio.sleep(wait)
        taken: str = await super().handle_DATA(*given)
        await asyncio.sleep(wait)
        return taken


class Happens(Struct, frozen=True):
    """Something happens, and an office is told; or it is undone after it was told."""

    about: str
    to: OfficeName

    def carry_out(self, turn: Turn) -> None:
        """Record and tell."""
        entry = record(turn, by=OPERATOR, kind="log.verified", body={})
        to = to_office(self.to)
        tell(turn, kind="request_waits", to=to, about=self.about, entry=entry)
        if self.about.startswith(UNDONE):
            raise ConflictError("It did not happen.")


def run(module: str, rounds: int, seed: int, say: Callable[[str], object]) -> Result:
    """Kill the worker that `module` starts, so many times; then let one send what is left."""
    chance = random.Random(seed)
    result = Result()
    with demonstration(1) as council, mail_server(SlowMailbox(chance)) as mailbox:
        settings = council.settings
        with open_office(settings.data, settings.database_url) as office:
            for name in OFFICES:
                keep = KeepAddress(by=OPERATOR, to=to_office(name), address=f"{name}@example.org")
                office.carry_out_now(keep)
            for number in range(rounds):
                _round(module, council, mailbox, office, chance, number, result)
                if number % 20 == 19:  # noqa: PLR2004  now and then
                    say(f"round {number + 1}: {result.told} told, {len(mailbox.ids)} mails")
            _send_the_rest(module, council, mailbox, office)
            _compare(office, mailbox, _sender(mailbox), result)
        _verify(council, result)
    return result


def _round(
    module: str,
    council: Council,
    mailbox: Mailbox,
    office: Office,
    chance: random.Random,
    number: int,
    result: Result,
) -> None:
    before = len(mailbox.messages)
    worker = subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", module, "worker", "--every", "0.1"],
        env=_environment(council, mailbox),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for step in range(EACH_ROUND):
            undone = step % 4 == 3  # noqa: PLR2004  every fourth
            about = f"{UNDONE if undone else 'NTK-2026-'}{number * EACH_ROUND + step:04}"
            try:
                office.carry_out_now(Happens(about, chance.choice(OFFICES)))
                result.told += 1
            except ConflictError:
                result.undone += 1
        until = time.monotonic() + 60
        while len(mailbox.messages) == before and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(chance.uniform(0, EACH_ROUND * SLOWEST))
    finally:
        worker.kill()
        worker.wait()
    result.kills += 1


def _send_the_rest(module: str, council: Council, mailbox: Mailbox, office: Office) -> None:
    """Once no killed worker's claim holds any more, until nothing waits."""
    time.sleep(LEASE.total_seconds() + 1)
    for _ in range(20):
        subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", module, "work-once"],
            env=_environment(council, mailbox),
            capture_output=True,
            check=True,
        )
        with office.reading() as reading:
            if not outbox_of(reading).waiting:
                return
        time.sleep(5)


def _compare(office: Office, mailbox: Mailbox, sender: str, result: Result) -> None:
    """Every notice arrived, and nothing else did."""
    with office.reading() as reading:
        kept = {
            message_id(notice, sender): state
            for notice, state in reading.connection.execute(select(notices.c.id, notices.c.state))
        }
    arrived = Counter(mailbox.ids)
    result.mails = arrived.total()
    subjects = [str(message["Subject"]) for message in mailbox.messages]
    result.violations += [f"lost: {one}" for one in kept if one not in arrived]
    result.violations += [f"never told: {one}" for one in arrived if one not in kept]
    result.violations += [f"undone: {one}" for one in subjects if one.startswith(UNDONE)]
    result.violations += [f"not sent: {one}" for one, state in kept.items() if state != "sent"]
    if len(kept) != result.told:
        result.violations.append(f"{len(kept)} notices are kept of {result.told}")


def _verify(council: Council, result: Result) -> None:
    try:
        council.gateway("audit", "verify")
    except subprocess.CalledProcessError as error:
        result.violations.append(f"the log does not verify: {error.stdout}{error.stderr}")


def _sender(mailbox: Mailbox) -> str:
    return str(mailbox.settings()["mail_from"])


def _environment(council: Council, mailbox: Mailbox) -> dict[str, str]:
    given = {f"GATEWAY_{name.upper()}": str(value) for name, value in mailbox.settings().items()}
    return {**os.environ, **council.environment, **given}
