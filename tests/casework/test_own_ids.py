"""Ids that begin with the time."""

from datetime import UTC, datetime, timedelta

from msgspec import convert

from gateway.casework.own_ids import id_at
from gateway.domain.requests import Id

AT = datetime(2026, 12, 4, 10, 30, tzinfo=UTC)


def test_they_are_ids_of_ours():
    """Whatever takes an id takes them, and none is given twice at one moment."""
    given = {convert(id_at(AT), Id) for _ in range(1000)}

    assert 1000 == len(given)
    assert 1000 == len({one[12:] for one in given})


def test_the_later_stand_after_the_earlier():
    """So what is added together stands together; the beginning is the moment's milliseconds."""
    moments = [AT + timedelta(milliseconds=one) for one in (0, 1, 2, 999, 86_400_000)]
    given = [id_at(moment) for moment in moments]

    assert sorted(given) == given
    assert [int(moment.timestamp() * 1000) for moment in moments] == [
        int(one[:12], 16) for one in given
    ]
