"""Bodies that nobody may send: each is refused with its fault and place, and nothing is done."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.hostile import BODIES, CONTENT_TYPES, JSON, asked, text
from tests.api.town import CANARY

POSTS = ("/api/requests", "/api/checks")
WHO = {"/api/requests": "ada", "/api/checks": "olive"}


def send(client, town, body, *, path="/api/requests", headers=JSON):
    """Send a body as somebody who may."""
    return client.post(path, content=body, headers={**headers, **town.sign(WHO[path])})


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("name", BODIES)
def test_a_hostile_body_is_refused_with_its_fault(client, town, name, path):
    """400 says what is wrong and where, and repeats nothing that was sent."""
    answer = send(client, town, BODIES[name], path=path)
    problem = answer.json()

    assert 400 == answer.status_code, problem
    assert "/api/problems/not-well-formed" == problem["type"]
    assert problem["detail"]
    assert problem["where"]
    assert "canary" not in answer.text.lower()


def test_no_hostile_body_leaves_a_trace(client, town):
    """After all of them the log is as long as before."""
    before = len(town.entries())
    for body in BODIES.values():
        send(client, town, body)

    assert before == len(town.entries())


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("kind", CONTENT_TYPES, ids=ascii)
def test_a_body_must_say_that_it_is_json(client, town, kind, path):
    """What a web form of another site could send is never taken for JSON."""
    headers = {} if kind is None else {"Content-Type": kind}
    answer = send(client, town, text(asked()), path=path, headers=headers)

    assert answer.status_code in {400, 415}
    assert "Content-Type" == answer.json()["where"]


def test_a_packed_body_is_not_unpacked(client, town):
    """A small body cannot grow into a large one."""
    answer = send(client, town, text(asked()), headers={**JSON, "Content-Encoding": "gzip"})

    assert 415 == answer.status_code


def test_two_content_types_are_none(client, town):
    """Nobody chooses between two."""
    headers = [("Content-Type", "application/json")] * 2
    headers += town.sign("ada").items()
    answer = client.post("/api/requests", content=text(asked()), headers=headers)

    assert answer.status_code in {400, 415}
    assert "Content-Type" == answer.json()["where"]


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON;charset=UTF-8"])
def test_json_by_its_proper_names_is_taken(client, town, kind):
    """With or without the one character set that JSON has."""
    answer = send(client, town, text(asked()), headers={"Content-Type": kind})

    assert 201 == answer.status_code


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("size", [65_537, 300_000])
def test_a_body_that_is_too_long_is_refused(client, town, size, path):
    """64 KiB are enough for what can be asked."""
    answer = send(client, town, b'{"statement":"' + b"x" * size + b'"}', path=path)

    assert 413 == answer.status_code
    assert "/api/problems/too-large" == answer.json()["type"]


def test_a_length_that_lies_does_not_help(client, town):
    """What is counted is what comes, not what was announced."""
    pieces = (b"x" * 1000 for _ in range(100))
    answer = client.post("/api/requests", content=pieces, headers={**JSON, **town.sign("ada")})

    assert 413 == answer.status_code


def test_text_is_kept_in_its_one_form(client, town):
    """A statement typed with combining letters is kept composed."""
    answer = send(client, town, text(asked(statement="cafe\u0301\nand more")))

    assert "caf\u00e9\nand more" == answer.json()["asked"]["statement"]


def test_a_check_says_for_whom(client, town):
    """Nobody, and two at once, are refused in words."""
    neither = send(client, town, text(asked()), path="/api/checks")
    both = send(
        client,
        town,
        text(asked(councillor="0" * 32, audience={"councillors": 1})),
        path="/api/checks",
    )

    assert 400 == neither.status_code == both.status_code
    assert "Give either a councillor or an audience." == both.json()["detail"]


@given(body=st.binary(max_size=200))
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_bytes_bring_the_gateway_down(client, town, body):
    """Whatever the bytes, the answer is a refusal, never a failure."""
    answer = send(client, town, body)

    assert answer.status_code in {400, 413}
    assert CANARY not in answer.text
