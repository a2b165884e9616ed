"""CSV files: what a spreadsheet would carry out is made harmless; everything else stays."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.api.tables import to_csv

STARTS = ("=", "+", "-", "@", "\t", "\r", "\0")


@pytest.mark.parametrize("start", STARTS, ids=ascii)
def test_a_cell_that_would_be_carried_out_is_text(start):
    """The mark ' before it makes it text for every spreadsheet."""
    table = to_csv(["title"], [{"title": f"{start}1+1"}]).decode()

    assert f"'{start}" in table


def test_what_is_not_known_is_an_empty_cell():
    """None is no word."""
    assert b"title,outcome\r\nMinutes,\r\n" == to_csv(
        ["title", "outcome"], [{"title": "Minutes", "outcome": None}]
    )


@given(st.lists(st.tuples(st.text(), st.text())))
def test_every_cell_comes_back(rows):
    """Commas, quotes and line ends in a cell never break the table."""
    table = to_csv(["a", "b"], [{"a": first, "b": second} for first, second in rows]).decode(
        "utf-8", "surrogatepass"
    )
    read = list(csv.reader(io.StringIO(table, newline="")))[1:]

    assert len(rows) == len(read)
    for sent, found in zip(rows, read, strict=True):
        for was, cell in zip(sent, found, strict=True):
            assert cell == (f"'{was}" if was.startswith(STARTS) else was)
