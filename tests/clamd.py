"""A real clamd in a process of its own, with two signatures of our own instead of the large set."""

import hashlib
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin") or ""
NONE = "NOT TESTED WITH CLAMD: no clamd here (Debian: apt-get install clamav-daemon)"
MALWARE = b"invented-malware"
TRIAL = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR" + b"-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LONGEST = 1024 * 1024
"""Bytes of the longest stream that this clamd looks through."""


@contextmanager
def clamd(*, knows_trial: bool = True) -> Iterator[str]:
    """The path of a clamd's socket, with or without a signature of the text for trials."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "db").mkdir()
        (place / "db" / "own.ndb").write_text(f"Invented.Malware:0:*:{MALWARE.hex()}\n")
        if knows_trial:
            known = hashlib.md5(TRIAL, usedforsecurity=False).hexdigest()
            (place / "db" / "own.hdb").write_text(f"{known}:{len(TRIAL)}:Trial\n")
        (place / "conf").write_text(
            f"DatabaseDirectory {place}/db\nLocalSocket {place}/socket\nForeground yes\n"
            f"StreamMaxLength {LONGEST}\n"
        )
        process = subprocess.Popen(  # noqa: S603  an installed program, no shell
            (CLAMD, "-c", place / "conf"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            while not (place / "socket").exists():
                assert process.poll() is None, "clamd did not start"
                time.sleep(0.05)
            yield f"{place}/socket"
        finally:
            process.terminate()
            process.wait()
