"""A real provider of OpenID Connect in a process of its own, and somebody who signs in there."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

PATIENCE = 60.0
"""Seconds for it to start: it brings a whole web framework along."""


@contextmanager
def provider() -> Iterator[str]:
    """The issuer of a provider that runs until the block ends."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603  a command of our own
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        issuer = f"http://127.0.0.1:{port}"
        until = time.monotonic() + PATIENCE
        while not _answers(issuer):
            assert time.monotonic() < until, "the provider did not start"
            time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(PATIENCE)


def agree(address: str, subject: str) -> str:
    """Sign in at the provider as a subject; gives where it sends the browser back to."""
    answer = httpx.post(address, data={"sub": subject}, follow_redirects=False)
    assert answer.is_redirect, answer.text
    return answer.headers["location"]


def deny(address: str) -> str:
    """Say no at the provider; gives where it sends the browser back to."""
    answer = httpx.post(address, data={"action": "deny"}, follow_redirects=False)
    assert answer.is_redirect, answer.text
    return answer.headers["location"]


def issuer_of(issuer: str) -> str:
    """The issuer letter by letter, as the provider names itself."""
    said = httpx.get(f"{issuer}/.well-known/openid-configuration").json()["issuer"]
    assert re.match(re.escape(issuer), said)
    return said


def _answers(issuer: str) -> bool:
    try:
        return httpx.get(f"{issuer}/.well-known/openid-configuration").status_code == 200
    except httpx.TransportError:
        return False
