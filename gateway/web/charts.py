"""Bars for a chart, in the units of its drawing: no script and no style, so a template draws it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

WIDTH: Final = 320
"""How wide the drawing is; the page makes it as wide as it has room."""
_ROW, _LABEL, _BAR, _LETTERS = 44, 16, 18, 38
COLOURS: Final = ("#00703c", "#5694ca", "#505a5f")
"""Of the answers in their order. They differ in lightness as well."""


class Piece(Struct, frozen=True):
    """One answer's part of a bar: where it begins, how wide it is, and its colour."""

    x: float
    width: float
    colour: str


class Bar(Struct, frozen=True, kw_only=True):
    """One bar: its label with the place of its baseline, its pieces, and where they stand."""

    label: str
    label_y: int
    y: int
    height: int
    pieces: tuple[Piece, ...]


class Chart(Struct, frozen=True, kw_only=True):
    """A chart of lying bars."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def chart(rows: Sequence[tuple[str, Sequence[int]]]) -> Chart:
    """The chart of some rows: the label and the numbers of each, in the order of `COLOURS`."""
    most = max((sum(numbers) for _, numbers in rows), default=0) or 1
    return Chart(
        width=WIDTH,
        height=_ROW * len(rows),
        bars=tuple(
            _bar(place, label, numbers, most) for place, (label, numbers) in enumerate(rows)
        ),
    )


def _bar(place: int, label: str, numbers: Sequence[int], most: int) -> Bar:
    pieces, x = [], 0.0
    for number, colour in zip(numbers, COLOURS, strict=True):
        width = round(number / most * WIDTH, 2)
        if width:
            pieces.append(Piece(x, width, colour))
        x = round(x + width, 2)
    short = label if len(label) <= _LETTERS else f"{label[: _LETTERS - 1]}…"
    top = place * _ROW
    return Bar(
        label=short, label_y=top + _LABEL, y=top + _LABEL + 5, height=_BAR, pieces=tuple(pieces)
    )
