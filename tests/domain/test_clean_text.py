"""Text as it may come in."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.clean_text import clean
from gateway.errors import InputError

HIDDEN = [
    *(chr(code) for code in (*range(9), 11, 12, *range(14, 32), 127, *range(128, 160))),
    *"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
    *"\u2028\u2029\ufeff\ufff9\ufffa\ufffb\ud800\udfff\ufdd0\ufdef\U000e0001\U000e0041\U000e007f",
]


@pytest.mark.parametrize("character", HIDDEN, ids=ascii)
def test_a_character_that_hides_or_forges_is_refused(character):
    """Control, bidi and half characters come in nowhere, and the place is named."""
    with pytest.raises(InputError) as refused:
        clean(f"Harbour{character}wall", where="statement")

    assert "statement" == refused.value.where
    assert "Harbour" not in refused.value.detail


@pytest.mark.parametrize(
    "text", ["", "Plain words", "Two\nlines\tand a tab\r\n", "Łódź, naïve, 東京"]
)
def test_what_people_write_is_kept(text):
    """Letters of any language, line ends and tabs stay as they are."""
    assert text == clean(text, where="statement")


def test_one_letter_has_one_spelling():
    """A letter typed as two characters becomes the one that is stored (NFC)."""
    assert "caf\u00e9" == clean("cafe\u0301", where="statement")


@given(st.text())
def test_clean_text_is_in_one_form_or_refused(text):
    """Whatever comes in is composed text without control characters, or is refused."""
    try:
        cleaned = clean(text, where="here")
    except InputError:
        return
    assert unicodedata.is_normalized("NFC", cleaned)
    assert cleaned == clean(cleaned, where="here")
    assert not {unicodedata.category(letter) for letter in cleaned if letter not in "\t\n\r"} & {
        "Cc",
        "Cs",
    }
