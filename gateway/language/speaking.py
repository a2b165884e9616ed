"""Which language is spoken just now, and our words in it.

The words are written in English; whoever asks for a page or a letter has it said in their language.
"""

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


def can_say(text: str) -> bool:
    """Whether a sentence can be said in the language that is spoken."""
    return spoken() == "en" or welsh(text) is not None


def say(text: str, **values: Any) -> str:
    """Words of ours in the language that is spoken, the values put into their places.

    What the catalogue does not have is said in English.
    """
    said = (welsh(text) if spoken() == "cy" else None) or text
    return said.format(**values) if values else said
