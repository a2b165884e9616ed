"""Drafts invented documents: gives each an id, a topic and a text, so that a kind is one line."""

from itertools import cycle
from random import Random
from typing import Any

import msgspec

from gateway.demo.texts import TOPICS, Topic, text
from gateway.domain.papers import Paper, PaperSegment


class Drafting:
    """Where the documents come from: one after the other, over the topics in turn."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._topics = cycle(TOPICS)
        self._number = 0

    def topic(self) -> Topic:
        """The next topic."""
        return next(self._topics)

    def paper(self, title: str, parts: dict[str, dict[str, Any]], *, about: str) -> Paper:
        """A document with a segment for each part: the part's id and the facts about it."""
        self._number += 1
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
