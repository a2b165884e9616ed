"""Drafts invented documents: gives each an id, a subject and a text, so that a kind is one line."""

from collections import Counter
from itertools import cycle
from random import Random
from typing import Any

import msgspec

from gateway.demo.texts import SUBJECTS, text
from gateway.domain.papers import Paper, PaperSegment


class Drafting:
    """Where the documents come from: one after the other, over the subjects in turn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._subjects = cycle(SUBJECTS)
        self._number = 0
        self._titles: Counter[str] = Counter()

    def subject(self) -> str:
        """The next subject."""
        return next(self._subjects)

    def paper(self, title: str, parts: dict[str, dict[str, Any]], *, about: str) -> Paper:
        """A document with a segment for each part: the part's id and the facts about it.

        No two have one title: what comes again is the next phase of it.
        """
        self._number += 1
        self._titles[title] += 1
        if (phase := self._titles[title]) > 1:
            title = f"{title}, phase {phase}"
        return Paper(
            id=f"document-{self._number:03}",
            title=title,
            segments=tuple(
                self._segment(title, part, facts, about) for part, facts in parts.items()
            ),
        )

    def _segment(self, title: str, part: str, facts: dict[str, Any], about: str) -> PaperSegment:
        heading = part.replace("-", " ").capitalize()
        words = text(self.random, title, about, part=heading)
        return msgspec.convert({"id": part, "text": words, **facts}, PaperSegment)
