"""The bytes of documents: whole and unchanged, or not at all, in a folder as in a bucket."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest

from gateway.errors import BusyError, SetupError
from gateway.store.content import PIECE, Content, Folder, StoredContent
from gateway.store.content_place import CONTENT_NAME, content_at
from tests.buckets import Buckets, names_in, reached_at, serving
from tests.store.cut_short import cut_short


class Place:
    """A place for content, and what can be seen of it from outside."""

    def __init__(self, data: Path, url: str = "") -> None:
        self.data = data
        self.url = url
        (data / CONTENT_NAME).mkdir(exist_ok=True)
        self.content: Content = content_at(url, data)

    def names(self) -> set[str]:
        """What is there, half or whole, also on this machine."""
        here = {one.name for one in (self.data / CONTENT_NAME).iterdir()}
        return here | (names_in(self.url) if self.url else set())


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path) -> Place:
    """Each kind of place."""
    url = request.getfixturevalue("buckets").new() if request.param == "bucket" else ""
    return Place(tmp_path, url)


def test_what_is_kept_can_be_read(place: Place):
    """The bytes come back as they were, with their hash and size, and no copy stays."""
    kept = place.content.keep([b"hello ", b"", b"world"])
    assert (sha256(b"hello world").hexdigest(), 11) == (kept.sha256, kept.size)
    with place.content.verified(kept.name, kept.sha256) as path:
        assert b"hello world" == path.read_bytes()
    assert b"hello world" == b"".join(place.content.pieces(kept.name))
    assert {kept.name} == place.names()


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, 11 * PIECE + 1])
def test_every_size_is_kept_whole(place: Place, size: int):
    """No byte is lost at the edges of the pieces in which it travels."""
    body = bytes(index % 251 for index in range(PIECE)) * (size // PIECE + 1)
    (place.data / "file").write_bytes(body[:size])
    kept = place.content.keep_file(place.data / "file")
    assert (sha256(body[:size]).hexdigest(), size) == (kept.sha256, kept.size)
    with place.content.verified(kept.name, kept.sha256) as path:
        assert body[:size] == path.read_bytes()


def test_names_tell_nothing(place: Place):
    """The same bytes twice have two random names, and on the disk only the owner reads them."""
    kept = [place.content.keep([b"same"]) for _ in range(2)]
    assert {one.name for one in kept} == place.names()
    assert 2 == len(place.names())
    with place.content.verified(kept[0].name, kept[0].sha256) as path:
        assert 0o600 == path.stat().st_mode & 0o777


@pytest.mark.parametrize("pieces", [1, 12])
def test_bytes_that_break_off_leave_nothing(place: Place, pieces: int):
    """When the source fails half way, no part of it stays, however much was sent."""

    def chunks() -> Iterator[bytes]:
        for _ in range(pieces):
            yield bytes(PIECE)
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError, match="broke off"):
        place.content.keep(chunks())
    assert set() == place.names()


@pytest.mark.parametrize("changed", [b"hellp", b"hello!", b""])
def test_bytes_that_changed_do_not_leave(place: Place, changed: bytes):
    """What does not hash as registered is refused before its first byte."""
    kept = place.content.keep([b"hello"])
    place.content.put(kept.name, [changed])
    with (
        pytest.raises(BusyError, match="not what was registered"),
        place.content.verified(kept.name, kept.sha256),
    ):
        pytest.fail("it was handed on")


def test_bytes_that_are_gone(place: Place):
    """What is missing is refused; taking it away twice is no fault."""
    kept = place.content.keep([b"hello"])
    place.content.discard(kept.name)
    place.content.discard(kept.name)
    with pytest.raises(BusyError), place.content.verified(kept.name, kept.sha256):
        pytest.fail("it was handed on")
    with pytest.raises(FileNotFoundError):
        place.content.pieces(kept.name)


def test_a_place_can_be_tried_out(place: Place):
    """A trial leaves nothing behind."""
    place.content.try_out()
    assert set() == place.names()


@pytest.mark.parametrize("kind", ["folder", "bucket"])
def test_a_place_that_is_not_there(kind: str, tmp_path: Path, buckets):  # noqa: ARG001  it serves
    """Where nothing can be kept, nothing is, and the trial tells."""
    place = Place(tmp_path, "s3://no-such-bucket" if kind == "bucket" else "")
    if kind == "folder":
        (tmp_path / CONTENT_NAME).rmdir()
    for refused in (lambda: place.content.keep([b"hello"]), place.content.try_out):
        with pytest.raises(BusyError, match="cannot be kept"):
            refused()


def test_a_store_that_is_away(tmp_path: Path):
    """While nobody answers, nothing is kept, read or taken away, and clearing up goes on."""
    with serving() as server:
        content = Place(tmp_path, server.new()).content
        kept = content.keep([b"hello"])
        server.stop()
        with pytest.raises(BusyError, match="cannot be kept"):
            content.keep([b"more"])
        with pytest.raises(BusyError, match="cannot be read"):
            content.pieces(kept.name)
        with pytest.raises(BusyError), content.verified(kept.name, kept.sha256):
            pytest.fail("it was handed on")
        with pytest.raises(BusyError, match="taken away"):
            content.discard(kept.name)
        content.clear_up(kept)
    assert [] == list((tmp_path / CONTENT_NAME).iterdir())


def test_an_answer_that_keeps_breaking_off(tmp_path: Path, buckets):
    """Bytes of which some never arrive do not leave: they are refused as a whole."""
    with _cut_short(tmp_path, buckets, share=0.1) as (content, kept, cuts):
        with pytest.raises(BusyError), content.verified(kept.name, kept.sha256):
            pytest.fail("it was handed on")
        assert cuts
    assert [] == list((tmp_path / CONTENT_NAME).iterdir())


def test_an_answer_that_breaks_off_once(tmp_path: Path, buckets):
    """The rest is asked for again, and what leaves is whole."""
    with _cut_short(tmp_path, buckets, share=0.6) as (content, kept, cuts):
        with content.verified(kept.name, kept.sha256) as path:
            assert kept.sha256 == sha256(path.read_bytes()).hexdigest()
        assert cuts


@contextmanager
def _cut_short(
    data: Path, buckets: Buckets, *, share: float
) -> Iterator[tuple[Content, StoredContent, list[int]]]:
    """A bucket with something in it, no answer from which is longer than a share of that."""
    url, size = buckets.new(), 3 * PIECE
    kept = Place(data, url).content.keep([bytes(size)])
    with cut_short(buckets.address, after=int(size * share)) as (address, cuts):
        with reached_at(address):
            content = content_at(url, data)
        yield content, kept, cuts


@pytest.mark.parametrize(
    ("url", "endpoint"),
    [
        ("/var/lib/papers", ""),
        ("https://papers.example", ""),
        ("s3:papers", ""),
        ("s3://", ""),
        ("s3://papers", "http://store.example"),
        ("s3://papers", "store.example"),
    ],
)
def test_unsafe_places_are_refused(url: str, endpoint: str, tmp_path: Path):
    """An address that is no bucket's, and an endpoint in the clear, are refused before use."""
    with reached_at(endpoint), pytest.raises(SetupError):
        content_at(url, tmp_path)


def test_a_bucket_needs_its_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Without the extra the way out is said; a folder does without it."""
    monkeypatch.delitem(sys.modules, "gateway.store.bucket", raising=False)
    monkeypatch.setitem(sys.modules, "obstore.exceptions", None)
    with pytest.raises(SetupError, match=r"need-to-know-gateway\[s3\]"):
        content_at("s3://papers", tmp_path)
    assert isinstance(content_at("", tmp_path), Folder)
