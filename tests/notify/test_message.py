"""A notice by mail says what happened, with the reference, and nothing of names or titles."""

from datetime import UTC, datetime

import msgspec
import pytest

from gateway.domain.notices import SENTENCES, Letter
from gateway.notify.message import message_id, message_of

LETTER = Letter(
    id="0" * 32,
    kind="deadline_near",
    about="NTK-2026-0042",
    told_at=datetime(2026, 11, 23, 23, 30, tzinfo=UTC),
    address="ada@thornmere.example",
)
FROM = {"sender": "gateway@thornmere.example", "public_url": "https://papers.example/"}


def test_the_message():
    """Every word of it, and the headers that keep machines from answering."""
    message = message_of(LETTER, **FROM)

    assert "NTK-2026-0042: A deadline is near" == message["Subject"]
    assert ("ada@thornmere.example", "gateway@thornmere.example") == (
        message["To"],
        message["From"],
    )
    assert "auto-generated" == message["Auto-Submitted"]
    assert f"<{'0' * 32}@thornmere.example>" == message["Message-ID"]
    assert "text/plain" == message.get_content_type()
    assert [
        "A deadline is near.",
        "",
        "Your reference is NTK-2026-0042.",
        "This happened on Monday 23 November 2026.",
        "Sign in to see more: https://papers.example/",
        "",
        "This message was written by a machine, so please do not answer it. For everybody's",
        "safety it holds no names and no titles. If it comes twice, nothing happened twice.",
    ] == message.get_content().splitlines()


def test_an_id_is_not_for_people():
    """What is about something without a reference names none; nor is an address made up."""
    letter = msgspec.structs.replace(LETTER, about="a" * 32)
    message = message_of(letter, sender=FROM["sender"], public_url="")

    assert "A deadline is near" == message["Subject"]
    assert "a" * 32 not in message.as_string()
    assert "Sign in to see more.\n" in message.get_content()


@pytest.mark.parametrize("kind", SENTENCES)
def test_the_same_letter_is_the_same_message(kind):
    """Sent again it is the same, byte for byte; every kind has a subject of one line."""
    letter = msgspec.structs.replace(LETTER, kind=kind)

    assert message_of(letter, **FROM).as_bytes() == message_of(letter, **FROM).as_bytes()
    assert len(str(message_of(letter, **FROM)["Subject"])) < 120


@pytest.mark.parametrize("address", ["", "ada", "ada@", "a@b\nBcc: all@b", "a@b, c@d", "Ada <a@b>"])
def test_what_is_no_address_is_refused(address):
    """Nobody writes a header through an address."""
    with pytest.raises(ValueError, match=r".*"):
        message_of(msgspec.structs.replace(LETTER, address=address), **FROM)


def test_the_message_id_is_of_the_senders_domain():
    """As RFC 5322 asks, so that no two senders give the same."""
    assert "<x@b.example>" == message_id("x", "a@b.example")


@pytest.mark.parametrize("kind", SENTENCES)
def test_a_mail_in_two_languages(kind):
    """The Welsh text first, the English one as ever below; both in the subject."""
    letter = msgspec.structs.replace(LETTER, kind=kind)
    english = message_of(letter, **FROM)
    both = message_of(letter, **FROM, languages=("en", "cy"))

    welsh, line, rest = both.get_content().partition(f"{'-' * 84}\n\n")
    assert line
    assert english.get_content() == rest
    assert "dydd Llun 23 Tachwedd 2026" in welsh.replace("ddydd", "dydd")
    assert "Eich cyfeirnod yw NTK-2026-0042." in welsh
    assert not set(filter(None, welsh.splitlines())) & set(rest.splitlines())
    assert str(both["Subject"]).endswith(f" / {str(english['Subject']).partition(': ')[2]}")
    assert english["Message-ID"] == both["Message-ID"]
