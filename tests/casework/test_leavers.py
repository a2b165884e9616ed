"""People who leave: what they signed in with is worth nothing at once, and does not come back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Table

from gateway.casework.feeds import MakeFeed, caller_by_feed
from gateway.casework.leavers import EndWaysIn
from gateway.casework.sessions import session_of
from gateway.casework.tokens import IssueToken, caller_of
from gateway.casework.turn import Reading
from gateway.casework.writer import Office
from gateway.domain.people import OPERATOR
from gateway.errors import NotSignedInError
from gateway.store import tables
from tests.casework.adding import log_size
from tests.casework.casing import last_entries
from tests.casework.doing import rows
from tests.casework.test_sessions import sign_in
from tests.casework.thornmere import ADA, BEN, OLIVE
from tests.store.borough import NOW, Borough, at

Ways = list[tuple[Callable[[Reading, str], Any], str]]
WHAT_ENDS = [(ADA, tables.terms), (OLIVE, tables.offices)]
"""A councillor's term, and an employee's last office."""


def ways_in(office: Office, person: str) -> Ways:
    """A token, a calendar and a session of somebody, each with what looks it up."""
    issue = IssueToken(by=OPERATOR, person=person, valid_for=timedelta(days=300))
    return [
        (caller_of, office.carry_out_now(issue).text),
        (caller_by_feed, office.carry_out_now(MakeFeed(by=person)).secret),
        (session_of, sign_in(office, person).secret),
    ]


def open_ways(office: Office, ways: Ways) -> list[str]:
    """Those of the ways that lead in, by the names of what looks them up."""
    found = []
    with office.reading() as reading:
        for look_up, secret in ways:
            try:
                look_up(reading, secret)
            except NotSignedInError:
                continue
            found.append(look_up.__name__)
    return found


def leave(town: Borough, person: str, table: Table, last: str = "2026-11-23") -> None:
    """The register says that what they hold ends on a day."""
    town.change(table, table.c.person == person, valid_to=at(last), ended_recorded_at=NOW)


def come_back(town: Borough, person: str, table: Table) -> None:
    """They hold the same again, from now on."""
    more = {"office": "officer"} if table is tables.offices else {}
    town.add(table, person=person, valid_from=at("2026-11-23"), recorded_at=NOW, **more)


@pytest.mark.parametrize(("person", "table"), WHAT_ENDS)
def test_whoever_has_left_comes_in_no_way(town: Borough, person: str, table: Table):
    """From the moment on at which the register says so; nobody else is shut out."""
    with town.office() as office:
        theirs, others = ways_in(office, person), ways_in(office, BEN)
        assert 3 == len(open_ways(office, theirs))
        leave(town, person, table)
        assert [] == open_ways(office, theirs)
        assert 3 == len(open_ways(office, others))


def test_an_end_that_was_known_before_counts_on_its_day(town: Borough):
    """Nobody has to do anything on the day on which a term runs out."""
    with town.office() as office:
        leave(town, ADA, tables.terms, last="2026-11-24")
        ways = ways_in(office, ADA)[:2]  # a session does not last until then
        assert 2 == len(open_ways(office, ways))
        town.now += timedelta(days=1)
        assert [] == open_ways(office, ways)


@pytest.mark.parametrize(("person", "table"), WHAT_ENDS)
def test_what_the_worker_ended_does_not_come_back(town: Borough, person: str, table: Table):
    """Whoever comes back is given new ones; that the old ones ended is on record."""
    with town.office() as office:
        ways, others = ways_in(office, person), ways_in(office, BEN)
        leave(town, person, table)
        assert 3 == office.carry_out_now(EndWaysIn())
        feed, token = last_entries(town, 2)[::-1]
        come_back(town, person, table)
        assert [] == open_ways(office, ways)
        assert 3 == len(open_ways(office, others))
        assert 3 == len(open_ways(office, ways_in(office, person)))

    (revoked,) = [row.id for row in rows(town, "tokens") if row.revoked_at is not None]
    assert ("feed.ended", "system", {"person": person}) == (feed.kind, feed.actor, feed.body)
    assert ("token.revoked", "system") == (token.kind, token.actor)
    assert {"person": person, "token": revoked} == token.body


def test_where_nobody_has_left_the_worker_writes_nothing(town: Borough):
    """Nor a second time for those who have."""
    with town.office() as office:
        ways_in(office, ADA)
        before = log_size(town)
        assert 0 == office.carry_out_now(EndWaysIn())
        assert before == log_size(town)
        leave(town, ADA, tables.terms)
        assert [3, 0] == [office.carry_out_now(EndWaysIn()) for _ in range(2)]
        assert before + 2 == log_size(town)
