"""How words are said to somebody: as they are written, in English, unless somebody translates."""

from collections.abc import Callable

Say = Callable[[str], str]
"""Gives a sentence of ours in the language of whoever reads it."""


def as_written(text: str) -> str:
    """The sentence in English."""
    return text
