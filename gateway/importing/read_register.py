"""Reads a file of a council's register in any format: told by what is in it, not by its name."""

from datetime import date
from typing import Final

import msgspec

from gateway.domain.register import Register
from gateway.importing.committee_pages import read_councillors, read_pages
from gateway.importing.council_csv import read_csv
from gateway.importing.fault import Place, file
from gateway.importing.json_shapes import decode
from gateway.importing.modern_gov_xml import read_modern_gov
from gateway.importing.popolo import read_popolo

LARGEST: Final = 20 * 1024 * 1024
"""The largest file in bytes: the register of a large county takes about 200,000."""
MARK: Final = b"\xef\xbb\xbf"
"""What Windows writes at the beginning of UTF-8."""


def read_register(name: str, data: bytes, *, today: date) -> Register:
    """What the file says. `name` is the file's name without folders, for messages.

    Raises ImportFileError, with the place, for everything that is not fully understood.
    """
    place = file(name)
    check_bytes(data, place)
    content = data.removeprefix(MARK).lstrip()
    if content.startswith(b"<"):
        return read_modern_gov(content, place, today=today)
    if content.startswith(b"["):
        return read_councillors(content, place)
    if content.startswith(b"{"):
        return _read_object(content, place, today)
    return read_csv(data, place)


def check_bytes(data: bytes, place: Place) -> None:
    """Refuse a file that is empty, too large or no text."""
    if not data.strip():
        raise place.fault("The file is empty.")
    if len(data) > LARGEST:
        raise place.fault(f"The file is larger than {LARGEST // 1024**2} MiB; split it.")
    if b"\0" in data:
        raise place.fault("The file holds NUL bytes; save it as text in UTF-8.")


def _read_object(content: bytes, place: Place, today: date) -> Register:
    names = decode(content, dict[str, msgspec.Raw], place).keys()
    if names & {"persons", "organizations", "memberships"}:
        return read_popolo(content, place, today=today)
    if names & {"committees", "meetings"}:
        return read_pages(content, place)
    raise place.fault(
        "This JSON is neither Popolo (persons, organizations, memberships) nor a council's"
        " committee pages (committees, meetings)."
    )
