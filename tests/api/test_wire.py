"""What leaves, and in how many pieces."""

import asyncio
import socket
from collections.abc import AsyncIterator

import pytest

from gateway.api.wire import InOnePiece


@pytest.fixture
async def line() -> AsyncIterator[tuple[InOnePiece, socket.socket]]:
    """A transport in one piece, and the other end of it."""
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_connection(asyncio.Protocol, sock=ours)
    with theirs:
        yield InOnePiece(transport, loop), theirs
        transport.abort()


async def test_what_is_written_in_one_round_leaves_in_one_piece(line):
    """Nothing leaves before the event loop comes round, and then all of it."""
    near, far = line
    for part in (b"head", b"", b"body"):
        near.write(part)
    with pytest.raises(BlockingIOError):
        far.recv(100)
    await asyncio.sleep(0)
    assert b"headbody" == far.recv(100)
    near.write(b"next")
    await asyncio.sleep(0)
    assert b"next" == far.recv(100)


async def test_much_leaves_at_once(line):
    """A long answer is not gathered in memory."""
    near, far = line
    near.write(b"x" * 70_000)
    assert far.recv(100).startswith(b"x")


async def test_what_was_written_leaves_before_the_end(line):
    """Closing writes what is held; whatever else is asked of it, the transport answers."""
    near, far = line
    near.write(b"last")
    assert not near.is_closing()
    near.close()
    assert near.is_closing()
    assert b"last" == far.recv(100)
