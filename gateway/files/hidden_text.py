"""Text that is in a file but cannot be seen: under a black box, or white on white.

A box drawn over a name hides it from the eye alone: whoever has the file can copy the name from it.
Such a file is refused, for whoever made it believes that the text is gone.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from gateway.errors import FileNotTakenError
from gateway.files.kinds import PDF
from gateway.files.pages import POINTS, Character, DrawnPage, drawn_pages

_FEW: Final = 3
"""So many letters in a row that cannot be seen are no accident of drawing."""
_ALIKE: Final = 12
"""Shades (of 256) by which dots may differ and still look like one colour."""
_DOTS: Final = POINTS


def refuse_hidden_text(path: Path) -> None:
    """Raises FileNotTakenError when a PDF has text that cannot be seen, with the page."""
    for page in drawn_pages(path, PDF, dots=_DOTS):
        if hidden_on(page):
            raise FileNotTakenError(
                f"Page {page.number} has text that cannot be seen, as under a black box. "
                "Whoever gets the file could still read it. "
                "Send the file without boxes, and cover the text here."
            )


def hidden_on(page: DrawnPage) -> tuple[str, ...]:
    """The stretches of text on a page that cannot be seen."""
    found = groupby(page.characters, lambda one: _hidden(page, one))
    stretches = ("".join(one.text for one in group).strip() for unseen, group in found if unseen)
    return tuple(text for text in stretches if len(text.replace(" ", "")) >= _FEW)


def _hidden(page: DrawnPage, one: Character) -> bool:
    """Whether nothing of a character can be told from what is around it."""
    if one.text.isspace():
        return True  # it joins the hidden letters before and after it
    wide, high = page.picture.size
    edges = (
        max(0, int(one.left)),
        max(0, int(one.top)),
        min(wide, int(one.right) + 1),
        min(high, int(one.bottom) + 1),
    )
    if edges[0] >= edges[2] or edges[1] >= edges[3]:
        return False  # off the page: it is never shown, and not taken over when covered
    return all(high - low <= _ALIKE for low, high in _extremes(page, edges))


def _extremes(page: DrawnPage, edges: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    """The darkest and the lightest shade of each colour within some edges."""
    found = page.picture.crop(edges).getextrema()
    for low, high in found:  # type: ignore[misc]  # three pairs, as the picture is RGB
        yield int(low), int(high)
