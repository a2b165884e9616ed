"""Commands that share a transaction: each as if it were alone, whatever is read or written once."""

from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from sqlalchemy import Table, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql import visitors

from gateway.casework import calendars, notices
from gateway.casework.explained import Made
from gateway.casework.requests import SubmitRequest
from gateway.casework.turns import Turns
from gateway.casework.writer import Office
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.errors import ConflictError, NotAllowedError
from gateway.store import facts_of_documents, facts_of_people, posts, rule_books, tables
from tests.casework.asking import submit
from tests.casework.doing import Do, rows
from tests.casework.thornmere import (
    ADA,
    BEN,
    CLOSED,
    FAY,
    HIDDEN,
    MIXED,
    MOIRA,
    NOT_HELD,
    OLIVE,
    OPEN,
)
from tests.store.borough import NOW, Borough, id_of

_READ = (
    facts_of_people._SOME,
    facts_of_people._ONE,
    facts_of_documents._SEGMENTS,
    facts_of_documents._MARKS,
    posts._POSTS,
    posts._TIES,
    rule_books._IN_FORCE,
    calendars._ADDED,
    notices._BOOKED,
)
"""Every question whose answer is kept for the commands that wait together."""


def _ask(by: str, document: str, **more: Any) -> SubmitRequest:
    key, again_from = more.pop("key", None), more.pop("again_from", None)
    asked = AskedRequest(document=document, **more)
    return SubmitRequest(by=by, asked=asked, key=key, again_from=again_from)


def _together(office: Office, *groups: Sequence[Any]) -> list[Any]:
    return office.writer._transactions.carry_out(groups)


def _answer(outcome: Any) -> RequestAnswer:
    assert isinstance(outcome, Made)
    return outcome.answer


def test_together_is_as_one_by_one(town: Borough):
    """Twenty requests that are decided together have the answers that each has alone."""
    commands = [
        _ask(person, document)
        for person in (ADA, BEN, FAY, OLIVE)
        for document in (OPEN, CLOSED, MIXED, HIDDEN, NOT_HELD)
    ]
    with town.office() as office:
        together = _together(office, commands)
        alone = [outcome for one in commands for outcome in _together(office, [one])]
    assert [NotAllowedError] * 5 == [type(outcome) for outcome in together[15:]]
    assert [NotAllowedError] * 5 == [type(outcome) for outcome in alone[15:]]
    answers = [_answer(outcome) for outcome in (*together[:15], *alone[:15])]
    assert 30 == len({answer.reference for answer in answers})
    for one, other in zip(answers[:15], answers[15:], strict=True):
        said = msgspec.structs.replace(one.decision, id=other.reference)
        assert (other.decision, other.sentence) == (said, one.sentence)


def test_what_one_changes_the_next_one_sees(town: Borough):
    """A change of the facts between two requests counts for the second, in one transaction."""

    def withdraw(turn: Any, _entry: int) -> None:
        turn.connection.execute(
            tables.documents.update().where(tables.documents.c.id == OPEN).values(withdrawn_at=NOW)
        )

    with town.office() as office:
        before, _, after = _together(office, [_ask(ADA, OPEN)], [Do(withdraw)], [_ask(ADA, OPEN)])
    assert 1 == len(_answer(before).decision.segments)
    assert () == _answer(after).decision.segments


def test_what_one_adds_the_next_one_sees(town: Borough):
    """A command that is not held finds the rows of those before it, and their entries."""

    def count(turn: Any, _entry: int) -> tuple[int, int]:
        made = turn.connection.execute(tables.requests.select()).all()
        return len(made), len(turn.connection.execute(tables.log_secrets.select()).all())

    with town.office() as office:
        _, _, found, last = _together(
            office, [_ask(ADA, OPEN), _ask(BEN, OPEN)], [Do(count)], [_ask(ADA, CLOSED)]
        )
    assert (2, 4) == found
    assert _answer(last).reference in {row.reference for row in rows(town, "requests")}


def test_a_row_that_is_refused_is_one_commands_own(town: Borough):
    """Nobody else pays for a row that the database refuses at the end."""
    with town.office() as office:
        first, wrong, last = _together(
            office, [_ask(ADA, OPEN), _ask(BEN, OPEN, again_from="NTK-1999-0001"), _ask(BEN, OPEN)]
        )
    assert isinstance(wrong, IntegrityError)
    references = {_answer(one).reference for one in (first, last)}
    for table in ("requests", "cases"):
        kept = [row.reference for row in rows(town, table)]
        assert (2, references) == (len(kept), set(kept))


def test_one_that_fails_leaves_nothing(town: Borough, monkeypatch: pytest.MonkeyPatch):
    """A mistake of ours after the record was made takes back the record and its rows."""
    follow = "gateway.casework.requests.follow_first"

    def fail(_turn: Any, _decided: Any, _entry: int, asked: AskedRequest) -> None:
        if asked.statement:
            raise ValueError("a mistake of ours")

    monkeypatch.setattr(follow, fail)
    with town.office() as office:
        first, wrong, last = _together(
            office, [_ask(ADA, OPEN), _ask(BEN, OPEN, statement="fail"), _ask(BEN, OPEN)]
        )
    assert isinstance(wrong, ValueError)
    assert _answer(first).entry + 1 == _answer(last).entry
    kept = {row.reference for row in rows(town, "requests")}
    assert {_answer(first).reference, _answer(last).reference} == kept


def test_the_same_key_twice_at_once(town: Borough):
    """It is done once and answered alike; with another question it is refused."""
    with town.office() as office:
        first, again, other = _together(
            office,
            [_ask(ADA, OPEN, key="k"), _ask(ADA, OPEN, key="k"), _ask(ADA, CLOSED, key="k")],
        )
        later = submit(office, ADA, OPEN, key="k")
    assert [_answer(first)] * 2 == [again, later]
    assert isinstance(other, ConflictError)
    assert 1 == len(rows(town, "requests"))


def test_a_paper_that_cannot_be_read_is_its_own(town: Borough):
    """Where the rows of one paper make no facts, only the request for it fails."""
    with town.writing() as connection:
        connection.execute(
            text("UPDATE segments SET subjects = '{' WHERE document = :closed"), {"closed": CLOSED}
        )
    with town.office() as office:
        broken, good = _together(office, [_ask(ADA, CLOSED), _ask(ADA, OPEN)])
        assert office.healthy
    assert isinstance(broken, Exception)
    assert [_answer(good).reference] == [row.reference for row in rows(town, "requests")]


def test_reports_together_keep_their_own_concerned(town: Borough):
    """Whom one report concerns is read for it alone: the next is told to whom it concerns not."""
    town.person("Sid", "officer", offices="chief_executive")
    town.person("Dee", "officer", offices="deputy_monitoring_officer")
    report = {"channel": "wrongdoing"}
    commands = [
        _ask(ADA, CLOSED),
        _ask(ADA, CLOSED, concerned=(MOIRA,), **report),
        _ask(ADA, CLOSED, **report),
        _ask(ADA, CLOSED, concerned=(id_of("Sid"),), **report),
    ]
    with town.office() as office:
        made = [_answer(one).reference for one in _together(office, commands)]
    told = [{n.recipient for n in rows(town, "notices") if n.about == one} for one in made]
    assert [{id_of("Dee")}, {MOIRA}, {MOIRA}] == told[1:]
    assert {(made[1], f'["{MOIRA}"]'), (made[3], f'["{id_of("Sid")}"]')} == {
        (row.reference, row.people) for row in rows(town, "concerned")
    }


@pytest.mark.only_on("sqlite")  # which counts the changes of a connection
def test_who_only_records_writes_nothing_before_the_end(town: Borough):
    """Were a row written while others are held, it would outlive a command that fails."""
    with town.office() as office:
        transactions = office.writer._transactions
        connection = transactions._engine.connect()
        with connection, connection.begin():
            turn = transactions._turn(connection)
            driver: Any = connection.connection.dbapi_connection
            before = driver.total_changes
            Turns(turn, careful=False).carry_out(
                [
                    *(_ask(one, paper) for one in (ADA, BEN) for paper in (OPEN, CLOSED, MIXED)),
                    _ask(ADA, CLOSED, channel="wrongdoing", concerned=(MOIRA,)),
                ]
            )
            assert before == driver.total_changes
            turn.write()
            assert before < driver.total_changes


def test_who_only_records_changes_nothing_that_is_read_once(town: Borough):
    """The tables that requests add to are none of those whose answers are kept for the others."""
    read = {
        part.name
        for prepared in _READ
        for part in visitors.iterate(prepared._statement)
        if isinstance(part, Table)
    }
    before = {name: len(rows(town, name)) for name in tables.metadata.tables}
    with town.office() as office:
        report = _ask(ADA, CLOSED, channel="wrongdoing", concerned=(MOIRA,))
        _together(
            office, [*(_ask(ADA, paper, key=paper) for paper in (OPEN, CLOSED, MIXED)), report]
        )
    added = {name for name in before if len(rows(town, name)) > before[name]}
    assert {"requests", "cases", "concerned", "deadlines", "notices", "idempotency"} < added
    assert {"people", "documents", "segments", "offices", "council_days", "address_book"} < read
    assert not added & read
