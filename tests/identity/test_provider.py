"""The provider: a real one in a process of its own, and what is refused of it and of others."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from gateway.errors import NotSignedInError, ProviderError
from gateway.identity.provider import KEPT, Provider, ProviderSettings, Returned
from tests.identity.providers import agree, issuer_of, provider

REDIRECT = "http://127.0.0.1:8080/sign-in/provider/back"
MINE, OTHERS = "secret-of-a-browser", "secret-of-another-browser"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider that runs."""
    with provider() as address:
        yield issuer_of(address)


@pytest.fixture
def client(issuer, tmp_path) -> Provider:
    """The gateway as the provider's client."""
    return made(issuer, tmp_path)


def made(issuer, tmp_path, **changed) -> Provider:
    """A client with a secret."""
    secret = tmp_path / "secret"
    secret.write_text("of the client\n")
    given = {"issuer": issuer, "client": "gateway", "secret_file": secret, "redirect": REDIRECT}
    return Provider(ProviderSettings(**{**given, **changed}))


def returned(address: str, **changed: str) -> Returned:
    """What a browser brings back."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    query = {**query, **changed}
    return Returned(code=query["code"], state=query["state"], issuer=query.get("iss"))


async def test_the_provider_says_who_came(client):
    """By a code, with PKCE, state and nonce; the subject is all that we take."""
    address = await client.address(MINE)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    wanted = {"response_type": "code", "scope": "openid", "code_challenge_method": "S256"}
    assert wanted | {"client_id": "gateway", "redirect_uri": REDIRECT} == {
        name: asked[name] for name in (*wanted, "client_id", "redirect_uri")
    }
    assert all(len(asked[name]) >= 43 for name in ("state", "nonce", "code_challenge"))
    assert MINE not in address

    assert "ada-1" == await client.subject(MINE, returned(agree(address, "ada-1")))


async def test_nobody_elses_browser_can_finish_it(client):
    """A link that somebody is sent, with a code of the attacker's, signs nobody in."""
    back = agree(await client.address(OTHERS), "mallory")
    with pytest.raises(NotSignedInError):
        await client.subject(MINE, returned(back))
    mine = parse_qs(urlsplit(await client.address(MINE)).query)["state"][0]
    with pytest.raises(NotSignedInError):  # the nonce and the verifier are those of the other
        await client.subject(MINE, returned(back, state=mine))


async def test_a_code_counts_once(client):
    """And one that was never given out not at all."""
    back = agree(await client.address(MINE), "ada-1")
    await client.subject(MINE, returned(back))
    for again in (returned(back), returned(back, code="guess")):
        with pytest.raises(NotSignedInError):
            await client.subject(MINE, again)


async def test_an_answer_of_another_issuer_is_refused(client):
    """RFC 9207: where the answer names its issuer, it must be ours."""
    back = agree(await client.address(MINE), "ada-1")
    with pytest.raises(NotSignedInError):
        await client.subject(MINE, returned(back, iss="https://evil.example"))


async def test_a_token_for_another_client_is_refused(issuer, client, tmp_path):
    """Somebody at another service of the council brings its code here."""
    other = made(issuer, tmp_path, client="another")
    back = agree(await other.address(MINE), "ada-1")
    with pytest.raises(NotSignedInError):
        await client.subject(MINE, returned(back))


@pytest.mark.parametrize("change", ["/", "/other", "#x"])
async def test_the_issuer_must_be_ours_letter_by_letter(issuer, tmp_path, change):
    """A provider that calls itself otherwise is not the one that was named."""
    with pytest.raises(ProviderError):
        await made(issuer.rstrip("/") + change, tmp_path).address(MINE)


async def test_a_provider_that_is_away_is_said_to_be(tmp_path):
    """503, to try again; nobody is signed in without it."""
    with pytest.raises(ProviderError):
        await made("http://127.0.0.1:9", tmp_path).address(MINE)


async def test_what_the_provider_says_of_itself_is_kept_for_an_hour(issuer, tmp_path):
    """It is asked once, not at every sign-in; and keys are asked for anew for one not known."""
    asked: list[str] = []
    now = datetime.now(UTC)
    client = made(issuer, tmp_path)
    fetch = client._fetch

    async def counted(address: str) -> bytes:
        asked.append(address)
        return await fetch(address)

    client._fetch, client._clock = counted, lambda: now
    for _ in range(2):
        await client.subject(MINE, returned(agree(await client.address(MINE), "ada-1")))
    assert 2 == len(asked)
    keys, since = client._keys
    client._keys = (type(keys)([]), since)  # as if the provider had changed its keys since
    await client.subject(MINE, returned(agree(await client.address(MINE), "ada-1")))
    assert 3 == len(asked)
    client._clock = lambda: now + KEPT
    await client.address(MINE)
    assert 4 == len(asked)
    assert all(re.match(re.escape(issuer), address) for address in asked)
