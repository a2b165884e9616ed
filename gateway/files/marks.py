"""What a copy says of itself, and the copy of a plain text, which needs no other program."""

from pathlib import Path

from msgspec import Struct


class CopyMark(Struct, frozen=True, kw_only=True):
    """What a copy says of itself: for whom, the reference, and when, as people write it."""

    recipient: str
    reference: str
    moment: str

    @property
    def foot(self) -> str:
        """The line at the foot of each page."""
        return f"Copy for {self.recipient} · {self.reference} · {self.moment} · Do not pass it on."


def mark_text(path: Path, mark: CopyMark, new: Path) -> None:
    """Write the marked copy of a plain text: it says so in its first line."""
    text = path.read_text(encoding="utf-8-sig")
    new.write_text(f"{mark.foot}\n\n{text}", encoding="utf-8")
