"""Which language is spoken just now, and our words in it.

The words are written in English; whoever asks for a page or a letter has it said in their language.
What has no Welsh yet is said in English, and can be marked as English for screen readers and speech
(WCAG 2.2, 3.1.2): a rule that a council adopted later has no Welsh before somebody translates it.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final, Literal

from gateway.domain.profile import Profile
from gateway.language.catalogue import welsh

Language = Literal["en", "cy"]
NAMES: Final[dict[Language, str]] = {"en": "English", "cy": "Cymraeg"}
"""What each language calls itself."""
TAGS: Final[dict[Language, str]] = {"en": "en-GB", "cy": "cy"}
"""How documents name it (BCP 47)."""
_MARKS: Final = ("\ufdd0", "\ufdd1")
"""What stands around English in another language: no characters of any text (Unicode, 23.7)."""
_MARK: Final = re.compile("[\ufdd0\ufdd1]")
_spoken: ContextVar[Language] = ContextVar("language", default="en")


def offered(profile: Profile) -> tuple[Language, ...]:
    """The languages of a council: in Wales both are offered alike."""
    return ("en", "cy") if profile.exemption_scheme == "wales" else ("en",)


def spoken() -> Language:
    """The language that is spoken now."""
    return _spoken.get()


def speak(language: Language) -> None:
    """Speak a language from now on, in this task alone."""
    _spoken.set(language)


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speak a language until the block ends."""
    token = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(token)


class AsItStands(str):
    """Words that are said as they stand: a name that somebody gave, or what is said already."""

    __slots__ = ()


def say(text: str, **values: Any) -> str:
    """Words of ours in the language that is spoken, the values put into their places.

    What the catalogue does not have is said in English.
    """
    said = _translated(text) or text
    return said.format(**values) if values else said


def say_marked(text: str, **values: Any) -> str:
    """As `say`; what stays English in another language is marked, for `pieces` to find."""
    said = say(text, **values)
    if spoken() == "en" or _translated(text) is not None:
        return said
    return f"{_MARKS[0]}{unmarked(said)}{_MARKS[1]}"


def unmarked(text: str) -> str:
    """The words without marks."""
    return _MARK.sub("", text)


def pieces(text: str) -> Iterator[tuple[str, Language]]:
    """The words of a text, and the language of each of its pieces."""
    for place, words in enumerate(_MARK.split(text)):
        if words:
            yield words, "en" if place % 2 else spoken()


def _translated(text: str) -> str | None:
    """The words in the language that is spoken, where they can be said in it."""
    if isinstance(text, AsItStands):
        return text
    return welsh(text) if spoken() == "cy" else None
