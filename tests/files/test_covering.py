"""Covering: what is covered is gone from the file, in every place and for every reader."""

import io
import zlib
from pathlib import Path

import pikepdf
import pypdf
import pytest

from gateway.domain.files import Box
from gateway.errors import FileNotTakenError, InputError
from gateway.files.covering import COVERED, Covered, cover
from gateway.files.hidden_text import refuse_hidden_text
from gateway.files.kinds import PDF, TEXT
from gateway.files.pages import PRINTING, drawn_pages
from gateway.files.witnesses import prove
from tests.files.planted import plant

DOCUMENTS = 100
BOX = Box(page=1, left=0, top=0, right=1000, bottom=1000)


def anywhere(path: Path) -> bytes:
    """All bytes of a file, and of everything packed in it, read without the code under test."""
    data = path.read_bytes()
    found = io.BytesIO()
    found.write(data)
    for piece in data.split(b"stream\n")[1:]:
        try:
            found.write(zlib.decompress(piece))
        except zlib.error:
            found.write(zlib.decompressobj().decompress(piece) if piece[:1] == b"x" else b"")
    return found.getvalue()


@pytest.mark.parametrize("seed", range(DOCUMENTS))
def test_nothing_of_a_covered_name_survives(seed, tmp_path):
    """A name in text, pieces, pictures and all that stands beside the pages is gone, and proved."""
    planted = plant(seed, tmp_path)
    new, text = tmp_path / "new.pdf", tmp_path / "new.txt"
    before = anywhere(planted.path)

    covered = cover(planted.path, PDF, planted.boxes, new=new, text=text)
    proof = prove(new, text, covered, planted.boxes)

    assert (True, ()) == (proof.holds, proof.elsewhere)
    after = anywhere(new)
    for word in planted.name.split():
        assert word.encode() in before, "the test would prove nothing"
        for code in (word, word.casefold(), word.upper()):
            assert code.encode() not in after
            assert code.encode("utf-16-be") not in after
            assert code.encode().hex().encode() not in after
        assert word not in text.read_text(encoding="utf-8")
    assert "" == "".join(page.extract_text() for page in pypdf.PdfReader(new).pages).strip()


def test_a_box_that_was_only_drawn_is_found(tmp_path):
    """The control: a black box over a name hides it from the eye alone, and both checks say so."""
    planted = plant(3, tmp_path)
    drawn, text = tmp_path / "drawn.pdf", tmp_path / "drawn.txt"
    text.write_text("", encoding="utf-8")
    with pikepdf.open(planted.path) as pdf:
        for page in pdf.pages:
            page.contents_add(b"q 0 0 0 rg 0 0 360 240 re f Q")
        pdf.save(drawn)

    proof = prove(drawn, text, Covered(pages=1, words=()), ())

    assert not proof.holds
    assert set(planted.name.split()) <= set(proof.witnesses[0].found)
    with pytest.raises(FileNotTakenError, match="text that cannot be seen"):
        refuse_hidden_text(drawn)


def test_white_text_on_white_is_found(tmp_path):
    """Text in the colour of the paper is hidden too."""
    path = tmp_path / "white.pdf"
    with pikepdf.open(plant(3, tmp_path).path) as pdf:
        pdf.pages[0].contents_add(b"BT /F 12 Tf 1 1 1 rg 40 20 Td (not to be seen) Tj ET")
        pdf.save(path)

    with pytest.raises(FileNotTakenError, match="Page 1 has text that cannot be seen"):
        refuse_hidden_text(path)


def test_text_that_can_be_seen_is_taken(tmp_path):
    """Text of any size and turn that a person can read is no hidden text."""
    for seed in range(10):
        refuse_hidden_text(plant(seed, tmp_path).path)


def test_what_stands_elsewhere_is_said(tmp_path):
    """A word that is covered in one place and stands uncovered in another is named by its page."""
    planted = plant(3, tmp_path)
    (page,) = drawn_pages(planted.path, PDF, dots=PRINTING)
    first = next(word for word in page.words() if word.text in planted.name)
    new, text = tmp_path / "new.pdf", tmp_path / "new.txt"

    covered = cover(planted.path, PDF, (first.box,), new=new, text=text)
    proof = prove(new, text, covered, (first.box,))

    assert (True, (1,)) == (proof.holds, proof.elsewhere)


def test_the_text_says_where_something_is_covered(tmp_path):
    """Whoever cannot see the page reads where something is left out, and not how much."""
    source, new, text = tmp_path / "a.txt", tmp_path / "new.pdf", tmp_path / "new.txt"
    source.write_text("Harriet Vane lives here.\nShe asks.\n", encoding="utf-8")
    (page,) = drawn_pages(source, TEXT, dots=PRINTING)
    boxes = tuple(word.box for word in page.words() if word.text in {"Harriet", "Vane"})

    cover(source, TEXT, boxes, new=new, text=text)

    assert f"{COVERED} lives here.\nShe asks.\n" == text.read_text(encoding="utf-8").rstrip() + "\n"


def test_a_box_on_no_page_is_refused(tmp_path):
    """Whoever covers a page that there is not has made a mistake, and is told."""
    planted = plant(3, tmp_path)
    box = Box(page=9, left=0, top=0, right=10, bottom=10)

    with pytest.raises(InputError, match="There is no page 9"):
        cover(planted.path, PDF, (box,), new=tmp_path / "n", text=tmp_path / "t")


def test_a_box_that_was_not_painted_is_found(tmp_path):
    """The control of the colours: a file in which a box is not black does not pass."""
    planted = plant(3, tmp_path)
    new, text = tmp_path / "new.pdf", tmp_path / "new.txt"

    covered = cover(planted.path, PDF, (), new=new, text=text)
    proof = prove(new, text, covered, (BOX,))

    assert ("box 1 on page 1",) == proof.witnesses[-1].found


@pytest.mark.parametrize("beside", ["/PieceInfo", "/Outlines", "/Names", "/AcroForm"])
def test_what_stands_beside_the_pages_is_found(beside, tmp_path):
    """The control of the rest: a covered file that carries anything else does not pass."""
    planted = plant(3, tmp_path)
    new, text, more = tmp_path / "new.pdf", tmp_path / "new.txt", tmp_path / "more.pdf"
    covered = cover(planted.path, PDF, planted.boxes, new=new, text=text)
    with pikepdf.open(new) as pdf:
        pdf.Root[beside] = pikepdf.Dictionary(Said=pikepdf.String("Harriet"))
        pdf.save(more)

    proof = prove(more, text, covered, planted.boxes)

    assert beside in {found for one in proof.witnesses for found in one.found}
