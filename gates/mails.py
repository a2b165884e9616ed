"""Mail in the gates: a slow server, a worker, and whether what arrived is what was told."""

import asyncio
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from gateway.casework.outbox import LEASE, outbox_of
from gateway.casework.writer import Office
from gateway.notify.message import message_id
from gateway.store.tables import notices
from tests.mail import Mailbox

SLOWEST = 0.04
"""Seconds that the mail server takes over a message, at most."""


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


def as_environment(mailbox: Mailbox) -> dict[str, str]:
    """The settings with which the gateway's commands send to a mailbox."""
    return {f"GATEWAY_{name.upper()}": str(value) for name, value in mailbox.settings().items()}


def worker(module: str, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """A worker that looks into the outbox all the time, as a process of its own."""
    return subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", module, "worker", "--every", "0.1"],
        env=dict(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def send_the_rest(module: str, environment: Mapping[str, str], office: Office) -> None:
    """Once no killed worker's claim holds any more, until nothing waits."""
    time.sleep(LEASE.total_seconds() + 1)
    for _ in range(20):
        subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", module, "work-once"],
            env=dict(environment),
            capture_output=True,
            check=True,
        )
        with office.reading() as reading:
            if not outbox_of(reading).waiting:
                return
        time.sleep(5)


def wrong_mail(office: Office, mailbox: Mailbox) -> list[str]:
    """What is wrong once all is sent: every notice arrived at least once, and nothing else did."""
    sender = str(mailbox.settings()["mail_from"])
    with office.reading() as reading:
        rows = reading.connection.execute(select(notices.c.id, notices.c.state))
        kept = {message_id(notice, sender): state for notice, state in rows}
    arrived = Counter(mailbox.ids)
    return [
        *(f"lost: {one}" for one in kept if one not in arrived),
        *(f"never told: {one}" for one in arrived if one not in kept),
        *(f"not sent: {one}" for one, state in kept.items() if state != "sent"),
    ]
