"""`gateway account`, and the first link of `gateway init`: people come in by a link, once."""

import json
import re

import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from gateway.settings import read_settings
from tests.cli.conftest import Place

ISSUER = {"GATEWAY_OIDC_ISSUER": "https://id.example.gov.uk", "GATEWAY_OIDC_CLIENT_ID": "gateway"}
LINK = re.compile(r"http://127\.0\.0\.1:8080(/sign-in/link/[A-Za-z0-9_-]{43})\n")


@pytest.fixture
def begun(empty: Place) -> Place:
    """A council whose Monitoring Officer was given the first link."""
    answer = empty.gateway("init", "--council", "england", "--monitoring-officer", "Mo Invented")
    assert 0 == answer.exit_code, answer.output
    empty.link = LINK.search(answer.output)[1]
    return empty


def person(place: Place) -> str:
    """The id of the one person of the register."""
    (found,) = [json.loads(line) for line in place.gateway("people", "--json").output.splitlines()]
    return found["id"]


def accounts(place: Place) -> list[dict]:
    """The accounts as they are listed."""
    listed = place.gateway("account", "list", "--json").output
    return [json.loads(line) for line in listed.splitlines()]


def test_init_ends_with_a_link_for_the_monitoring_officer(begun: Place):
    """It opens the page to choose a password; the account is set up by nobody else."""
    with TestClient(create_app(read_settings(begun.environment))) as client:
        page = client.get(begun.link, headers={"Host": "127.0.0.1"})
    (account,) = accounts(begun)

    assert (200, True) == (page.status_code, "Choose a password" in page.text)
    assert ("monitoring-officer", None, [person(begun)]) == (
        account["name"],
        account["set_up_at"],
        account["people"],
    )
    assert "is not set up" in begun.gateway("account", "list").output


def test_without_a_name_there_is_no_account(place: Place):
    """Nothing comes along that somebody could guess."""
    assert [] == accounts(place)
    assert "There is no account." in place.gateway("account", "list").output


def test_a_new_link_ends_the_one_before(begun: Place):
    """It stands alone on the standard output, for whoever hands it over."""
    answer = begun.gateway("account", "invite", "--person", person(begun))
    with TestClient(create_app(read_settings(begun.environment))) as client:
        old = client.get(begun.link, headers={"Host": "127.0.0.1"})

    assert LINK.fullmatch(answer.stdout)
    assert "Hand it to nobody but them" in answer.stderr
    assert 404 == old.status_code


def test_a_person_is_linked_unlinked_and_ended(begun: Place):
    """By the subject at the provider; without a provider it says what is missing."""
    mo = person(begun)
    linked = ("account", "link", "--person", mo, "--subject", "s-1")
    assert "GATEWAY_OIDC_ISSUER" in begun.gateway(*linked).output
    assert 0 == begun.gateway(*linked, **ISSUER).exit_code
    assert 1 == accounts(begun)[0]["linked"]
    unlinked = begun.gateway("account", "unlink", "--subject", "s-1", **ISSUER)
    assert (0, 0) == (unlinked.exit_code, accounts(begun)[0]["linked"])
    account = accounts(begun)[0]["id"]
    assert 2 == begun.gateway("account", "capacity", "--account", account, "--person", mo).exit_code
    assert 0 == begun.gateway("account", "end", account).exit_code
    assert [] == accounts(begun)
    assert 2 == begun.gateway("account", "end", account).exit_code


def test_a_provider_that_is_not_named_wholly_stops_the_start(begun: Place):
    """Or one that is not reached over HTTPS; and where people come back to must be said."""
    for settings, missing in (
        ({"GATEWAY_OIDC_ISSUER": "https://id.example.gov.uk"}, "GATEWAY_OIDC_CLIENT_ID"),
        ({"GATEWAY_OIDC_CLIENT_ID": "gateway"}, "GATEWAY_OIDC_CLIENT_ID"),
        (ISSUER, "GATEWAY_PUBLIC_URL"),
        ({**ISSUER, "GATEWAY_OIDC_ISSUER": "http://id.example.gov.uk"}, "GATEWAY_OIDC_ISSUER"),
        ({**ISSUER, "GATEWAY_PUBLIC_URL": "http://papers.example.gov.uk"}, "GATEWAY_PUBLIC_URL"),
    ):
        answer = begun.gateway("serve", **settings)
        assert (2, True) == (answer.exit_code, missing in answer.output)
