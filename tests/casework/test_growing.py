"""What a command costs the database while ever more is on record: about as much as before."""

from collections.abc import Sequence
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection

from gateway.casework.requests import SubmitRequest
from gateway.casework.turn import Command, Turn
from gateway.casework.turns import Turns
from gateway.casework.writer import Office
from gateway.domain.requests import AskedRequest
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.doing import Do, rows
from tests.casework.thornmere import ADA, BEN, CLOSED
from tests.store.borough import Borough, id_of

_MORE = 3000
_STEP = 20
"""How many of the database's instructions are counted at once."""


def _ask(by: str) -> SubmitRequest:
    return SubmitRequest(by=by, asked=AskedRequest(document=CLOSED))


def _instructions(office: Office, commands: Sequence[Command[Any]]) -> int:
    """How many instructions the database carries out for some commands. They are not committed."""
    transactions = office._transactions
    steps = count()
    connection = transactions._engine.connect()
    with connection, connection.begin() as begun:
        turn = transactions._turn(connection)
        driver: Any = connection.connection.dbapi_connection
        driver.set_progress_handler(lambda: next(steps) < 0, _STEP)
        outcomes = Turns(turn, careful=False).carry_out(commands)
        turn.write()
        driver.set_progress_handler(None, 0)
        begun.rollback()
    assert not [one for one in outcomes if isinstance(one, Exception)]
    return next(steps) * _STEP


def _add(connection: Connection, like: Any, number: int, **more: Any) -> None:
    """As many deadlines like one that there is. No index finds one by its log entry."""
    many = [
        like._asdict() | {"id": id_of(f"{one}"), "about": f"{one}"} | more for one in range(number)
    ]
    connection.execute(tables.deadlines.insert(), many)


@pytest.mark.only_on("sqlite")  # which counts its instructions
@pytest.mark.parametrize("kind", ["several requests", "one request", "any other command"])
def test_more_on_record_makes_no_command_dearer(town: Borough, kind: str):
    """A new log entry is not looked for in tables that hold more with each request."""
    with town.office() as office:
        submit(office, ADA, CLOSED)
        (first,) = rows(town, "deadlines")

        def owe(turn: Turn, entry: int) -> None:
            _add(turn.connection, first, 1, entry=entry, about="other", id=id_of("other"))

        commands: dict[str, list[Command[Any]]] = {
            "several requests": [_ask(ADA), _ask(BEN)],
            "one request": [_ask(ADA)],
            "any other command": [Do(owe)],
        }
        before = _instructions(office, commands[kind])
        with town.writing() as connection:
            _add(connection, first, _MORE)
        after = _instructions(office, commands[kind])
    assert before + _MORE / 2 > after
