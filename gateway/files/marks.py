"""What a copy says of itself, and the copy of a plain text, which needs no other program."""

from pathlib import Path

from msgspec import Struct


class CopyMark(Struct, frozen=True, kw_only=True):
    """What a copy says of itself: for whom, the reference, and when, as people write it.

    What is `public` anybody may pass on.
    """

    recipient: str
    reference: str
    moment: str
    public: bool = False

    @property
    def foot(self) -> str:
        """The line at the foot of each page."""
        ends = "Open to the public." if self.public else "Do not pass it on."
        return f"Copy for {self.recipient} · {self.reference} · {self.moment} · {ends}"


def mark_text(path: Path, mark: CopyMark, new: Path) -> None:
    """Write the marked copy of a plain text: it says so in its first line."""
    text = path.read_text(encoding="utf-8-sig")
    new.write_text(f"{mark.foot}\n\n{text}", encoding="utf-8")
