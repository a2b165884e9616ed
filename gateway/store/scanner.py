"""Has files looked through for malware by clamd, before anything of them is kept.

We speak its INSTREAM command (man clamd, "COMMANDS"): pieces, each with its length before it, and
one line as the answer. A file that was not scanned is not taken, whatever the reason.
"""

import re
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final

import structlog
from msgspec import Struct

from gateway.errors import InfectedFileError, NotScannedError, SetupError
from gateway.settings import own_machine

PATIENCE: Final = 60.0
"""Seconds after which a scan is given up."""
_LONGEST: Final = 4096
"""Bytes of the longest answer that is read."""
_CLEAN: Final = "stream: OK"
_FOUND: Final = re.compile(r"stream: ([\w.:/()-]{1,200}) FOUND", re.ASCII)
_TRIAL: Final = (b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR", b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")
"""The harmless text that every scanner must find, in two parts lest one finds it here."""
_say = structlog.get_logger(__name__)


class Scanner(Struct, frozen=True):
    """clamd at an address: a socket's path, or a `host:port` of this machine. Empty: none."""

    address: str = ""
    patience: float = PATIENCE

    def __post_init__(self) -> None:
        """Raises SetupError for another machine: clamd hears and answers in the clear."""
        host, _, port = self.address.rpartition(":")
        near = self.address.startswith("/") or (own_machine(host) and port.isdecimal())
        if self.address and not near:
            detail = "Name clamd's socket, or its port on this machine: 127.0.0.1:3310."
            raise SetupError(detail, where="GATEWAY_CLAMD")

    def refuse_infected(self, chunks: Iterable[bytes]) -> None:
        """Have bytes scanned, if there is a scanner.

        Raises InfectedFileError when something was found, and NotScannedError for every answer
        but that nothing was.
        """
        if not self.address:
            return
        answer = self._answer(chunks)
        if found := _FOUND.fullmatch(answer):
            _say.warning("upload.infected")
            raise InfectedFileError(f"The malware scanner found {found[1]} in it.")
        if answer != _CLEAN:
            _say.error("scanner.unclear")
            raise NotScannedError("The malware scanner could not look through the file.")

    def try_out(self) -> bool:
        """Whether the scanner finds what every scanner must. Raises NotScannedError."""
        try:
            self.refuse_infected((b"".join(_TRIAL),))
        except InfectedFileError:
            return True
        return False

    def _answer(self, chunks: Iterable[bytes]) -> str:
        ends = time.monotonic() + self.patience
        try:
            with self._connected() as line:
                line.sendall(b"zINSTREAM\0")
                for piece in _framed(chunks, ends):
                    line.sendall(piece)
                line.sendall(bytes(4))
                return _read(line, ends)
        except OSError as error:
            _say.error("scanner.away", error=type(error).__name__)
            raise NotScannedError("The malware scanner does not answer.") from error

    @contextmanager
    def _connected(self) -> Iterator[socket.socket]:
        if self.address.startswith("/"):
            with socket.socket(socket.AF_UNIX) as line:
                line.settimeout(self.patience)
                line.connect(self.address)
                yield line
        else:
            host, _, port = self.address.rpartition(":")
            with socket.create_connection((host, int(port)), self.patience) as line:
                yield line


def _framed(chunks: Iterable[bytes], ends: float) -> Iterator[bytes]:
    """Each piece with its length before it; an empty one would end the stream."""
    for chunk in filter(None, chunks):
        if time.monotonic() > ends:
            raise TimeoutError
        yield len(chunk).to_bytes(4, "big") + chunk


def _read(line: socket.socket, ends: float) -> str:
    """The answer, up to the byte that ends it. Raises TimeoutError and ConnectionError."""
    answer = b""
    while not answer.endswith(b"\0"):
        line.settimeout(max(ends - time.monotonic(), 0.001))
        piece = line.recv(_LONGEST)
        answer += piece
        if not piece or len(answer) > _LONGEST:
            raise ConnectionError
    return answer[:-1].decode("ascii", "replace")
