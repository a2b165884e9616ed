"""A check of the log beside the work: it is recorded, told when over, and never two at once."""

import threading

import pytest
from sqlalchemy.exc import DatabaseError

from gateway.casework import log_checking
from gateway.casework.log_checking import LogChecks
from gateway.errors import NotAllowedError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, AUDREY, OLIVE, OPEN
from tests.store.borough import Borough

LONG = 60.0


def test_a_check_tells_what_it_found(town: Borough):
    """Once over it has the report, of all entries with the record of the check itself."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        checks = LogChecks(office)
        assert checks.latest() is None
        found = checks.begin(AUDREY, wait=LONG)
    assert found.over
    assert found == checks.latest()
    assert (4, 4) == (found.entries, found.of)
    assert found.report is not None
    until = "Monday 23 November 2026, 9.30am"
    assert found.report.answer.startswith(f"All 4 entries are unbroken up to {until}")


def test_a_broken_log_is_told(town: Borough):
    """What was changed below the gateway is found."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        town.change(tables.log_secrets, tables.log_secrets.c.seq == 2, salt=b"0" * 32)
        found = LogChecks(office).begin(AUDREY, wait=LONG)
    assert found.report is not None
    assert not found.report.ok


def test_a_long_check_does_not_block_and_is_not_begun_twice(town: Borough, monkeypatch):
    """Whoever begins it is told how far it is; whoever asks meanwhile sees the same one."""
    go_on, begun = threading.Event(), []

    def slow(*_: object, step, **__: object):
        begun.append(True)
        step(1)
        go_on.wait(LONG)
        raise DatabaseError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(log_checking, "check_within", slow)
    with town.office() as office:
        checks = LogChecks(office)
        first = checks.begin(AUDREY, wait=0.01)
        second = checks.begin(AUDREY, wait=0.01)
        go_on.set()
        last = checks.begin(AUDREY, wait=LONG)
    assert not second.over
    assert first.begun == second.begun
    assert (1, 3) == (second.entries, second.of)
    assert last.over
    assert last.fault is not None


def test_only_auditors_check(town: Borough):
    """Nobody else begins one."""
    with town.office() as office:
        checks = LogChecks(office)
        with pytest.raises(NotAllowedError):
            checks.begin(OLIVE)
    assert checks.latest() is None
