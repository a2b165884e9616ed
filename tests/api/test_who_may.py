"""Who may call which address: the table in who_may.toml against the gateway itself."""

import re
import tomllib
from pathlib import Path

import pytest
from litestar.routes import HTTPRoute

from tests.api.town import Town

TABLE = tomllib.loads((Path(__file__).parent / "who_may.toml").read_text(encoding="utf-8"))
WHO = {row["call"]: TABLE[row["who"]] for row in TABLE["address"]}
ROLES = {
    "stranger": "stranger",
    "councillor": "ada",
    "former": "fay",
    "officer": "olive",
    "monitoring_officer": "moira",
    "proper_officer": "peter",
    "auditor": "audrey",
    "councillor_auditor": "dora",
    "no_office": "nora",
}
NOT_SIGNED_IN = {"stranger", "former"}
REFUSALS = ('"/api/problems/not-signed-in"', '"/api/problems/not-allowed"')
BODIES = {
    "findings": {"finding": "good_faith", "value": True},
    "consultations": {"working_days": 5},
    "onward-answers": {"answers": [{"segment": "a", "may": False, "words": "It stays here."}]},
    "limits": {"lasts": "open"},
    "standing-aside": {"office": "service_director"},
    "renewals": {"lasts": "open"},
    "disputes": {"ground": "refusal"},
    "determinations": {
        "dispute": 1,
        "answers": [{"segment": "a", "answer": "uphold", "words": "So it is."}],
    },
}
"""What some addresses below a request ask for besides words."""
OF_ENDINGS = {
    "exempt-marks": {"segment": "none", "paragraph": 1, "words": "About one person."},
    "covering": {
        "name": "rest",
        "boxes": [{"page": 1, "left": 0, "top": 0, "right": 1, "bottom": 1}],
        "words": "It names somebody.",
        "personal_data": "none",
    },
    "acceptance": {"accepted": [{"segment": "main", "conditions": ["confidential"]}]},
    "return": {"how": "destroyed", "all_of_it": True},
    "advice": {"words": "May I show it to my group?"},
    "answer": {"words": "You may."},
    "departure": {"words": "It came too late."},
    "outcome": {"outcome": "no_misuse", "words": "It was published."},
}
"""The bodies of other addresses, by how they end."""
OF_RELATIONSHIPS = {
    "/api/relationships": {"other": "0" * 32},
    "/api/relationships/end": {"person": "0" * 32, "other": "0" * 32, "words": "By mistake."},
}
FORGED = [
    "nothing",
    "Basic YWRhOmFkYQ==",
    "Bearer",
    "Bearer a b",
    "Bearer \x7f",
    f"Bearer {'a' * 300}",
]


def calls(app, *, pages: bool | None = None) -> set[str]:
    """Every method and address that the gateway answers, OPTIONS apart: pages, the others, or all.

    Pages have a table of their own, in tests/web.
    """
    return {
        f"{method} {route.path_format}"
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods - {"OPTIONS"}
        if pages is None or pages == _module(handler.fn).startswith("gateway.web.")
    }


def _module(function) -> str:
    """Where a handler is written; one that runs in a thread is wrapped."""
    return getattr(function, "func", function).__module__


def call(client, town: Town, which: str, **how):
    """Make one of the calls of the table about the town's paper."""
    method, address = which.split()
    path = address.format(
        document=town.paper,
        reference="NTK-1999-0001",  # which is none
        deadline="0" * 32,
        secret="0" * 43 + ".ics",
        person=town.people["ben"],
        proposal="0" * 32,
        digest="0" * 64,
        path="other",
        draft="0" * 32,
        copy="0" * 32,
        incident="0" * 32,
        question="0" * 32,
        part="main",
        number=1,
        entry=0,
    )
    body = {"texts": {}} if address == "/api/rule-books" else {"document": town.paper}
    if address == "/api/checks":
        body["councillor"] = town.people["ben"]
    if address.startswith("/api/requests/"):
        body = {"words": "Which part?"} | BODIES.get(address.rpartition("/")[2], {})
        if "answers" in body:
            del body["words"]
    body = OF_ENDINGS.get(address.rpartition("/")[2], body)
    body = OF_RELATIONSHIPS.get(address, body)
    days = {"first": "2020-01-01", "last": "2020-01-02"}
    match address:
        case "/api/deputies":
            body = {"office": "proper_officer", "person": town.people["olive"], **days}
        case "/api/documents":
            body = {"title": "A", "segments": [{"id": "a", "kind": "report", "text": "t"}]}
        case "/api/absences":
            body = days
        case "/api/incidents":
            body = {"document": town.paper, "words": "It leaked."}
        case _:
            pass
    if method in {"POST", "PUT"}:
        how["json"] = body
    return client.request(method, path, **how)


def test_every_address_has_a_row(client):
    """An address that is added without saying who may call it fails here."""
    assert set(WHO) == calls(client.app, pages=False)


@pytest.mark.parametrize("which", WHO)
def test_an_address_opens_to_those_in_its_row_and_to_nobody_else(client, town, which):
    """The gateway answers those listed, and refuses the others before it looks at anything."""
    answers = {
        role: call(client, town, which, headers=town.sign(who)) for role, who in ROLES.items()
    }
    refused = {
        role: answer.status_code
        for role, answer in answers.items()
        if any(kind in answer.text for kind in REFUSALS)
    }

    others = ROLES.keys() - WHO[which]
    assert {role: 401 if role in NOT_SIGNED_IN else 403 for role in others} == refused


@pytest.mark.parametrize("which", [which for which in WHO if "/api/" in which])
def test_without_sign_in_every_address_answers_alike(client, town, which):
    """Known or not, with a body or without: nobody learns which addresses there are."""
    real = call(client, town, which)
    unknown = client.get("/api/no-such-address")

    assert 401 == real.status_code == unknown.status_code
    assert masked(unknown) == masked(real)


@pytest.mark.parametrize("forged", FORGED, ids=ascii)
def test_what_is_no_valid_token_is_answered_like_none(client, forged):
    """Another scheme, a torn token and an unknown one get the same answer as no token."""
    none = client.get("/api/documents")
    answer = client.get("/api/documents", headers={"Authorization": forged})

    assert 401 == answer.status_code
    assert masked(none) == masked(answer)


def test_a_token_that_is_over_or_taken_back_is_answered_like_none(client, town):
    """Nor does that of somebody who has left. None tells that it was once valid."""
    none = client.get("/api/documents")
    expired = client.get("/api/documents", headers=town.extra_token("ada", expired=True))
    revoked = client.get("/api/documents", headers=town.extra_token("ada", revoked=True))
    left = client.get("/api/documents", headers=town.sign("fay"))
    in_force = client.get("/api/documents", headers=town.extra_token("ada"))

    assert 200 == in_force.status_code
    assert masked(none) == masked(expired) == masked(revoked) == masked(left)


def test_two_tokens_are_none(client, town):
    """A request that comes with two headers for signing in is not signed in."""
    two = [("Authorization", town.sign("ada")["Authorization"])] * 2

    assert 401 == client.get("/api/documents", headers=two).status_code


def test_a_method_that_is_not_taken_is_refused_after_sign_in(client, town):
    """405 names the methods that are taken, as RFC 9110 asks."""
    answer = client.delete("/api/documents", headers=town.sign("ada"))

    assert 405 == answer.status_code
    assert {"GET", "OPTIONS", "POST"} == set(answer.headers["allow"].split(", "))


def test_options_needs_sign_in_too(client, town):
    """Asking which methods there are tells a stranger nothing."""
    assert 401 == client.options("/api/documents").status_code
    assert 204 == client.options("/api/documents", headers=town.sign("ada")).status_code


def masked(answer) -> tuple[int, dict[str, str], str]:
    """An answer without the id of its request."""
    number = answer.headers["x-request-id"]
    headers = {name: value for name, value in answer.headers.items() if name != "x-request-id"}
    return answer.status_code, headers, answer.text.replace(number, "")


def test_the_manual_lists_every_address_with_those_who_may(request):
    """docs/api.md and the table above say the same."""
    manual = (request.config.rootpath / "docs" / "api.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"^\| `([A-Z]+ /[^`]*)` \| ([a-z, ]+) \|", manual, re.MULTILINE))
    words = {
        "everybody": "everybody",
        "signed_in": "signed in",
        "asking": "councillors",
        "officers": "officers",
        "asking_or_officers": "councillors, officers",
        "holding_an_office": "office holders",
        "holding_an_office_or_auditing": "office holders, auditors",
        "answering_for_rules": "who answers for the rules",
        "auditors": "auditors",
        "marking": "office holders",
        "watching": "officers, auditors",
    }
    rows = {row["call"]: words[row["who"]] for row in TABLE["address"]}

    assert {call: who for call, who in rows.items() if "schema/" not in call} == listed
