"""Our cookies: out of reach of scripts and other hosts, and read strictly."""

import pytest

from gateway.identity.cookies import DEVICE, SESSION, made, read

NAMES = [(True, "__Host-session"), (False, "session")]


@pytest.mark.parametrize(("https", "name"), NAMES)
def test_what_is_written_is_read(https, name):
    """The name says whether it may only travel over HTTPS, from this very host."""
    _, line = made(SESSION, "abc-_1", https=https).to_encoded_header()
    pair, *flags = line.decode().split("; ")

    assert f"{name}=abc-_1" == pair
    assert {"Path=/", "HttpOnly", "SameSite=lax", *(["Secure"] if https else [])} == set(flags)
    assert "abc-_1" == read([(b"cookie", f"a=b; {pair}".encode())], SESSION, https=https)


def test_a_cookie_can_be_ended_or_kept():
    """For a number of seconds; without one it goes when the browser closes."""
    assert 0 == made(DEVICE, "x", https=True, seconds=0).max_age
    assert 9 == made(DEVICE, "x", https=True, seconds=9).max_age
    assert made(DEVICE, "x", https=True).max_age is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "other=abc",
        "session=abc",  # planted without the prefix, as another host of the council can
        "__Host-session=",
        "__Host-session=abc; __Host-session=abd",
        "__Host-session=a b",
        "__Host-session=a\xe9",
        f"__Host-session={'a' * 401}",
        "__host-session=abc",
    ],
)
def test_what_is_not_ours_is_not_read(line):
    """A cookie of another name, of another form or given twice counts as none."""
    assert read([(b"cookie", line.encode("latin-1"))], SESSION, https=True) is None
