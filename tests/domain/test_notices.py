"""Every notice says what happened, and nothing of what a paper is about."""

from gateway.domain.notices import (
    SENTENCES,
    NoticeKind,
    Recipient,
    to_body,
    to_group,
    to_office,
    to_person,
)
from gateway.store.tables.columns import values_of


def test_every_kind_has_its_sentence():
    """Nothing can be told for which there are no words, and each sentence is whole."""
    assert set(values_of(NoticeKind)) == set(SENTENCES)
    assert all(one.endswith(".") and "{" not in one for one in SENTENCES.values())


def test_whom_a_notice_is_for():
    """A person, an office, a political group or a body."""
    assert [
        Recipient("person", "a"),
        Recipient("office", "monitoring_officer"),
        Recipient("party_group", "b"),
        Recipient("body", "c"),
    ] == [to_person("a"), to_office("monitoring_officer"), to_group("b"), to_body("c")]
