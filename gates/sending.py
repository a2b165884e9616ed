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
        with open_office(council.settings.data, council.settings.database_url) as office:
            killing = Killing(module, _environment(council, mailbox), office, mailbox, result)
            for number in range(rounds):
                killing.round(chance, number)
                if number % 20 == 19:  # noqa: PLR2004  now and then
                    say(f"round {number + 1}: {result.told} told, {len(mailbox.ids)} mails")
            killing.send_the_rest()
            killing.compare()
        _verify(council, result)
    return result


class Killing:
    """A council that things happen in, the worker that tells of them, and where its mail goes."""

    def __init__(
        self,
        module: str,
        environment: dict[str, str],
        office: Office,
        mailbox: Mailbox,
        result: Result,
    ) -> None:
        self.words = [sys.executable, "-m", module]
        self.environment = environment
        self.office = office
        self.mailbox = mailbox
        self.result = result
        for name in OFFICES:
            keep = KeepAddress(by=OPERATOR, to=to_office(name), address=f"{name}@example.org")
            office.carry_out_now(keep)

    def round(self, chance: random.Random, number: int) -> None:
        """Let things happen while a worker sends, and kill it after its first mail."""
        before = len(self.mailbox.messages)
        worker = subprocess.Popen(  # noqa: S603  our own command
            [*self.words, "worker", "--every", "0.1"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            for step in range(EACH_ROUND):
                self._let_happen(chance.choice(OFFICES), number * EACH_ROUND + step)
            until = time.monotonic() + 60
            while len(self.mailbox.messages) == before and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, EACH_ROUND * SLOWEST))
        finally:
            worker.kill()
            worker.wait()
        self.result.kills += 1

    def _let_happen(self, to: OfficeName, number: int) -> None:
        """Something happens; every fourth time it is undone."""
        about = f"{UNDONE if number % 4 == 3 else 'NTK-2026-'}{number:04}"  # noqa: PLR2004
        try:
            self.office.carry_out_now(Happens(about, to))
            self.result.told += 1
        except ConflictError:
            self.result.undone += 1

    def send_the_rest(self) -> None:
        """Once no killed worker's claim holds any more, until nothing waits."""
        time.sleep(LEASE.total_seconds() + 1)
        for _ in range(20):
            subprocess.run(  # noqa: S603  our own command
                [*self.words, "work-once"], env=self.environment, capture_output=True, check=True
            )
            with self.office.reading() as reading:
                if not outbox_of(reading).waiting:
                    return
            time.sleep(5)

    def compare(self) -> None:
        """Every notice arrived, and nothing else did."""
        sender = str(self.mailbox.settings()["mail_from"])
        every = select(notices.c.id, notices.c.state)
        with self.office.reading() as reading:
            rows = reading.connection.execute(every)
            kept = {message_id(notice, sender): state for notice, state in rows}
        arrived, found = Counter(self.mailbox.ids), self.result.violations
        self.result.mails = arrived.total()
        subjects = [str(message["Subject"]) for message in self.mailbox.messages]
        found += [f"lost: {one}" for one in kept if one not in arrived]
        found += [f"never told: {one}" for one in arrived if one not in kept]
        found += [f"undone: {one}" for one in subjects if one.startswith(UNDONE)]
        found += [f"not sent: {one}" for one, state in kept.items() if state != "sent"]
        if len(kept) != self.result.told:
            found.append(f"{len(kept)} notices are kept of {self.result.told}")


def _verify(council: Council, result: Result) -> None:
    try:
        council.gateway("audit", "verify")
    except subprocess.CalledProcessError as error:
        result.violations.append(f"the log does not verify: {error.stdout}{error.stderr}")


def _environment(council: Council, mailbox: Mailbox) -> dict[str, str]:
    given = {f"GATEWAY_{name.upper()}": str(value) for name, value in mailbox.settings().items()}
    return {**os.environ, **council.environment, **given}
