"""The door: every answer carries the same headers, and nobody comes in by a forged name."""

import re

import pytest
from litestar.testing import TestClient

from gateway.api.headers import secured
from gateway.app import create_app
from tests.api.conftest import ADDRESS

WANTED = {
    "content-security-policy": (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": (
        "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
    ),
}
ANSWERS = [
    ("GET", "/healthz", "stranger", 200),
    ("GET", "/readyz", "stranger", 200),
    ("GET", "/api/documents", "stranger", 401),
    ("GET", "/api/documents", "ada", 200),
    ("GET", "/api/log", "ada", 403),
    ("GET", "/nowhere", "ada", 404),
    ("GET", "/api/schema/nowhere", "ada", 404),
    ("DELETE", "/api/documents", "ada", 405),
    ("OPTIONS", "/api/documents", "ada", 204),
    ("POST", "/api/requests", "ada", 400),
    ("GET", "/api/documents?limit=0", "ada", 400),
    ("GET", "/api/schema", "ada", 200),
    ("GET", "/api/log/export", "audrey", 200),
]


async def raw(app, headers, *, path="/healthz", scheme="http", kind="http"):
    """Send a request as a server hands it over, and give what comes back."""
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": kind,
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": scheme,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
        "extensions": {},
    }
    await app(scope, receive, send)
    return sent


@pytest.mark.parametrize("asked", ANSWERS, ids=str)
def test_every_answer_carries_the_same_headers(client, town, asked):
    """Errors, files and pages alike: no browser may do more with them than show them."""
    method, path, who, status = asked
    answer = client.request(method, path, headers=town.sign(who))

    assert status == answer.status_code
    assert WANTED == {name: answer.headers.get(name) for name in WANTED}
    assert not {"server", "x-powered-by", "strict-transport-security"} & set(answer.headers)


@pytest.mark.parametrize("asked", ANSWERS, ids=str)
def test_every_answer_names_its_request(client, town, asked):
    """Each request has an id of its own, in the header and in the problem."""
    method, path, who, status = asked
    answers = [client.request(method, path, headers=town.sign(who)) for _ in range(2)]
    ids = [answer.headers["x-request-id"] for answer in answers]

    assert 2 == len(set(ids))
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one) for one in ids)
    if status >= 400:
        assert f"urn:uuid:{ids[0]}" == answers[0].json()["instance"]


@pytest.mark.parametrize(
    "hosts",
    [
        [],
        [b""],
        [b"elsewhere.test"],
        [b"withermere.test.elsewhere.test"],
        [b"elsewherewithermere.test"],
        [b"withermereXtest"],
        [b"withermere.test, elsewhere.test"],
        [b"withermere.test:80:80"],
        [b"withermere.test:eighty"],
        [b"withermere.test."],
        [b"user@withermere.test"],
        [b" withermere.test"],
        [b"withermere.test\x00"],
        [b"\xff"],
        [b"withermere.test", b"withermere.test"],
        [b"withermere.test", b"elsewhere.test"],
    ],
    ids=str,
)
async def test_a_request_names_one_host_of_ours(client, hosts):
    """A missing, doubled, odd or foreign Host is refused, whatever is asked for."""
    sent = await raw(client.app, [(b"host", host) for host in hosts])

    assert 400 == sent[0]["status"]
    assert set(WANTED) <= {name.decode() for name, _ in sent[0]["headers"]}
    assert b'"where":"Host"' in sent[1]["body"]


@pytest.mark.parametrize("host", [b"withermere.test", b"WitherMere.Test:8443", b"127.0.0.1:80"])
async def test_a_host_of_ours_is_known_with_any_port(client, host):
    """Names are compared without their port, and as DNS does: capitals do not count."""
    assert 200 == (await raw(client.app, [(b"host", host)]))[0]["status"]


@pytest.mark.parametrize(
    "header",
    [
        (b"x-forwarded-host", b"elsewhere.test"),
        (b"x-forwarded-proto", b"https"),
        (b"forwarded", b"host=elsewhere.test;proto=https"),
        (b"x-original-url", b"/api/log"),
        (b"x-user", b"audrey"),
    ],
)
async def test_what_a_proxy_might_say_counts_for_nothing(client, header):
    """Headers that claim another host, scheme, address or person change nothing."""
    plain = await raw(client.app, [(b"host", b"withermere.test")])
    claimed = await raw(client.app, [(b"host", b"withermere.test"), header])

    def seen(sent):
        kept = [pair for pair in sent[0]["headers"] if pair[0] != b"x-request-id"]
        return sent[0]["status"], kept, sent[1]["body"]

    assert seen(plain) == seen(claimed)


async def test_https_is_pinned_where_it_is_used(client):
    """Over HTTPS, browsers are told to come back over HTTPS only."""
    sent = await raw(client.app, [(b"host", b"withermere.test")], scheme="https")

    assert (b"strict-transport-security", b"max-age=31536000; includeSubDomains") in sent[0][
        "headers"
    ]


def test_a_header_that_an_answer_sets_itself_is_kept():
    """Content carries a stricter policy of its own, and only that one."""
    headers = secured([(b"Content-Security-Policy", b"sandbox")], request_id="1", https=False)

    assert [b"sandbox"] == [value for name, value in headers if name == b"content-security-policy"]


async def test_there_are_no_web_sockets(client):
    """Another kind of connection is closed at once."""
    sent = await raw(client.app, [(b"host", b"withermere.test")], kind="websocket")

    assert [{"type": "websocket.close", "code": 1008, "reason": ""}] == sent


async def test_open_addresses_are_named_exactly(client):
    """An address that only resembles an open one needs sign-in."""
    for path in ("//healthz", "/healthz/", "/healthz/../api/log", "/HEALTHZ", "/readyz/x"):
        sent = await raw(client.app, [(b"host", b"withermere.test")], path=path)
        assert 401 == sent[0]["status"], path


def test_an_error_that_nobody_foresaw_tells_nothing(town, capsys, monkeypatch):
    """The answer says only that something failed; the log says which kind and where."""

    def broken(*_args, **_kwargs):
        raise ZeroDivisionError("canary")

    monkeypatch.setattr("gateway.api.documents.document_for", broken)
    monkeypatch.setattr("gateway.api.sign_in.callers_of", broken, raising=True)
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        before_the_address = client.get("/api/log", headers=town.sign("ada"))
        monkeypatch.undo()
        monkeypatch.setattr("gateway.api.documents.document_for", broken)
        behind_it = client.get(f"/api/documents/{town.paper}", headers=town.sign("ada"))
    logged = capsys.readouterr().err

    for answer in (before_the_address, behind_it):
        assert 500 == answer.status_code
        assert "/api/problems/internal" == answer.json()["type"]
        assert WANTED == {name: answer.headers.get(name) for name in WANTED}
        assert "canary" not in answer.text
        assert "ZeroDivision" not in answer.text
    assert 2 == logged.count('"error":"ZeroDivisionError","at":"tests')
    assert "canary" not in logged


async def test_an_answer_that_breaks_off_stays_broken_off(client):
    """When an error comes after the first byte, nothing more is sent."""

    async def inside(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        raise ZeroDivisionError

    door = client.app.asgi_handler
    opened = type(door)(
        inside,
        hosts=frozenset({"withermere.test"}),
        https=False,
        sign_in=None,
        errors=door._errors,
    )
    sent = await raw(opened, [(b"host", b"withermere.test")])

    assert ["http.response.start"] == [message["type"] for message in sent]
