"""Pages of lists: what is gone through until one is full."""

from collections.abc import Sequence
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from gateway.casework.paging import gone_through


@given(rows=st.integers(0, 300), after=st.none() | st.integers(0, 299), limit=st.integers(1, 20))
def test_all_rows_in_order_each_once(rows: int, after: int | None, limit: int):
    """From the place on, to the end: however many are asked for at once."""
    asked: list[int] = []

    def ask(place: int | None, some: int) -> Sequence[int]:
        asked.append(some)
        return range(rows)[0 if place is None else place + 1 :][:some]

    found = list(gone_through(ask, lambda row: row, after, limit))
    assert list(range(0 if after is None else after + 1, rows)) == found
    assert [(limit + 1) * 2**number for number in range(len(asked))] == asked


def test_no_more_is_asked_than_fills_a_page():
    """Where nothing is passed over, the database is asked once."""
    asked: list[int] = []

    def ask(place: int | None, some: int) -> Sequence[int]:
        asked.append(some)
        return range(place or 0, some)

    assert [0, 1, 2] == list(islice(gone_through(ask, lambda row: row, None, 2), 3))
    assert [3] == asked
