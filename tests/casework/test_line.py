"""A line between two processes: what is sent arrives whole and in order, or not at all."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from socket import socketpair

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.casework.line import Line

MESSAGES = st.lists(st.binary(max_size=200) | st.integers(0, 300_000).map(bytes), max_size=8)


@pytest.fixture
def ends() -> Iterator[tuple[Line, Line]]:
    """Both ends of a line."""
    made = pair()
    yield made
    for end in made:
        end.close()


def pair() -> tuple[Line, Line]:
    """Two ends of one line."""
    one, other = socketpair()
    return Line(one), Line(other)


def all_of(end: Line) -> list[bytes]:
    """What comes until the other end hangs up."""
    came: list[bytes] = []
    with suppress(EOFError):
        while True:
            came += end.take(None)
    return came


@given(messages=MESSAGES)
@settings(deadline=None)
def test_messages_arrive_as_they_were_sent(messages: list[bytes]):
    """Short and long ones, and empty ones, however they are cut up on their way."""
    here, there = pair()

    def send() -> None:
        for message in messages:
            here.send(message)
        here.close()

    sending = threading.Thread(target=send)
    sending.start()
    assert messages == all_of(there)
    sending.join()
    there.close()


def test_nothing_is_waited_for_where_nobody_wants_to(ends: tuple[Line, Line]):
    """What is there is given at once; where there is nothing, nothing."""
    here, there = ends
    assert ([], []) == (there.take(0), there.take(0.01))
    here.send(b"one")
    here.send(b"two")
    assert [b"one", b"two"] == there.take(0)


def test_the_last_words_are_heard(ends: tuple[Line, Line]):
    """What was sent before the end is given first; then the end is said, again and again."""
    here, there = ends
    here.send(b"bye")
    here.close()
    assert [b"bye"] == there.take(None)
    for seconds in (0, None, 0):
        with pytest.raises(EOFError):
            there.take(seconds)


def test_who_listens_hears_its_own_end_close(ends: tuple[Line, Line]):
    """A thread that waits for what comes does not wait for ever."""
    here, _ = ends
    ended = threading.Event()

    def listen() -> None:
        with suppress(EOFError):
            here.take(None)
        ended.set()

    threading.Thread(target=listen, daemon=True).start()
    assert not ended.wait(0.05)
    here.close()
    assert ended.wait(10)


def test_nobody_is_sent_to_who_has_hung_up(ends: tuple[Line, Line]):
    """Whoever sends is told."""
    here, there = ends
    there.close()
    with pytest.raises(OSError, match="pipe"):
        here.send(b"hello")


def test_who_takes_nothing_in_is_hung_up_on():
    """Nobody waits for ever until there is room; what was cut short is not gone on with."""
    one, other = socketpair()
    here, there = Line(one, patience=0.2), Line(other)
    with pytest.raises(BlockingIOError):
        here.send(bytes(10_000_000))
    with pytest.raises(OSError, match="descriptor"):
        here.send(b"more")
    assert [] == all_of(there)
    there.close()
