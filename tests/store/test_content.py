"""The bytes of documents: whole and unchanged, or not at all."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from gateway.domain.requests import ReleasedFile
from gateway.errors import BusyError
from gateway.store.content import StoredContent, keep, open_verified


def _file(kept: StoredContent) -> ReleasedFile:
    return ReleasedFile(
        segment="body",
        name=kept.name,
        content_type="text/plain",
        sha256=kept.sha256,
        size=kept.size,
        conditions=(),
    )


def test_what_is_kept_can_be_read(tmp_path: Path):
    """The bytes come back as they were, from the start, with their hash and size."""
    kept = keep(tmp_path, [b"hello ", b"", b"world"])
    assert (sha256(b"hello world").hexdigest(), 11) == (kept.sha256, kept.size)
    with open_verified(tmp_path, _file(kept)) as file:
        assert b"hello world" == file.read()


def test_names_tell_nothing(tmp_path: Path):
    """The same bytes twice have two random names, and only the owner may read them."""
    names = {keep(tmp_path, [b"same"]).name for _ in range(2)}
    assert names == {path.name for path in tmp_path.iterdir()}
    assert 2 == len(names)
    assert {0o600} == {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}


def test_bytes_that_break_off_leave_nothing(tmp_path: Path):
    """When the source fails half way, no part of it stays."""

    def chunks() -> Iterator[bytes]:
        yield b"half"
        raise OSError("the source broke off")

    with pytest.raises(OSError, match="broke off"):
        keep(tmp_path, chunks())
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path: Path):
    """Where nothing can be written nothing is kept, and the error is the system's own."""
    with pytest.raises(FileNotFoundError):
        keep(tmp_path / "missing", [b"hello"])


@pytest.mark.parametrize("changed", [b"hellp", b"hello!", b""])
def test_bytes_that_changed_do_not_leave(tmp_path: Path, changed: bytes):
    """A file that does not hash as registered is refused before its first byte."""
    kept = keep(tmp_path, [b"hello"])
    (tmp_path / kept.name).write_bytes(changed)
    with pytest.raises(BusyError, match="not what was registered"):
        open_verified(tmp_path, _file(kept))


def test_bytes_that_are_gone(tmp_path: Path):
    """A file that is missing is refused."""
    kept = keep(tmp_path, [b"hello"])
    (tmp_path / kept.name).unlink()
    with pytest.raises(BusyError):
        open_verified(tmp_path, _file(kept))
