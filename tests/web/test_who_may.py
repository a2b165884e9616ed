"""Who may open which page: the table in who_may.toml against the gateway itself."""

import tomllib
from pathlib import Path

import pytest

from tests.api.test_who_may import NOT_SIGNED_IN, ROLES, TABLE, calls, masked

PAGES = tomllib.loads((Path(__file__).parent / "who_may.toml").read_text(encoding="utf-8"))
WHO = {call: TABLE[who] for who, found in PAGES.items() for call in found}
PLACES = {
    "proposal": "0" * 32,
    "question": "0" * 32,
    "deadline": "0" * 32,
    "copy": "0" * 32,
    "incident": "0" * 32,
    "digest": "0" * 64,
    "dispute": "1",
    "document": "0" * 32,
    "draft": "0" * 32,
    "entry": "0",
    "language": "cy",
    "name": "govuk.css",
    "number": 1,
    "part": 1,
    "upload": "0" * 32,
    "reference": "NTK-1999-0001",  # which is none
    "row": "S1",
    "secret": "x" * 43,
    "session": "0" * 32,
    "version": "0" * 16,
}

OF_A_SESSION = "POST /sign-in/capacity"
"""Open to everybody, and answered 401 inside to whoever comes without a session."""


def call(client, which: str, headers: dict[str, str]):
    """Open a page, or send its form empty."""
    method, address = which.split()
    form = {"data": {"none": ""}} if method == "POST" else {}
    path = address.format_map(PLACES)
    return client.request(method, path, headers=headers, follow_redirects=False, **form)


def test_every_page_has_a_row(client):
    """A page that is added without saying who may open it fails here."""
    assert set(WHO) == calls(client.app, pages=True)


@pytest.mark.parametrize("which", WHO)
def test_a_page_opens_to_those_in_its_row_and_to_nobody_else(client, town, which):
    """The others are refused before anything is looked at."""
    answers = {role: call(client, which, town.sign(who)) for role, who in ROLES.items()}
    opened = {role for role, answer in answers.items() if not is_refused(answer, role, which)}

    assert set(WHO[which]) == opened


def is_refused(answer, role: str, which: str) -> bool:
    """Whether the door or the guard refuses; a stranger's page leads to the sign-in."""
    if role in NOT_SIGNED_IN:
        led = answer.headers.get("location", "").startswith("/sign-in?next=/")
        return led or (answer.status_code == 401 and which != OF_A_SESSION)
    return answer.status_code == 403


@pytest.mark.parametrize("which", [which for which in WHO if "stranger" not in WHO[which]])
def test_without_sign_in_every_page_answers_alike(client, which):
    """Known or not, a page or a form: nobody learns which addresses there are."""
    real = call(client, which, {})
    method = which.partition(" ")[0]
    form = {"data": {"none": ""}} if method == "POST" else {}
    unknown = client.request(method, "/no-such-page", follow_redirects=False, **form)

    assert {"GET": 303, "POST": 401}[method] == real.status_code == unknown.status_code
    assert unmarked(unknown) == unmarked(real)


def unmarked(answer) -> tuple:
    """An answer without its id, and without the address that was asked for."""
    status, headers, body = masked(answer)
    return status, {**headers, "location": ""}, body
