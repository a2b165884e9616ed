"""What arrives on the wire before it is a request: refused there, and nothing is told."""

import socket
from urllib.parse import urlsplit

import pytest

from tests.api.town import Town
from tests.journeys.served import PATIENCE, serving

RAW = [
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1@elsewhere.test\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n",
    b"GET http://elsewhere.test/ HTTP/1.1\r\nHost: elsewhere.test\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET /\xff HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\x00b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n folded: x\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
    b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc",
    b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X: " + b"x" * 20_000,
]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Where a gateway listens."""
    with serving(Town(tmp_path_factory.mktemp("raw") / "data")) as served:
        parts = urlsplit(served.address)
        yield parts.hostname, parts.port


@pytest.mark.parametrize("raw", RAW, ids=lambda raw: f"{raw[:60]!r}{len(raw)}")
def test_what_is_no_request_is_refused(address, raw):
    """400 (405 for a method that the page does not take), and the connection does no more."""
    with socket.create_connection(address, timeout=PATIENCE) as wire:
        wire.sendall(raw)
        wire.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := wire.recv(65536):
            answer += piece

    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith((b"HTTP/1.1 400 ", b"HTTP/1.1 405 "))
    assert b"content-type: application/problem+json" in head
    assert b"content-security-policy: default-src 'none'" in head
    assert b"server:" not in head
    assert b"/api/problems/" in body
