"""Topics of the log: every kind of entry falls into one, and none is without entries."""

from typing import get_args

import pytest

from gateway.audit.entries import Kind
from gateway.domain.log import TOPICS, Topic, topic_of


def test_every_topic_has_words_and_kinds():
    """What an auditor may choose leads to something."""
    assert set(get_args(Topic)) == set(TOPICS) == {topic_of(kind) for kind in get_args(Kind)}


@pytest.mark.parametrize(
    ("kind", "topic"),
    [
        ("content.refused", "opening"),
        ("part.shown", "opening"),
        ("part.covered", "register"),
        ("log.sampled", "log"),
        ("readers.listed", "looking_up"),
        ("gateway.initialised", "running"),
    ],
)
def test_a_kind_falls_into_its_topic(kind, topic):
    """By the kind itself, else by its first word; what is not named is about running."""
    assert topic == topic_of(kind)
