"""Forms: only from a page of ours, and only in the session that the page was made for."""

import pytest

from gateway.errors import CrossSiteError, StaleFormError
from gateway.identity.genuine import derived, refuse_other_sites, refuse_stale, token_for

HOST = (b"host", b"papers.example.gov.uk")
OURS = (b"origin", b"https://papers.example.gov.uk")
SAME = (b"sec-fetch-site", b"same-origin")


@pytest.mark.parametrize(
    "headers",
    [
        [OURS],  # a browser that does not tell the site
        [SAME],
        [SAME, OURS],
        [SAME, (b"origin", b"null")],  # hidden by the page's own referrer policy
    ],
)
def test_our_own_pages_are_let_in(headers):
    """Whatever the age of the browser."""
    refuse_other_sites([HOST, *headers], https=True)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [(b"origin", b"null")],
        [(b"origin", b"")],
        [(b"origin", b"https://evil.example")],
        [(b"origin", b"http://papers.example.gov.uk")],
        [(b"origin", b"https://papers.example.gov.uk.evil.example")],
        [(b"origin", b"https://papers.example.gov.uk:8443")],
        [(b"origin", b"https://council.example.gov.uk")],
        [OURS, OURS],
        [SAME, (b"origin", b"https://evil.example")],
        [SAME, SAME],
        [(b"sec-fetch-site", b"cross-site"), OURS],
        [(b"sec-fetch-site", b"same-site"), OURS],
        [(b"sec-fetch-site", b"none"), OURS],
        [(b"sec-fetch-site", b"cross-site")],
        [(b"referer", b"https://papers.example.gov.uk/")],
    ],
)
def test_other_sites_are_refused(headers):
    """Another site, another host of the council, another scheme or port, and what says nothing."""
    with pytest.raises(CrossSiteError):
        refuse_other_sites([HOST, *headers], https=True)


def test_a_form_counts_in_its_own_session():
    """With the token of that session, once."""
    refuse_stale([token_for("secret")], "secret")


@pytest.mark.parametrize(
    ("token", "secret"),
    [
        ([], "secret"),
        ([""], "secret"),
        ([token_for("another")], "secret"),
        ([token_for("secret"), token_for("secret")], "secret"),
        (["secret"], "secret"),
        (["é"], "secret"),
        ([token_for("secret")], None),
        ([""], None),
        ([token_for("")], None),
    ],
)
def test_a_form_of_another_session_is_stale(token, secret):
    """Without a token, with another's, with two, or without any session."""
    with pytest.raises(StaleFormError):
        refuse_stale(token, secret)


def test_one_secret_gives_several_that_do_not_tell_each_other():
    """The token of a form stands in the page; it does not give the session away."""
    made = {derived("secret", use) for use in ("form", "state", "nonce")}

    assert 3 == len(made)
    assert all(len(one) == 64 and "secret" not in one for one in made)
