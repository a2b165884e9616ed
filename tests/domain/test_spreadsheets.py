"""CSV files: what a spreadsheet would carry out is made harmless; everything else stays."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.spreadsheets import csv_lines

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_of(columns, rows):
    """The whole file."""
    return "".join(csv_lines(columns, rows))


@pytest.mark.parametrize("start", STARTS, ids=ascii)
def test_a_cell_that_would_be_carried_out_is_text(start):
    """The mark ' before it makes it text for every spreadsheet."""
    table = csv_of(["title"], [{"title": f"{start}1+1"}])

    assert f"'{start}" in table


@pytest.mark.parametrize("between", [";", "\t", "|", ","], ids=ascii)
def test_a_cell_is_one_cell_whatever_a_spreadsheet_divides_by(between):
    """In quotes, what comes after a mark that might divide is no cell of its own."""
    table = csv_of(["title", "by"], [{"title": f"Budget{between}=1+1", "by": "Ada"}])

    for divider in (between, ","):
        _, (title, *_) = csv.reader(io.StringIO(table, newline=""), delimiter=divider)
        assert f"Budget{between}=1+1" in title


def test_what_is_not_known_is_an_empty_cell():
    """None is no word."""
    assert "title,outcome\r\nMinutes,\r\n" == csv_of(
        ["title", "outcome"], [{"title": "Minutes", "outcome": None}]
    )


@given(st.lists(st.tuples(st.text(), st.text())))
def test_every_cell_comes_back(rows):
    """Commas, quotes and line ends in a cell never break the table."""
    table = csv_of(["a", "b"], [{"a": first, "b": second} for first, second in rows])
    read = list(csv.reader(io.StringIO(table, newline="")))[1:]

    assert len(rows) == len(read)
    for sent, found in zip(rows, read, strict=True):
        for was, cell in zip(sent, found, strict=True):
            begins = unicodedata.normalize("NFKC", was[:1])
            assert cell == (f"'{was}" if begins.startswith(STARTS) else was)
