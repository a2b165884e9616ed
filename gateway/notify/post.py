"""The way to the mail server (SMTP, RFC 5321): one connection for the letters of one round."""

import asyncio
from collections.abc import Callable, Iterable
from typing import Final

import aiosmtplib
import structlog
from aiosmtplib import SMTP, SMTPAuthenticationError, SMTPException, SMTPResponseException

from gateway.domain.notices import Letter
from gateway.errors import SetupError
from gateway.language.speaking import Language
from gateway.notify.message import message_of
from gateway.settings import Settings

PATIENCE: Final = 20.0
"""Seconds to wait for the server's answer to one step."""
UNREACHABLE: Final = "unreachable"
Told = Callable[[Letter, str | None], bool]
"""Is told of each letter that the server took it (None), or by a word why not; says whether to go
on with the next."""

_say = structlog.get_logger(__name__)


def post(
    letters: Iterable[Letter],
    settings: Settings,
    told: Told,
    languages: tuple[Language, ...] = ("en",),
) -> None:
    """Hand letters in these languages to the mail server one by one, and tell at once of each.

    Whatever goes wrong is told, never raised; but SetupError for a password that cannot be read.
    """
    password = _password(settings)
    asyncio.run(_post(letters, settings, password, told, languages))


async def _post(
    letters: Iterable[Letter],
    settings: Settings,
    password: str | None,
    told: Told,
    languages: tuple[Language, ...],
) -> None:
    server = SMTP(
        hostname=settings.mail_host,
        port=settings.mail_port,
        username=settings.mail_user or None,
        password=password,
        use_tls=settings.mail_security == "tls",
        start_tls=settings.mail_security == "starttls",
        timeout=PATIENCE,
    )
    try:
        for letter in letters:
            if not told(letter, await _hand_over(server, letter, settings, languages)):
                break
    finally:
        server.close()


async def _hand_over(
    server: SMTP, letter: Letter, settings: Settings, languages: tuple[Language, ...]
) -> str | None:
    """None when the server has taken it; else a word for what went wrong."""
    try:
        message = message_of(
            letter,
            sender=settings.mail_from,
            public_url=settings.public_url,
            languages=languages,
        )
        if not server.is_connected:
            await server.connect()
        await server.send_message(message)
    except ValueError:
        return "not-an-address"
    except SMTPAuthenticationError:
        server.close()
        return "not-signed-in"
    except aiosmtplib.SMTPRecipientsRefused as refused:
        return f"smtp-{refused.recipients[0].code}"
    except SMTPResponseException as refused:
        server.close()
        return f"smtp-{refused.code}"
    except (SMTPException, OSError) as fault:
        _say.warning("mail.not_sent", error=type(fault).__name__)
        server.close()
        return UNREACHABLE
    return None


def _password(settings: Settings) -> str | None:
    if settings.mail_password_file is None:
        return None
    try:
        return settings.mail_password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as fault:
        detail = "The file with the password cannot be read."
        raise SetupError(detail, where="GATEWAY_MAIL_PASSWORD_FILE") from fault
