"""What is asked of the database while ever more is on record: about as much as before."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, cast

import pytest
from sqlalchemy import Connection

from gateway.casework.due_cases import due_cases
from gateway.casework.requests import SubmitRequest
from gateway.casework.turn import Command, Turn
from gateway.casework.turns import Turns
from gateway.casework.writer import Office
from gateway.domain.requests import AskedRequest
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.doing import Do, rows
from tests.casework.test_due_cases import DIRECTORS
from tests.casework.test_extending import directed
from tests.casework.thornmere import ADA, BEN, CLOSED
from tests.store.borough import Borough, id_of

__all__ = ["directed"]
_MORE = 3000
_STEP = 20
"""How many of the database's instructions are counted at once."""


def _ask(by: str) -> SubmitRequest:
    return SubmitRequest(by=by, asked=AskedRequest(document=CLOSED))


def _instructions(office: Office, commands: Sequence[Command[Any]]) -> int:
    """How many instructions the database carries out for some commands. They are not committed."""
    transactions = office.writer._transactions
    connection = transactions._engine.connect()
    with connection, connection.begin() as begun:
        turn = transactions._turn(connection)
        with _counting(connection) as steps:
            outcomes = Turns(turn, careful=False).carry_out(commands)
            turn.write()
        begun.rollback()
    assert not [one for one in outcomes if isinstance(one, Exception)]
    return next(steps) * _STEP


@contextmanager
def _counting(connection: Connection) -> Iterator["count[int]"]:
    """Count in steps the instructions that the database carries out meanwhile."""
    steps, driver = count(), cast(Any, connection.connection.dbapi_connection)
    driver.set_progress_handler(lambda: next(steps) < 0, _STEP)
    yield steps
    driver.set_progress_handler(None, 0)


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


@pytest.mark.only_on("sqlite")  # which counts its instructions
def test_more_on_record_makes_no_list_dearer(directed: Borough):
    """What is owed of a request that waits is not sought among all that is owed."""

    def instructions() -> int:
        with office.reading() as reading, _counting(reading.connection) as steps:
            assert 2 == len(due_cases(reading, DIRECTORS).items)
        return next(steps) * _STEP

    with directed.office() as office:
        for _ in range(2):
            submit(office, BEN, CLOSED, purpose="official_duty")
        before = instructions()
        with directed.writing() as connection:
            _add(connection, rows(directed, "deadlines")[0], _MORE)
        after = instructions()
    assert before + _MORE / 2 > after
