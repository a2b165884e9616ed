"""A plain HTTP/1.1 client, light enough not to be what is measured."""

import asyncio
import json
from typing import Any, Self


def post(path: str, body: object, *, token: str | None = None, key: str | None = None) -> bytes:
    """The bytes of a POST with a JSON body, to be sent as they are."""
    content = json.dumps(body).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
    ]
    if token:
        lines.append(f"Authorization: Bearer {token}")
    if key:
        lines.append(f"Idempotency-Key: {key}")
    return "\r\n".join([*lines, "", ""]).encode() + content


class Client:
    """One connection that is kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, port: int) -> Self:
        """Connect to a server on this machine."""
        return cls(*await asyncio.open_connection("127.0.0.1", port))

    async def send(self, request: bytes) -> tuple[int, bytes]:
        """Send a request; gives the status and the body of the answer."""
        self._writer.write(request)
        head = await self._reader.readuntil(b"\r\n\r\n")
        length, status = 0, int(head[9:12])
        for line in head.split(b"\r\n"):
            name, _, value = line.lower().partition(b":")
            if name == b"content-length":
                length = int(value)
            if name == b"transfer-encoding":
                return status, await self._in_chunks()
        return status, await self._reader.readexactly(length)

    async def _in_chunks(self) -> bytes:
        """A body whose length nobody said beforehand (RFC 9112, section 7.1)."""
        body = b""
        while length := int(await self._reader.readuntil(b"\r\n"), 16):
            body += await self._reader.readexactly(length)
            await self._reader.readexactly(2)
        await self._reader.readexactly(2)
        return body

    async def ask(self, request: bytes) -> dict[str, Any]:
        """Send a request that must succeed; gives the JSON of the answer."""
        status, body = await self.send(request)
        if status != 201:  # noqa: PLR2004  Created
            raise RuntimeError(f"{status}: {body.decode(errors='replace')}")
        answer: dict[str, Any] = json.loads(body)
        return answer

    def close(self) -> None:
        """Let go of the connection."""
        self._writer.close()
