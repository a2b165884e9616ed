"""From where a request comes: the peer, or what our own proxy says; nothing that is forged."""

import pytest

from gateway.identity.source import source_of

PROXIES = ("10.0.0.1", "10.0.0.2")


def forwarded(*lines: str) -> list[tuple[bytes, bytes]]:
    """The headers of a request that came through something."""
    return [(b"x-forwarded-for", line.encode()) for line in lines]


@pytest.mark.parametrize(
    ("peer", "lines", "expected"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.1"], "192.0.2.1"),  # a stranger's own words
        ("10.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.1"], "198.51.100.1"),  # forged before our proxy's
        ("10.0.0.1", ["203.0.113.9", "198.51.100.1"], "198.51.100.1"),
        ("10.0.0.1", ["203.0.113.9, 198.51.100.1, 10.0.0.2"], "198.51.100.1"),
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", ["nonsense"], "unknown"),
        ("10.0.0.1", [""], "unknown"),
        (None, ["198.51.100.1"], "unknown"),
        ("2001:db8:1:2:3:4:5:6", [], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", [], "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", [], "192.0.2.1"),
    ],
)
def test_the_source_of_a_request(peer, lines, expected):
    """Only the last address that a proxy of ours wrote counts; a network of IPv6 is one source."""
    assert expected == source_of(peer, forwarded(*lines), PROXIES)
