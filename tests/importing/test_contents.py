"""The bytes of documents: only from beside the import file, hashed, told apart by what they are."""

import hashlib
from pathlib import Path

import pytest

from gateway.domain.papers import Paper, Papers, PaperSegment
from gateway.errors import ImportFileError
from gateway.importing import contents
from gateway.importing.contents import OTHER, PDF, PLAIN, Content, contents_of
from gateway.importing.fault import file


def found(folder: Path, **segment: str) -> Content | None:
    """The content of a document's one segment."""
    papers = Papers(
        documents=(Paper(id="d", title="T", segments=(PaperSegment(id="s", **segment),)),)  # type: ignore[arg-type]  # only text and file are given
    )
    return contents_of(papers, folder, file("papers.json")).get(("d", "s"))


def test_a_text_is_its_own_content(tmp_path: Path):
    """Kept in UTF-8, and hashed."""
    content = found(tmp_path, text="Siân")

    assert content is not None
    assert ("Siân".encode(), PLAIN) == (b"".join(content.chunks()), content.content_type)
    assert hashlib.sha256("Siân".encode()).hexdigest() == content.sha256


def test_a_segment_may_have_no_content(tmp_path: Path):
    """Its title and markings are registered all the same."""
    assert found(tmp_path) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"%PDF-1.7 and so on", PDF),
        ("Siân's note\n".encode(), PLAIN),
        (b"<html><script>alert(1)</script></html>", PLAIN),
        (b"PK\x03\x04\xff\xfe", OTHER),
        (b"nul \0 here", OTHER),
    ],
)
def test_the_bytes_tell_the_type_and_not_the_name(tmp_path: Path, data: bytes, expected: str):
    """Nothing is ever taken for a page that a browser would run."""
    (tmp_path / "page.html").write_bytes(data)
    content = found(tmp_path, file="page.html")

    assert content is not None
    assert (expected, data) == (content.content_type, b"".join(content.chunks()))
    assert hashlib.sha256(data).hexdigest() == content.sha256


def test_a_file_may_stand_below_the_import_file(tmp_path: Path):
    """In a folder of its own."""
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.txt").write_text("text")

    assert found(tmp_path, file="papers/a.txt") is not None


def outside(tmp_path: Path) -> Path:
    """A folder with an import file, and a secret beside the folder."""
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "empty.txt").write_text("")
    (folder / "inner").mkdir()
    (folder / "inside.txt").write_text("x")
    return folder


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "link.txt",
        "inner/../../secret.txt",
        "/etc/hostname",
        "loop.txt",
        "missing.txt",
        "empty.txt",
        "inner",
        ".",
        "a\0b",
    ],
)
def test_no_other_file_can_be_reached(tmp_path: Path, name: str):
    """No way up, no link out, no absolute path, nothing but a file that holds something."""
    with pytest.raises(ImportFileError) as refused:
        found(outside(tmp_path), file=name)

    assert "papers.json, documents[0].segments[0], file" == refused.value.where
    assert "secret" not in str(refused.value)


def test_an_absolute_path_is_refused_even_to_the_folder(tmp_path: Path):
    """The import file must work wherever it is copied to."""
    folder = outside(tmp_path)

    with pytest.raises(ImportFileError):
        found(folder, file=str(folder / "inside.txt"))


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Fifty mebibytes are enough for an agenda pack."""
    monkeypatch.setattr(contents, "LARGEST", 3)
    (tmp_path / "a.txt").write_text("text")

    with pytest.raises(ImportFileError):
        found(tmp_path, file="a.txt")
