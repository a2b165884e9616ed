"""What the clients know: what they sent, what they were told. And whether the record agrees."""

from collections import Counter
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, func, select

from gateway.settings import Settings
from gateway.store.engine import open_for_reading
from gateway.store.tables import idempotency, log_entries, requests


class Sent(Struct, frozen=True):
    """One request as a client sent it: its idempotency key and its bytes, by which councillor."""

    client: int
    key: str
    raw: bytes


class Ledger:
    """Everything sent, and every answer that arrived whole, since the log had `before` entries."""

    def __init__(self, before: int) -> None:
        self._before = before
        self.sent: dict[str, Sent] = {}
        self.told: dict[str, dict[str, Any]] = {}
        self.violations: list[str] = []

    def send(self, sent: Sent) -> None:
        """A request is about to leave."""
        self.sent[sent.key] = sent

    def tell(self, key: str, answer: dict[str, Any]) -> None:
        """An answer arrived; a second one to the same key must be the first again."""
        first = self.told.setdefault(key, answer)
        if first != answer:
            self.violations.append(f"{key}: answered {_place(first)}, later {_place(answer)}")

    def compare(self, settings: Settings) -> None:
        """Once every key was answered: the database and the log have each answer exactly once."""
        engine = open_for_reading(settings.database_url)
        try:
            with engine.connect() as connection:
                self._compare(connection)
        finally:
            engine.dispose()

    def _compare(self, connection: Connection) -> None:
        told = Counter((answer["reference"], answer["entry"]) for answer in self.told.values())
        new = requests.c.entry >= self._before
        kept = Counter(
            connection.execute(select(requests.c.reference, requests.c.entry).where(new)).tuples()
        )
        logged: Counter[tuple[str, int]] = Counter()
        for data in connection.scalars(
            select(log_entries.c.bytes).where(log_entries.c.seq >= self._before)
        ):
            entry = msgspec.json.decode(data)
            if entry["kind"] == "request.decided":
                logged[entry["body"]["reference"], entry["seq"]] += 1
        for name, found in (("database", kept), ("log", logged)):
            for place, times in ((told - found) + (found - told)).items():
                self.violations.append(f"{place}: {name} has {found[place]}, told {times}")
        keys = connection.scalar(
            select(func.count()).select_from(idempotency).where(idempotency.c.entry >= self._before)
        )
        if keys != len(self.told):
            self.violations.append(f"{keys} idempotency keys are kept for {len(self.told)} sent")


def _place(answer: dict[str, Any]) -> str:
    return f"{answer['reference']} in entry {answer['entry']}"
