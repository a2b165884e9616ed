"""The references of requests: drawn, and never given twice."""

from itertools import pairwise

from gateway.store.references import References
from tests.store.borough import Borough


def test_none_is_given_twice(borough: Borough):
    """Each has the year and six digits, and they neither rise nor fall."""
    with borough.writing() as connection:
        references = References(connection)
        given = [references.next(2026) for _ in range(500)]
        other = references.next(2027)

    assert 500 == len(set(given))
    assert {"NTK-2026-"} == {one[:9] for one in given}
    assert {15} == {len(one) for one in (*given, other)}
    assert other.startswith("NTK-2027-")
    rises = sum(one < two for one, two in pairwise(given))
    assert 150 < rises < 350
