"""The small values of foreign files."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import ImportFileError
from gateway.importing import values
from gateway.importing.fault import file

HERE = file("some.csv").at("line 3")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31/12/2026", date(2026, 12, 31)),
        ("1/5/2025", date(2025, 5, 1)),
        (" 2026-12-31 ", date(2026, 12, 31)),
        ("2026-12-31T00:00:00", date(2026, 12, 31)),
        ("unspecified", None),
        ("Unspecified", None),
        ("", None),
        (None, None),
    ],
)
def test_a_day_is_read_as_sources_write_it(text: str | None, expected: date | None):
    """British and ISO dates are days; what a source leaves open is not a day."""
    assert expected == values.day(text, HERE)


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13-01", "12/31/26", "soon", "31.12.2026"])
def test_what_is_no_day_is_refused_with_its_place(text: str):
    """A date that is not understood is never guessed."""
    with pytest.raises(ImportFileError) as refused:
        values.day(text, HERE)

    assert "some.csv, line 3" == refused.value.where
    assert text not in refused.value.detail


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18:30", time(18, 30)),
        ("18.30", time(18, 30)),
        ("6.30 pm", time(18, 30)),
        ("6.30pm", time(18, 30)),
        ("10.30 a.m.", time(10, 30)),
        ("12.15 AM", time(0, 15)),
        ("12.00 pm", time(12)),
        ("2pm", time(14)),
        ("12 noon", time(12)),
        ("Midday", time(12)),
        ("09:00:00", time(9)),
        ("", None),
        (None, None),
    ],
)
def test_a_time_is_read_as_sources_write_it(text: str | None, expected: time | None):
    """Clock times with or without am and pm, and noon."""
    assert expected == values.clock(text, HERE)


@pytest.mark.parametrize("text", ["25:00", "10", "13 pm", "0.30 am", "10:75", "TBC", "after tea"])
def test_what_is_no_time_is_refused(text: str):
    """A time that is not understood is never guessed."""
    with pytest.raises(ImportFileError):
        values.clock(text, HERE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-31 18:30", datetime(2026, 12, 31, 18, 30)),  # noqa: DTZ001  local time
        ("2026-12-31T18:30", datetime(2026, 12, 31, 18, 30)),  # noqa: DTZ001  local time
        ("31/12/2026 6.30 pm", datetime(2026, 12, 31, 18, 30)),  # noqa: DTZ001  local time
        ("2026-07-01T17:30:00Z", datetime(2026, 7, 1, 18, 30)),  # noqa: DTZ001  local time
        ("2026-12-01T17:30:00+00:00", datetime(2026, 12, 1, 17, 30)),  # noqa: DTZ001  local time
        ("", None),
    ],
)
def test_a_moment_is_local_time(text: str, expected: datetime | None):
    """A time with an offset is turned into the council's own time."""
    assert expected == values.moment(text, HERE)


@pytest.mark.parametrize("text", ["31/12/2026 soon", "tomorrow", "31/12/2026"])
def test_what_is_no_moment_is_refused(text: str):
    """A moment needs its day and its time."""
    with pytest.raises(ImportFileError):
        values.moment(text, HERE)


@pytest.mark.parametrize("name", ["Vacancy", "VACANT", " (Vacancy)", "Vacant seat", "Vacancies: 2"])
def test_an_empty_seat_is_no_person(name: str):
    """Rows that stand for an empty seat are recognised."""
    assert values.is_vacancy(name)


@pytest.mark.parametrize("name", ["Ivo Vacandard", "Vacantia Bloom", "", "Mr Vacant-Smythe"])
def test_a_person_is_no_empty_seat(name: str):
    """A name that only resembles the word is a person's."""
    assert not values.is_vacancy(name)


@pytest.mark.parametrize(("text", "expected"), [("Yes", True), ("0", False), ("", None)])
def test_yes_and_no_and_not_said(text: str, expected: bool | None):  # noqa: FBT001  the expected value
    """Yes, no, and not said are three things."""
    assert expected is values.yes_no(text, HERE)


def test_neither_yes_nor_no_is_refused():
    """Anything else is not taken for a no."""
    with pytest.raises(ImportFileError):
        values.yes_no("perhaps", HERE)


def test_a_name_is_made_tidy():
    """White space of any kind becomes one blank, and accents are written in one way."""
    assert "Siân Fell" == values.words("  Sia\u0302n\u00a0\n Fell ", HERE)


@pytest.mark.parametrize("text", ["a\u202eb", "a\x07b", "\ud800", "x" * 501])
def test_a_name_that_hides_something_or_is_too_long_is_refused(text: str):
    """Characters that cannot be seen, and texts of more than 500 characters."""
    with pytest.raises(ImportFileError):
        values.words(text, HERE)


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_id_must_be_there(value: str | None):
    """Without an id a row cannot be joined to anything."""
    with pytest.raises(ImportFileError):
        values.identifier(value, HERE, what="id")


def test_an_id_may_be_a_number():
    """JSON writes some ids as numbers."""
    assert "701" == values.identifier(701, HERE, what="id")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_both_ways_to_write_a_day_mean_the_same(day: date):
    """Any day, written either way, is that day."""
    assert day == values.day(f"{day:%d/%m/%Y}", HERE) == values.day(day.isoformat(), HERE)
