"""Kill -9 while notices are sent: none is lost, and none is sent for what did not happen.

Each round things happen in the council, some of which are undone at once, and are told of. A real
`gateway worker` sends what is told over SMTP to a real server, and is killed at a random moment
after its first mail. In the end every notice must have arrived at least once, each under its own
Message-ID, and nothing else; what was undone was told to nobody; and the log must verify.
"""

import random
import subprocess
import time
from collections.abc import Callable
from typing import get_args

from msgspec import Struct
from sqlalchemy import func, select

from benchmarks.council import Council, demonstration
from gates.mails import SLOWEST, SlowMailbox, as_environment, send_the_rest, worker, wrong_mail
from gateway.casework.address_book import KeepAddress
from gateway.casework.notices import tell
from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.casework.writer import Office, open_office
from gateway.domain.facts import Office as OfficeName
from gateway.domain.notices import to_office
from gateway.domain.people import OPERATOR
from gateway.errors import ConflictError
from gateway.store.tables import notices
from tests.mail import Mailbox, mail_server

EACH_ROUND = 12
UNDONE = "NTK-9999-"
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
            environment = {**council.environment, **as_environment(mailbox)}
            killing = Killing(module, environment, office, mailbox, result)
            for number in range(rounds):
                killing.round(chance, number)
                if number % 20 == 19:  # noqa: PLR2004  now and then
                    say(f"round {number + 1}: {result.told} told, {len(mailbox.ids)} mails")
            send_the_rest(module, environment, office)
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
        self.module = module
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
        sending = worker(self.module, self.environment)
        try:
            for step in range(EACH_ROUND):
                self._let_happen(chance.choice(OFFICES), number * EACH_ROUND + step)
            until = time.monotonic() + 60
            while len(self.mailbox.messages) == before and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.uniform(0, EACH_ROUND * SLOWEST))
        finally:
            sending.kill()
            sending.wait()
        self.result.kills += 1

    def _let_happen(self, to: OfficeName, number: int) -> None:
        """Something happens; every fourth time it is undone."""
        about = f"{UNDONE if number % 4 == 3 else 'NTK-2026-'}{number:04}"  # noqa: PLR2004
        try:
            self.office.carry_out_now(Happens(about, to))
            self.result.told += 1
        except ConflictError:
            self.result.undone += 1

    def compare(self) -> None:
        """Every notice arrived, and nothing else did."""
        found = self.result.violations
        found += wrong_mail(self.office, self.mailbox)
        self.result.mails = len(self.mailbox.ids)
        subjects = [str(message["Subject"]) for message in self.mailbox.messages]
        found += [f"undone: {one}" for one in subjects if one.startswith(UNDONE)]
        with self.office.reading() as reading:
            kept = reading.connection.scalar(select(func.count()).select_from(notices))
        if kept != self.result.told:
            found.append(f"{kept} notices are kept of {self.result.told}")


def _verify(council: Council, result: Result) -> None:
    try:
        council.gateway("audit", "verify")
    except subprocess.CalledProcessError as error:
        result.violations.append(f"the log does not verify: {error.stdout}{error.stderr}")
