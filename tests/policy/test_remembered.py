"""What was worked out once is kept, never more of it than there is room for."""

from concurrent.futures import ThreadPoolExecutor

from gateway.policy.remembered import Remembered


def test_what_is_kept_is_found_again():
    """A result is given back as it is kept, and found under its key only."""
    remembered: Remembered[str] = Remembered(2)

    assert "first" == remembered.keep(1, "first")
    assert ("first", None) == (remembered.get(1), remembered.get(2))


def test_there_is_never_more_than_there_is_room_for():
    """When it is full it begins anew, with what is kept last."""
    remembered: Remembered[int] = Remembered(3)

    sizes = []
    for number in range(10):
        remembered.keep(number, number)
        sizes.append(len(remembered))
        assert number == remembered.get(number)
    assert [1, 2, 3, 1, 2, 3, 1, 2, 3, 1] == sizes


def test_threads_share_it():
    """Many that miss and keep at once each get what belongs to their key."""
    remembered: Remembered[int] = Remembered(50)

    def work(start: int) -> bool:
        return all(
            (remembered.get(key) or remembered.keep(key, key * 7)) == key * 7
            for key in (1 + (start + step * 31) % 97 for step in range(2_000))
        )

    with ThreadPoolExecutor(8) as pool:
        assert [True] * 8 == list(pool.map(work, range(8)))
