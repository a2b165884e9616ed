"""A notice as a mail: the reference and what happened. No name, no title, nothing attached."""

from datetime import datetime
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from gateway.domain.dates import LONDON, in_words
from gateway.domain.notices import SENTENCES, Letter

_REFERENCE: Final = "NTK-"
"""How the reference of a request begins; any other id says nothing to a reader."""


def message_of(letter: Letter, *, sender: str, public_url: str) -> EmailMessage:
    """The message. The same letter always gives the same one, with the same Message-ID (RFC 5322).

    Raises ValueError for an address that is none.
    """
    sentence = SENTENCES[letter.kind]
    about = letter.about if letter.about.startswith(_REFERENCE) else ""
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(letter.address)
    message["Subject"] = ": ".join(filter(None, (about, sentence.split(". ")[0].rstrip("."))))
    message["Date"] = format_datetime(letter.told_at)
    message["Message-ID"] = message_id(letter.id, sender)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    message.set_content(_text(sentence, about, letter.told_at, public_url))
    return message


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


def _text(sentence: str, about: str, told_at: datetime, public_url: str) -> str:
    day = in_words(told_at.astimezone(LONDON).date())
    lines = [
        sentence,
        "",
        f"Your reference is {about}." if about else "",
        f"This happened on {day}.",
        f"Sign in to see more: {public_url}" if public_url else "Sign in to see more.",
        "",
        "This message was written by a machine, so please do not answer it. For everybody's",
        "safety it holds no names and no titles. If it comes twice, nothing happened twice.",
    ]
    kept = (line for at, line in enumerate(lines) if line or lines[at - 1])
    return "\n".join(kept) + "\n"
