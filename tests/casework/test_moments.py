"""The moment of a decision and of a reading is never before what the log has recorded."""

from datetime import timedelta

import pytest

from gateway.casework.moments import CLOCK_SLACK
from gateway.casework.writer import open_office
from gateway.errors import BusyError
from tests.casework.adding import AddPerson
from tests.store.borough import NOW, Borough


def test_who_reads_by_a_clock_that_is_behind_reads_as_of_the_log(borough: Borough):
    """Another machine's clock brings no right back that had ended when the log was written."""
    with borough.office() as office:
        office.carry_out_now(AddPerson("Ada"))
    late = NOW - CLOCK_SLACK
    with (
        open_office(borough.data, borough.url, clock=lambda: late) as behind,
        behind.reading() as reading,
    ):
        assert NOW == reading.moment


def test_a_clock_that_is_far_behind_reads_nothing(borough: Borough):
    """Beyond the slack nobody is shown anything, as nothing is decided either."""
    with borough.office() as office:
        office.carry_out_now(AddPerson("Ada"))
    late = NOW - CLOCK_SLACK - timedelta(microseconds=1)
    with (
        open_office(borough.data, borough.url, clock=lambda: late) as behind,
        pytest.raises(BusyError, match="clock stands before"),
        behind.reading(),
    ):
        pass


def test_a_clock_that_runs_is_the_moment(borough: Borough):
    """Where the log is older, it is the clock that counts."""
    with borough.office() as office:
        office.carry_out_now(AddPerson("Ada"))
        borough.now = NOW + timedelta(days=1)
        with office.reading() as reading:
            assert borough.now == reading.moment
