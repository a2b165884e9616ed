"""An S3 server in a process of its own, with buckets that tests keep documents in.

It is moto's, which speaks the protocol and keeps everything in memory.
"""

import os
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import httpx
from obstore.store import S3Store

CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "invented",
    "AWS_SECRET_ACCESS_KEY": "invented as well",
    "AWS_REGION": "eu-west-2",
}


class Buckets:
    """The server, for as long as it runs, at `address`."""

    def __init__(self) -> None:
        words = ("-m", "moto.server", "-H", "127.0.0.1", "-p", "0")
        self._process = subprocess.Popen(  # noqa: S603  our own program
            (sys.executable, *words),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        lines = self._process.stderr
        assert lines
        found = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in lines)
        self.address = next(match[0] for match in found if match)
        threading.Thread(target=lambda: [None for _ in lines], daemon=True).start()

    def new(self) -> str:
        """The address of a path in a bucket of its own."""
        name = f"papers-{secrets.token_hex(8)}"
        assert 200 == httpx.put(f"{self.address}/{name}").status_code
        return f"s3://{name}/of/the/council"

    def stop(self) -> None:
        """End the server; nothing is there any more."""
        self._process.terminate()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()


def names_in(url: str) -> set[str]:
    """The names of all that is kept at an address, and of uploads that were only begun."""
    store = S3Store.from_url(url, client_options={"allow_http": True})
    bucket = url.split("/")[2]
    begun = httpx.get(f"{os.environ['AWS_ENDPOINT_URL']}/{bucket}?uploads").text
    kept = {one["path"] for batch in store.list() for one in batch}
    return kept | set(re.findall("<UploadId>(.*?)</UploadId>", begun))


@contextmanager
def reached_at(address: str) -> Iterator[None]:
    """The variables with which a store of S3's kind is found at an address."""
    with mock.patch.dict(os.environ, {**CREDENTIALS, "AWS_ENDPOINT_URL": address}):
        yield


@contextmanager
def serving() -> Iterator[Buckets]:
    """A server, and the variables with which it is reached, while the block lasts."""
    buckets = Buckets()
    try:
        with reached_at(buckets.address):
            yield buckets
    finally:
        buckets.stop()
