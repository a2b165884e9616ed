"""A command to try the writer with, and what to look at afterwards."""

import time
from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sqlalchemy import insert, select

from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.domain.people import OPERATOR
from gateway.store import log, tables
from tests.store.borough import Borough, id_of


class AddPerson(Struct, frozen=True):
    """Puts somebody into the register, on record; then does what `then` says."""

    name: str
    then: Callable[[], Any] = lambda: None

    def carry_out(self, turn: Turn) -> Any:
        """The number of the entry, or what `then` gives."""
        row = {"id": id_of(self.name), "source": "t", "source_id": self.name, "name": self.name}
        turn.connection.execute(insert(tables.people), row | {"kind": "councillor"})
        entry = record(turn, by=OPERATOR, kind="register.imported", body={})
        return self.then() or entry


def raising(error: BaseException) -> Callable[[], Any]:
    """A `then` that fails with the error."""

    def then() -> None:
        raise error

    return then


def people_in(borough: Borough) -> set[str]:
    """The names of all people that are committed."""
    with borough.reading() as connection:
        return set(connection.execute(select(tables.people.c.name)).scalars())


def log_size(borough: Borough) -> int:
    """How many entries of the log are committed."""
    with borough.reading() as connection:
        return log.size_of(connection)


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until it holds, but not for ever."""
    for _ in range(400):
        if holds():
            return
        time.sleep(0.025)
    raise AssertionError("it never came to hold")
