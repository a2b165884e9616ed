"""Invented documents with a name planted in them, in every place where a PDF can hold a name."""

import io
import random
from pathlib import Path

import pikepdf
from msgspec import Struct
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image, ImageDraw

from gateway.domain.files import Box, FileKind
from gateway.files.kinds import PDF
from gateway.files.pages import PRINTING, drawn_pages

FIRST_NAMES = ("Harriet", "Mortimer", "Philippa", "Ignatius", "Rosalind", "Bartholomew")
LAST_NAMES = ("Vane", "Quillfeather", "Thistlewood", "Ashgrove", "Penhallow", "Underhay")
WIDE, HIGH = 360, 240
IN_PICTURE = (200, 20, 340, 60)
"""Edges in points of the picture with the name, from the lower left corner of the page."""
IN_FIELD = (10, 60, 180, 80)
"""Edges in points of the form field with the name."""


class Planted(Struct, frozen=True):
    """A document, the name in it, and the boxes that cover each place where it can be seen."""

    path: Path
    name: str
    boxes: tuple[Box, ...]
    kind: FileKind = PDF


def plant(seed: int, folder: Path) -> Planted:
    """A document with a name in its text, in split runs, and in everything beside the pages."""
    chance = random.Random(seed)  # noqa: S311  invented documents
    name = f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}"
    path = folder / f"planted-{seed}.pdf"
    with pikepdf.new() as pdf:
        for _ in range(chance.randint(1, 2)):
            _page(pdf, name, chance)
        _beside(pdf, name)
        pdf.save(path)
    return Planted(path, name, tuple(_boxes(path, name)))


def _page(pdf: pikepdf.Pdf, name: str, chance: random.Random) -> None:
    size, left = chance.choice((9, 12, 18)), chance.randint(10, 40)
    first, last = name.split()
    cut = chance.randint(1, len(first) - 1)
    lines = [
        f"BT /F {size} Tf {left} 200 Td (About {name} and the grant) Tj ET",
        # The same name in pieces, one of them moved by hand.
        f"BT /F {size} Tf {left} 160 Td [({first[:cut]}) {chance.randint(0, 40)}",
        f"({first[cut:]}) -250 ({last[0]}) 10 ({last[1:]})] TJ ET",
        f"BT /F {size} Tf {left} 120 Td <{name.encode('latin-1').hex()}> Tj ET",
        f"q {IN_PICTURE[2] - IN_PICTURE[0]} 0 0 {IN_PICTURE[3] - IN_PICTURE[1]}",
        f"{IN_PICTURE[0]} {IN_PICTURE[1]} cm /Picture Do Q",
    ]
    page = pdf.add_blank_page(page_size=(WIDE, HIGH))
    page.obj.Contents = pdf.make_stream("\n".join(lines).encode("latin-1"))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.obj.Resources = Dictionary(
        Font=Dictionary(F=font), XObject=Dictionary(Picture=_picture(pdf, name))
    )
    if chance.random() < 0.5:
        page.obj.Rotate = chance.choice((90, 180, 270))


def _picture(pdf: pikepdf.Pdf, name: str) -> Stream:
    """The name as a picture, with the name again in the picture's own remarks."""
    drawn = Image.new("RGB", (280, 80), "white")
    ImageDraw.Draw(drawn).text((10, 20), name, fill="black", font_size=26)
    data = io.BytesIO()
    drawn.save(data, "JPEG", comment=name.encode())
    stream = Stream(pdf, data.getvalue())
    stream.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=280,
        Height=80,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    return pdf.make_indirect(stream)


def _beside(pdf: pikepdf.Pdf, name: str) -> None:
    """The name where no page shows it: title, XMP, bookmark, remark, form field, attached file."""
    pdf.docinfo["/Title"] = f"Report on {name}"
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = f"Report on {name}"
        metadata["dc:creator"] = [name]
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Interview with {name}", 0))
    page = pdf.pages[0]
    remark = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=Array([5, 5, 15, 15]),
        Contents=String(f"Ask {name}"),
        F=2,  # not shown
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("complainant"),
            V=String(name),
            Rect=Array(IN_FIELD),
            DA=String("/F 12 Tf 0 g"),
        )
    )
    page.obj.Annots = Array([pdf.make_indirect(remark), field])
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]), NeedAppearances=True, DR=page.obj.Resources
    )
    pdf.attachments["notes.txt"] = f"Notes on {name}".encode()


def _boxes(path: Path, name: str) -> list[Box]:
    """A box over every word of the name that can be seen, and over the picture."""
    found = []
    for page in drawn_pages(path, PDF, dots=PRINTING):
        words = [word for word in page.words() if _is_of(word.text, name)]
        found += [word.box for word in words]
        found += [_box(page.number, path, edges) for edges in (IN_PICTURE, IN_FIELD)]
    return found


def _is_of(text: str, name: str) -> bool:
    return any(text in part or part in text for part in name.split())


def _box(number: int, path: Path, place: tuple[int, int, int, int]) -> Box:
    """A place on a page, which may be turned, as a box on the page as it is shown."""
    with pikepdf.open(path) as pdf:
        turned = int(pdf.pages[number - 1].obj.get("/Rotate", 0))
    left, low, right, high = place
    match turned:
        case 0:
            edges = (left / WIDE, 1 - high / HIGH, right / WIDE, 1 - low / HIGH)
        case 90:
            edges = (low / HIGH, left / WIDE, high / HIGH, right / WIDE)
        case 180:
            edges = (1 - right / WIDE, low / HIGH, 1 - left / WIDE, high / HIGH)
        case _:
            edges = (1 - high / HIGH, 1 - right / WIDE, 1 - low / HIGH, 1 - left / WIDE)
    x, y, u, v = edges
    return Box(
        page=number,
        left=int(x * 1000),
        top=int(y * 1000),
        right=min(1000, int(u * 1000) + 1),
        bottom=min(1000, int(v * 1000) + 1),
    )
