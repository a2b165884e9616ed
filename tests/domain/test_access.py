"""What people send about access: an end that fits together."""

from datetime import date

import msgspec
import pytest

from gateway.domain.access import LASTS_WORDS, GrantForm, Lasts
from gateway.store.tables.columns import values_of


def test_each_end_has_a_sentence():
    """Every way in which access may last is explained."""
    assert set(values_of(Lasts)) == set(LASTS_WORDS)


@pytest.mark.parametrize(
    ("lasts", "until"), [("day", None), ("open", date(2026, 12, 1)), ("request", date(2026, 12, 1))]
)
def test_a_day_goes_with_a_day(lasts: Lasts, until: date | None):
    """The last day is named where access lasts until a day, and only there."""
    with pytest.raises(ValueError, match="last day"):
        GrantForm(lasts=lasts, words="Why.", until=until)


def test_a_last_day():
    """It is read as a date."""
    form = msgspec.json.decode(
        '{"lasts": "day", "until": "2026-12-18", "words": "The review ends."}', type=GrantForm
    )
    assert date(2026, 12, 18) == form.until
