"""Whether a PDF is safe to keep: whole, open, without programs, other files or outside links.

A PDF may carry scripts, start programs, hold other files, and fetch from elsewhere. Papers need
none of it, so a file that has any is refused, and the reason says which.
"""

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pikepdf

from gateway.domain.files import MOST_PAGES
from gateway.errors import FileNotTakenError

_MOST_OBJECTS: Final = 500_000
MOST_UNPACKED: Final = 500 * 1024 * 1024
"""Bytes that all streams of a file may have when they are unpacked."""
_AFTER_THE_END: Final = b"\r\n\t \0"
_ENDING: Final = 1024

_ACTIONS: Final[dict[str, str]] = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/ImportData": "a command that reads another file",
    "/SubmitForm": "a form that sends what is typed",
    "/GoToR": "a jump into another file",
    "/GoToE": "a jump into an attached file",
    "/Rendition": "sound or film",
    "/Movie": "sound or film",
    "/Sound": "sound or film",
    "/RichMediaExecute": "sound or film",
    "/SetOCGState": "a switch for hidden layers",
}
_ANNOTATIONS: Final[dict[str, str]] = {
    "/FileAttachment": "an attached file",
    "/RichMedia": "sound or film",
    "/Movie": "sound or film",
    "/Screen": "sound or film",
    "/Sound": "sound or film",
    "/3D": "a model in three dimensions",
}
_KEYS: Final[dict[str, str]] = {
    "/JS": "a script",
    "/JavaScript": "a script",
    "/EmbeddedFiles": "an attached file",
    "/EF": "an attached file",
    "/XFA": "a form that works by a script",
    "/AA": "something that starts by itself",
    "/Collection": "a collection of other files",
}
_HOW: Final = "Print it to a new PDF, which leaves that out, and send that."


def check_pdf(path: Path) -> int:
    """How many pages the PDF has. Raises FileNotTakenError, with the reason."""
    _refuse_more_than_a_pdf(path)
    with open_pdf(path) as pdf:
        pages = len(pdf.pages)
        if pages == 0:
            raise FileNotTakenError("The PDF has no page.")
        if pages > MOST_PAGES:
            raise FileNotTakenError(f"The PDF has more than {MOST_PAGES} pages.")
        _refuse_active(pdf)
        _refuse_bombs(pdf)
    return pages


def open_pdf(path: Path) -> pikepdf.Pdf:
    """The PDF. Raises FileNotTakenError for one that is damaged or locked with a password."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pdf = pikepdf.open(path, suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise FileNotTakenError("The PDF is locked with a password.") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:
        raise FileNotTakenError("The PDF is damaged.") from error
    if pdf.is_encrypted:
        pdf.close()
        raise FileNotTakenError("The PDF is locked against changes.")
    if pdf.get_warnings():
        pdf.close()  # it would be repaired in silence, and pages might be missing
        raise FileNotTakenError("The PDF is damaged or cut off.")
    return pdf


def _refuse_more_than_a_pdf(path: Path) -> None:
    """Something after the end may be read as another kind of file by another program."""
    data = path.read_bytes()
    end = data.rfind(b"%%EOF")
    if end < 0 or data[end + 5 :].strip(_AFTER_THE_END) or len(data) - end > _ENDING:
        raise FileNotTakenError("The PDF is cut off, or something else follows after its end.")


def _refuse_active(pdf: pikepdf.Pdf) -> None:
    for name in _active(pdf):
        raise FileNotTakenError(f"The PDF holds {name}. {_HOW}")


def _active(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What the PDF holds beside pages, in words."""
    for number, found in enumerate(_dictionaries(pdf)):
        if number > _MOST_OBJECTS:
            raise FileNotTakenError(f"The PDF is made of too many pieces. {_HOW}")
        yield from (word for key, word in _KEYS.items() if key in found)
        if (action := _name(found.get("/S"))) in _ACTIONS:
            yield _ACTIONS[action]
        if (kind := _name(found.get("/Subtype"))) in _ANNOTATIONS:
            yield _ANNOTATIONS[kind]
        if "/F" in found and "/Length" in found:
            yield "a piece that is fetched from another file"


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary in the file, those inside others too, each reached once."""
    waiting: list[Any] = [pdf.trailer, *pdf.objects]
    while waiting:
        found = waiting.pop()
        if isinstance(found, pikepdf.Stream):
            found = found.stream_dict
        if isinstance(found, pikepdf.Dictionary):
            yield found
            waiting.extend(value for _, value in found.items() if _is_direct(value))
        elif isinstance(found, pikepdf.Array):
            waiting.extend(one for one in found if _is_direct(one))


def _is_direct(value: Any) -> bool:
    """Whether it stands here and not elsewhere in the file, where it is met by itself."""
    return isinstance(value, pikepdf.Object) and not value.is_indirect


def _name(value: Any) -> str:
    return str(value) if isinstance(value, pikepdf.Object | str) else ""


def _refuse_bombs(pdf: pikepdf.Pdf) -> None:
    unpacked = 0
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Stream):
            continue
        try:
            unpacked += len(found.read_bytes())
        except (pikepdf.PdfError, RuntimeError):
            unpacked += len(found.read_raw_bytes())  # a picture's own coding
        except MemoryError as error:
            raise FileNotTakenError("The PDF unpacks to far more than it seems.") from error
        if unpacked > MOST_UNPACKED:
            raise FileNotTakenError("The PDF unpacks to far more than it seems.")
