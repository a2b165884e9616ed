"""Every notice says what happened, and nothing of what a paper is about."""

import msgspec
import pytest

from gateway.domain.notices import (
    SENTENCES,
    AskedAddress,
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


@pytest.mark.parametrize(
    ("kind", "name"),
    [("office", "monitoring_officer"), ("person", "0" * 32), ("party_group", "a" * 32)],
)
def test_an_address_is_for_somebody_we_know_how_to_name(kind: str, name: str):
    """An office is named by its word, anybody else by their id."""
    asked = {"recipient_kind": kind, "recipient": name, "address": "post@ashby.example"}
    assert name == msgspec.convert(asked, AskedAddress).recipient


@pytest.mark.parametrize(
    "wrong",
    [
        {"recipient": "mayor"},
        {"recipient": "0" * 32},
        {"recipient_kind": "planet"},
        {"address": "ashby.example"},
        {"address": "post@ashby.example\n"},
        {"colour": "red"},
    ],
)
def test_an_address_for_nobody_is_refused(wrong: dict[str, str]):
    """There is no such office, no such kind of recipient, or it is no mail address."""
    asked = {
        "recipient_kind": "office",
        "recipient": "monitoring_officer",
        "address": "post@ashby.example",
    }
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(asked | wrong, AskedAddress)
