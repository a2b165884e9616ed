"""Letters are handed to a real mail server; what goes wrong is told by a word, letter by letter."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiosmtpd.smtp import AuthResult

from gateway.domain.notices import Letter
from gateway.errors import SetupError
from gateway.notify.post import UNREACHABLE, post
from gateway.settings import Settings
from tests.mail import Mailbox, mail_server

LETTERS = [
    Letter(
        id=f"{number:032}",
        kind="request_decided",
        about=f"NTK-2026-000{number}",
        told_at=datetime(2026, 11, 23, tzinfo=UTC),
        address=f"person{number}@thornmere.example",
    )
    for number in range(3)
]


def handed_over(
    mailbox: Mailbox, letters: list[Letter] = LETTERS, most: int = 9, **settings: Any
) -> list[str | None]:
    """What is told of each letter, in order; at most so many are taken."""
    told: list[str | None] = []

    def note(_letter: Letter, fault: str | None) -> bool:
        told.append(fault)
        return len(told) < most

    post(letters, Settings(**{**mailbox.settings(), **settings}), note)
    return told


def test_every_letter_arrives():
    """Over one connection, in order, each with its own Message-ID."""
    with mail_server(Mailbox()) as mailbox:
        assert [None, None, None] == handed_over(mailbox)

    assert [f"<{letter.id}@thornmere.example>" for letter in LETTERS] == mailbox.ids
    assert [letter.address for letter in LETTERS] == [one["To"] for one in mailbox.messages]


def test_one_refused_does_not_keep_others():
    """A refused recipient and an address that is none are told; the rest arrives."""
    nobody = msgspec.structs.replace(LETTERS[0], address="not an address")
    with mail_server(Mailbox()) as mailbox:
        mailbox.refused[LETTERS[1].address] = "550 no such mailbox"
        told = handed_over(mailbox, [nobody, *LETTERS])

    assert ["not-an-address", None, "smtp-550", None] == told
    assert 2 == len(mailbox.messages)


def test_the_rest_waits_when_told_so():
    """Whoever must stop, stops before the next letter."""
    with mail_server(Mailbox()) as mailbox:
        assert [None] == handed_over(mailbox, most=1)

    assert 1 == len(mailbox.messages)


def test_a_server_that_is_not_there():
    """Nobody answers at the port: every letter is told of, none is lost."""
    assert [UNREACHABLE] * 3 == handed_over(Mailbox())


def test_a_server_that_speaks_no_tls_gets_nothing():
    """Where encryption is asked for, nothing leaves without it."""
    with mail_server(Mailbox()) as mailbox:
        told = handed_over(mailbox, LETTERS[:1], mail_security="starttls")

    assert [UNREACHABLE] == told
    assert [] == mailbox.messages


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # without TLS, on this machine only
def test_signing_in(tmp_path: Path):
    """With the name, and the password from its file; a wrong one is told."""
    password = tmp_path / "password"
    password.write_text("right\n")
    how = {
        "authenticator": lambda *given: AuthResult(
            success=given[-1].password == b"right", handled=False
        ),
        "auth_required": True,
        "auth_require_tls": False,
    }
    signed = {"mail_user": "gateway", "mail_password_file": password}
    with mail_server(Mailbox(), **how) as mailbox:
        assert [None] == handed_over(mailbox, LETTERS[:1], **signed)
        password.write_text("wrong")
        assert ["not-signed-in"] == handed_over(mailbox, LETTERS[:1], **signed)


def test_a_password_that_cannot_be_read(tmp_path: Path):
    """Nothing is sent, and somebody is told which setting it is."""
    with pytest.raises(SetupError) as fault:
        handed_over(Mailbox(), mail_user="x", mail_password_file=tmp_path / "none")

    assert "GATEWAY_MAIL_PASSWORD_FILE" == fault.value.where
