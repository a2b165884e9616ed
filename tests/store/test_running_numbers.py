"""The running numbers of requests."""

from gateway.store.running_numbers import RunningNumbers
from tests.store.borough import Borough


def test_each_year_counts_by_itself_and_goes_on(borough: Borough):
    """Numbers begin at one, go on where an earlier transaction ended, and leave no gap."""
    with borough.writing() as connection:
        numbers = RunningNumbers(connection)
        assert [1, 2, 1] == [numbers.next(2026), numbers.next(2026), numbers.next(2027)]
        mark = numbers.mark()
        assert 3 == numbers.next(2026)
        numbers.back_to(mark)
        assert 3 == numbers.next(2026)
        numbers.write()
        assert [4, 2] == [numbers.next(2026), numbers.next(2027)]
    with borough.writing() as connection:
        assert [4, 2] == [RunningNumbers(connection).next(year) for year in (2026, 2027)]
