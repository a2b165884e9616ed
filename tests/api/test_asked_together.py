"""Questions that are answered together."""

import asyncio
import threading
from collections.abc import Collection

from gateway.api.asked_together import AskedTogether


async def test_what_comes_meanwhile_is_asked_in_one_go():
    """The first is asked alone, those behind it together; what has no answer is None."""
    asked: list[set[int]] = []
    hold, begun = threading.Event(), threading.Event()

    def double(numbers: Collection[int]) -> dict[int, int]:
        asked.append(set(numbers))
        begun.set()
        hold.wait(5)
        return {number: 2 * number for number in numbers if number != 3}

    doubled = AskedTogether[int, int](double)
    first = asyncio.ensure_future(doubled(1))
    await asyncio.to_thread(begun.wait, 5)
    others = [asyncio.ensure_future(doubled(number)) for number in (2, 3, 2)]
    await asyncio.sleep(0)
    hold.set()
    assert [2, 4, None, 4] == await asyncio.gather(first, *others)
    assert [{1}, {2, 3}] == asked


async def test_whoever_goes_away_holds_nobody_up():
    """A caller that is gone is passed over, and so is an error for it."""
    doubled = AskedTogether[int, int](lambda numbers: {number: 2 * number for number in numbers})
    gone, stays = (asyncio.ensure_future(doubled(number)) for number in (1, 2))
    await asyncio.sleep(0)
    gone.cancel()
    assert 4 == await stays


async def test_an_error_is_told_to_all_and_then_it_goes_on():
    """Those who asked together get the same error; the next question is asked again."""
    broken = True

    def answer(numbers: Collection[int]) -> dict[int, int]:
        if broken:
            raise ValueError("broken")
        return dict.fromkeys(numbers, 0)

    together = AskedTogether[int, int](answer)
    outcomes = await asyncio.gather(together(1), together(2), return_exceptions=True)
    assert [ValueError, ValueError] == [type(outcome) for outcome in outcomes]
    broken = False
    assert 0 == await together(1)


async def test_its_thread_ends_when_it_is_let_go_of():
    """And it can be asked again, also where the event loop ended before the answer."""
    threads: set[threading.Thread] = set()
    hold, begun = threading.Event(), threading.Event()

    def answer(numbers: Collection[int]) -> dict[int, int]:
        threads.add(threading.current_thread())
        begun.set()
        hold.wait(5)
        return dict.fromkeys(numbers, 0)

    together = AskedTogether[int, int](answer)
    together.close()  # though it was never asked

    async def ask_and_leave() -> None:
        asking = asyncio.ensure_future(together(1))
        await asyncio.to_thread(begun.wait, 5)
        asking.cancel()

    await asyncio.to_thread(asyncio.run, ask_and_leave())
    hold.set()
    together.close()
    assert 0 == await together(2)
    together.close()
    assert 2 == len(threads)
    assert not any(thread.is_alive() for thread in threads)
