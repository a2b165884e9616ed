"""A calendar at a secret address: one's own, without titles, and ended at once."""

import pytest

from gateway.casework.feeds import EndFeed, MakeFeed, caller_by_feed, dates_of
from gateway.errors import NotFoundError, NotSignedInError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.doing import rows
from tests.casework.test_deadlines import set_one
from tests.casework.thornmere import ADA, BEN, LOOSE, OLIVE
from tests.store.borough import NOW, Borough, at


def test_the_address_shows_what_is_owed(town: Borough):
    """By the person it belongs to, also by an office, as long as they hold it."""
    town.add(tables.offices, person=OLIVE, office="head_of_service")
    with town.office() as office:
        deadline = set_one(office, about="NTK-2026-0099")
        feed = office.carry_out_now(MakeFeed(by=OLIVE))
        with office.reading() as reading:
            assert {"officer", "head_of_service"} == caller_by_feed(reading, feed.secret).offices
            assert [deadline] == [one.id for one in dates_of(reading, feed.secret)]
        held = tables.offices.c.office == "head_of_service"
        town.change(tables.offices, held, valid_to=at("2026-11-20"), ended_recorded_at=NOW)
        with office.reading() as reading:
            assert () == dates_of(reading, feed.secret)


def test_a_requester_sees_their_own(town: Borough):
    """And nothing of anybody else."""
    with town.office() as office:
        mine = submit(office, BEN, LOOSE)
        feeds = [office.carry_out_now(MakeFeed(by=person)) for person in (BEN, ADA)]
        with office.reading() as reading:
            seen = [[one.about for one in dates_of(reading, feed.secret)] for feed in feeds]

    assert [[mine.reference], []] == seen


def test_the_address_ends_at_once(town: Borough):
    """Another one ends it, and so does its owner; the new one goes on until then."""
    with town.office() as office:
        first, second = (office.carry_out_now(MakeFeed(by=BEN)) for _ in range(2))
        with office.reading() as reading:
            assert BEN == caller_by_feed(reading, second.secret).person
        office.carry_out_now(EndFeed(by=BEN))
        for feed in (first, second):
            with office.reading() as reading:
                with pytest.raises(NotSignedInError):
                    caller_by_feed(reading, feed.secret)
                with pytest.raises(NotFoundError):
                    dates_of(reading, feed.secret)
        with pytest.raises(NotFoundError):
            office.carry_out_now(EndFeed(by=BEN))

    assert [True, True] == [row.ended_at is not None for row in rows(town, "calendar_feeds")]


def test_the_secret_is_kept_nowhere(town: Borough):
    """Not in the row and not in the log, which says who made it and who ended it."""
    with town.office() as office:
        feed = office.carry_out_now(MakeFeed(by=BEN))
        office.carry_out_now(EndFeed(by=BEN))
    kept = str(rows(town, "calendar_feeds")) + str([row.bytes for row in rows(town, "log_entries")])

    assert feed.secret not in kept
    assert feed.id in kept
    assert "feed.made" in kept
    assert "feed.ended" in kept


def test_nobody_unknown_has_a_calendar(town: Borough):
    """Whom the register does not know."""
    with town.office() as office, pytest.raises(NotFoundError):
        office.carry_out_now(MakeFeed(by="0" * 32))
