"""An answer that is final, read once more before it is sent: what was decided, why, who reads what.

The page holds all that was typed. Its buttons send it to the address of the form, where `now` says
what for: to check it, to change it or to send it. One address takes the answer, checked or not.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from litestar import Response

from gateway.api.incoming import Visit
from gateway.web.forms import Typed
from gateway.web.officer_terms import COUNCILLOR_READS
from gateway.web.rendering import page

CHECK: Final = "Check before you send"
COMES_OF_IT: Final = "What comes of it"
NOW: Final = "now"
"""The field that says what a form is sent for."""


class Row(NamedTuple):
    """A line: what it is, its words, and the field in which they can be changed, if any."""

    what: str
    words: str
    field: str = ""


class Section(NamedTuple):
    """Some lines under a heading; "" for none."""

    heading: str
    rows: tuple[Row, ...]


def answer_section(
    heading: str, place: int, decided: Row, words: str, told: str, *, comes: str = ""
) -> Section:
    """The answer about the part at a place: what, and the reasons with what is told before them.

    `comes` is what comes of it; "" where nothing more is to be said of that.
    """
    return Section(
        heading,
        (
            decided,
            *([Row(COMES_OF_IT, comes)] if comes else []),
            Row(COUNCILLOR_READS, f"{told}\n{words}", f"words-{place}"),
        ),
    )


def before_sending(
    request: Visit,
    here: str,
    *,
    about: tuple[str, str | None],
    sections: Sequence[Section],
    follows: Sequence[str],
    typed: Typed,
) -> Response[bytes]:
    """The page before an answer is sent to `here`; `follows` is what happens then.

    `about` is the reference and the title of the paper, where there is one.
    """
    return page(
        request,
        "before-sending.html",
        title=CHECK,
        about=": ".join(filter(None, about)),
        sections=sections,
        follows=follows,
        sent=[(name, value) for name, value in typed.pairs() if name != NOW],
        sent_to=here,
    )
