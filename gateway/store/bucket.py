"""Content in a bucket: Amazon S3, or any store that speaks as it does.

Nothing is handed on while it is read from there: it is fetched whole into a file that nobody else
can read, and checked, before its first byte goes further.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from obstore.exceptions import BaseError
from obstore.store import S3Store

from gateway.errors import BusyError, SetupError
from gateway.settings import own_machine
from gateway.store.content import (
    PIECE,
    Content,
    Digest,
    StoredContent,
    cannot_keep,
    cannot_read,
    refuse_changed,
)

ENDPOINTS: Final = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
"""The variables that name another store than Amazon's; the first that is set counts."""
_TIMES: Final = ("5s", "120s")
"""How long it may take to connect, and for one answer to arrive whole."""
_RETRIES: Final = (2, timedelta(seconds=20))
"""How often a call is made again, and for how long after the first."""


class Bucket(Content):
    """Content in a bucket; the names stand below the path of its address, `s3://bucket/path`.

    Endpoint, region and credentials come from the variables that Amazon's own tools read.
    """

    def __init__(self, url: str, folder: Path) -> None:
        """Raises SetupError for an address without a bucket, or an endpoint in the clear."""
        super().__init__(folder)
        self._url = url
        endpoint = next((os.environ[name] for name in ENDPOINTS if os.environ.get(name)), "")
        parsed = urlsplit(endpoint)
        near = parsed.scheme == "http" and own_machine(parsed.hostname or "")
        if endpoint and not near and parsed.scheme != "https":
            detail = "Documents travel to a bucket over HTTPS only: https://."
            raise SetupError(detail, where="AWS_ENDPOINT_URL")
        try:
            self._store = S3Store.from_url(
                url,
                config={"endpoint": endpoint} if endpoint else {},
                checksum_algorithm="SHA256",
                client_options={
                    "allow_http": near,
                    "connect_timeout": _TIMES[0],
                    "timeout": _TIMES[1],
                },
                retry_config={"max_retries": _RETRIES[0], "retry_timeout": _RETRIES[1]},
            )
        except BaseError as error:
            detail = "Say where the bucket is: s3://bucket/path."
            raise SetupError(detail, where="GATEWAY_CONTENT_URL") from error

    @property
    def place(self) -> str:
        """Its address."""
        return f"the bucket {self._url}"

    def put(self, name: str, chunks: Iterable[bytes]) -> StoredContent:
        """Keep the bytes: all of them become visible at once, or none."""
        digest = Digest(chunks)
        try:
            self._store.put(name, iter(digest))
        except (BaseError, OSError) as error:
            raise cannot_keep(error) from error
        return digest.of(name)

    def pieces(self, name: str) -> Iterator[bytes]:
        """The bytes as they arrive."""
        try:
            found = self._store.get(name)
        except FileNotFoundError:
            raise
        except (BaseError, OSError) as error:
            raise cannot_read(error) from error
        return _arriving(found.stream(min_chunk_size=PIECE))

    def discard(self, name: str) -> None:
        """Take bytes away; the store does not say whether they were there."""
        try:
            self._store.delete(name)
        except (BaseError, OSError) as error:
            raise BusyError("The content cannot be taken away now.") from error

    @contextmanager
    def verified(self, name: str, digest: str) -> Iterator[Path]:
        """A file that was fetched whole and hashes as recorded."""
        with tempfile.NamedTemporaryFile(dir=self.folder, prefix="fetched-") as file:
            found = sha256()
            try:
                for piece in self.pieces(name):
                    found.update(piece)
                    file.write(piece)
                file.flush()
            except OSError as error:
                raise cannot_read(error) from error
            refuse_changed(found.hexdigest(), digest)
            yield Path(file.name)


def _arriving(stream: Iterable[bytes]) -> Iterator[bytes]:
    try:
        for piece in stream:
            yield bytes(piece)
    except (BaseError, OSError) as error:
        raise cannot_read(error) from error
