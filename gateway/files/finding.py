"""Finding words on a page: hints for what to cover. What was not found, a person must see."""

from collections.abc import Iterable, Iterator

from gateway.domain.files import Word
from gateway.files.pages import DrawnPage

_AROUND = ".,;:!?()[]{}<>\"'/\u2018\u2019\u201c\u201d\u2013\u2014"


def found_on(page: DrawnPage, phrases: Iterable[str]) -> Iterator[Word]:
    """The words of every place on the page where a phrase stands, whatever the case and marks."""
    words = tuple(page.words())
    plain = [_plain(word.text) for word in words]
    hit: set[int] = set()
    for phrase in phrases:
        wanted = [one for part in phrase.split() if (one := _plain(part))]
        for place in range(len(plain) - len(wanted) + 1):
            if wanted and plain[place : place + len(wanted)] == wanted:
                hit.update(range(place, place + len(wanted)))
    yield from (words[place] for place in sorted(hit))


def _plain(word: str) -> str:
    """A word without its case, the marks around it, and an English genitive."""
    bare = word.casefold().strip(_AROUND)
    for ending in ("'s", "\u2019s"):
        bare = bare.removesuffix(ending)
    return bare
