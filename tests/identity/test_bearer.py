"""Bearer tokens as they arrive: one header, one form."""

import pytest

from gateway.errors import NotSignedInError
from gateway.identity.bearer import LONGEST, token_in


def header(*values: bytes) -> list[tuple[bytes, bytes]]:
    """Headers among which are these for signing in."""
    return [(b"host", b"withermere.test"), *((b"authorization", value) for value in values)]


def test_no_header_is_no_attempt():
    """Nobody tried to sign in."""
    assert token_in(header()) is None


@pytest.mark.parametrize("value", [b"Bearer abc", b"bearer abc", b"BEARER   abc"])
def test_the_token_is_found_whatever_the_case_of_its_scheme(value):
    """As RFC 9110 has it for schemes."""
    assert "abc" == token_in(header(value))


@pytest.mark.parametrize("token", ["ntk_Az09-._~+/", "abc==", "a" * LONGEST])
def test_a_token_is_what_rfc_6750_calls_one(token):
    """Letters, digits and a few marks."""
    assert token == token_in(header(f"Bearer {token}".encode()))


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"abc",
        b"Bearer",
        b"Bearer ",
        b"Bearerabc",
        b"Basic YWJj",
        b"Bearer a b",
        b"Bearer abc ",
        b" Bearer abc",
        b"Bearer\tabc",
        b"Bearer abc\n",
        b"Bearer =",
        b"Bearer a=b",
        b"Bearer a,b",
        b"Bearer \xc3\xa4",
        b"Bearer a\x00",
        b"Bearer " + b"a" * (LONGEST + 1),
    ],
    ids=lambda value: f"{value[:20]}{len(value)}",
)
def test_anything_else_is_refused(value):
    """Nothing is guessed."""
    with pytest.raises(NotSignedInError):
        token_in(header(value))


def test_two_headers_are_refused():
    """Nobody chooses between two people."""
    with pytest.raises(NotSignedInError):
        token_in(header(b"Bearer abc", b"Bearer abc"))
