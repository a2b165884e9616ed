"""A real mail server that keeps what it is given, and refuses what a test says."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Mailbox:
    """Every message that was taken, in order. `refused` are addresses, with the answer to each."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refused: dict[str, str] = {}
        self.port = _free_port()

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _opts: Any):  # noqa: N802  aiosmtpd's names
        """Take a recipient, or refuse it."""
        if to in self.refused:
            return self.refused[to]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any):  # noqa: N802  aiosmtpd's names
        """Take a message."""
        message = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        return "250 taken"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each message."""
        return [str(message["Message-ID"]) for message in self.messages]

    def settings(self) -> dict[str, Any]:
        """The settings with which the gateway sends here."""
        return {
            "mail_host": "127.0.0.1",
            "mail_port": self.port,
            "mail_security": "none",
            "mail_from": "gateway@thornmere.example",
            "public_url": "https://papers.thornmere.example/",
        }


@contextmanager
def mail_server(mailbox: Mailbox, **how: Any) -> Iterator[Mailbox]:
    """The mailbox at its port, until the block ends."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=mailbox.port, **how)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
