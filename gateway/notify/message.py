"""A notice as a mail: the reference and what happened. No name, no title, nothing attached."""

import textwrap
from collections.abc import Callable
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from gateway.domain.dates import LONDON, in_words
from gateway.domain.notices import SENTENCES, Letter
from gateway.language.speaking import Language, say, speaking

ABOUT: Final = "Your reference is {reference}."
HAPPENED: Final = "This happened on {day}."
SIGN_IN_AT: Final = "Sign in to see more: {address}"
SIGN_IN: Final = "Sign in to see more."
BY_MACHINE: Final = (
    "This message was written by a machine, so please do not answer it. For everybody's safety it "
    "holds no names and no titles. If it comes twice, nothing happened twice."
)
_WIDTH: Final = 84
_REFERENCE: Final = "NTK-"
"""How the reference of a request begins; any other id says nothing to a reader."""


def message_of(
    letter: Letter, *, sender: str, public_url: str, languages: tuple[Language, ...] = ("en",)
) -> EmailMessage:
    """The message, its text in each language, English last. Raises ValueError for no address.

    The same letter always gives the same one, with the same Message-ID (RFC 5322).
    """
    about = letter.about if letter.about.startswith(_REFERENCE) else ""

    def subject() -> str:
        return say(SENTENCES[letter.kind]).split(". ")[0].rstrip(".")

    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(letter.address)
    message["Subject"] = ": ".join(filter(None, (about, " / ".join(_in_each(languages, subject)))))
    message["Date"] = format_datetime(letter.told_at)
    message["Message-ID"] = message_id(letter.id, sender)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    texts = _in_each(languages, lambda: _text(letter, about, public_url))
    message.set_content(f"\n{'-' * _WIDTH}\n\n".join(texts))
    return message


def _in_each(languages: tuple[Language, ...], words: Callable[[], str]) -> list[str]:
    """The words in each language, English last."""
    found = []
    for language in reversed(languages):
        with speaking(language):
            found.append(words())
    return found


def _address(text: str) -> Address:
    """A mail address. Raises ValueError when it is none."""
    try:
        address = Address(addr_spec=text)
    except (HeaderParseError, IndexError) as fault:
        raise ValueError("this is no mail address") from fault
    if not address.domain:
        raise ValueError("a mail address has a domain")
    return address


def message_id(notice: str, sender: str) -> str:
    """The Message-ID of a notice: whoever gets it twice can tell."""
    return f"<{notice}@{sender.rpartition('@')[2]}>"


def _text(letter: Letter, about: str, public_url: str) -> str:
    day = in_words(letter.told_at.astimezone(LONDON).date())
    lines = [
        say(SENTENCES[letter.kind]),
        "",
        say(ABOUT, reference=about) if about else "",
        say(HAPPENED.format(day=day)),
        say(SIGN_IN_AT, address=public_url) if public_url else say(SIGN_IN),
        "",
        *textwrap.wrap(say(BY_MACHINE), _WIDTH),
    ]
    kept = (line for at, line in enumerate(lines) if line or lines[at - 1])
    return "\n".join(kept) + "\n"
