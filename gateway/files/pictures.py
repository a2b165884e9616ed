"""Pictures: whether one can be opened, is no bomb, and is a picture to its very end."""

from pathlib import Path
from typing import Final

from PIL import Image, UnidentifiedImageError

from gateway.domain.files import FileKind
from gateway.errors import FileNotTakenError
from gateway.files.kinds import JPEG, PNG

MOST_PIXELS: Final = 50_000_000
"""The most pixels of a picture: an A3 page at 400 dots an inch has 31 million."""
_ENDS: Final[dict[FileKind, bytes]] = {PNG: b"IEND\xaeB`\x82", JPEG: b"\xff\xd9"}
_FORMATS: Final[dict[FileKind, str]] = {PNG: "PNG", JPEG: "JPEG"}


def check_picture(path: Path, kind: FileKind) -> None:
    """Raises FileNotTakenError when it is no whole picture, is too large, or holds more than one.

    What follows the end of a picture may be read as something else by another program.
    """
    if not path.read_bytes().endswith(_ENDS[kind]):
        raise FileNotTakenError("The picture is cut off, or something else follows after its end.")
    open_picture(path, kind).close()


def open_picture(path: Path, kind: FileKind) -> Image.Image:
    """The picture, read whole, and nothing attached to it. Raises FileNotTakenError."""
    try:
        with Image.open(path, formats=(_FORMATS[kind],)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise _too_large()
            if getattr(picture, "n_frames", 1) > 1:
                raise FileNotTakenError("The picture moves. Send one that stands still.")
            picture.load()
            return picture.convert("RGB")
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, ValueError, UnidentifiedImageError) as error:
        raise FileNotTakenError("The picture is damaged.") from error


def _too_large() -> FileNotTakenError:
    return FileNotTakenError(
        f"The picture has more than {MOST_PIXELS // 1_000_000} million pixels."
    )
