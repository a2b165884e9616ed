"""Entries are written in one way, read back strictly, and never hold free text."""

from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import canonical, entries
from gateway.errors import LogError
from tests.audit import logs

ONE = logs.entry(2, "b" * 64)
WORDS = [
    "0" * 32,
    "f" * 64,
    "disclose_in_part",
    "request.decided",
    "LGA-100B",
    "SCH12A-W21",
    "000-4.29c",
    "WLV-13.5",
    "H1",
    "NTK-2026-0001",
    "2026-12-04",
    "2026-12-04T17:00",
    "2026-12-04T17:00:00",
    "2026-11-22T21:00:00.123456Z",
]
FREE_TEXT = [
    "",
    "Smith",
    "Councillor Smith",
    "salary review",
    "a.smith@ashby.example",
    "Größe",
    "smith\n",
    "x" * 129,
    "(exempt)",
    "a,b",
    "-1",
    "a/b",
]


def test_an_entry_has_one_sequence_of_bytes():
    """The bytes are the entry's fields as canonical JSON, which anybody can make again."""
    expected = (
        b'{"actor":"00000000000000000000000000000001","at":"2026-11-22T21:00:02.000000Z",'
        b'"body":{"document":"00000000000000000000000000000002","outcome":"disclose_in_part",'
        b'"rules":["LGA-100B","H1"]},"kind":"request.decided","prev":"' + b"b" * 64 + b'","seq":2,'
        b'"version":1}'
    )

    assert expected == entries.write(ONE)


@pytest.mark.parametrize("seq", range(5))
def test_what_is_written_reads_back(seq):
    """Reading gives the entry that was written."""
    entry = logs.entry(seq, entries.FIRST_PREV)

    assert entry == entries.read(entries.write(entry))


def test_every_kind_has_a_sentence():
    """No kind without its words, and no words without a kind."""
    assert set(get_args(entries.Kind)) == set(entries.SENTENCES)


@pytest.mark.parametrize("kind", get_args(entries.Kind))
def test_a_sentence_reads_as_one(kind):
    """Each kind says in one sentence what happened and, where somebody did it, who."""
    sentence = msgspec.structs.replace(ONE, kind=kind).sentence("Ada Ash")

    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert sentence.count(".") == 1
    assert "{" not in sentence


def test_a_sentence_names_who_did_it():
    """The words for the actor are the caller's, who knows what the reader may see."""
    sentence = logs.entry(4, entries.FIRST_PREV).sentence("The auditor")

    assert sentence == "The auditor read the log."


@pytest.mark.parametrize(
    "change",
    [
        {"actor": "Ada"},
        {"actor": "F" * 32},
        {"actor": "system "},
        {"at": "2026-11-22T21:00:00Z"},
        {"at": "2026-11-22T21:00:00.000000+00:00"},
        {"at": "2026-02-30T21:00:00.000000Z"},
        {"at": "2026-11-22T21:00:00.000000Z\n"},
        {"kind": "request.forgotten"},
        {"prev": "B" * 64},
        {"prev": "b" * 63},
        {"seq": -1},
        {"seq": 2**53},
        {"version": 2},
        {"body": {"amount": 1.5}},
    ],
)
def test_an_unfit_field_is_refused_on_both_ways(change):
    """What may not be written is not read either."""
    unfit = msgspec.structs.replace(ONE, **change)

    with pytest.raises(LogError):
        entries.write(unfit)
    with pytest.raises(LogError):
        entries.read(msgspec.json.encode(unfit))


@pytest.mark.parametrize(
    "value",
    [
        {**msgspec.structs.asdict(ONE), "note": 1},
        {**msgspec.structs.asdict(ONE), "seq": "2"},
        {**msgspec.structs.asdict(ONE), "seq": True},
        {**msgspec.structs.asdict(ONE), "body": []},
        {key: value for key, value in msgspec.structs.asdict(ONE).items() if key != "actor"},
        [],
        None,
    ],
)
def test_bytes_of_another_shape_are_not_an_entry(value):
    """An unknown key, a missing one or another type: not an entry."""
    with pytest.raises(LogError):
        entries.read(canonical.encode(value))


@pytest.mark.parametrize("word", WORDS)
def test_a_body_holds_ids_words_digests_and_dates(word):
    """Everything that a decision is made of can be written down."""
    body = {"one": word, "many": [word, 1, True, None], word: {"deep": [{"deeper": word}]}}
    entry = msgspec.structs.replace(ONE, body=body)

    assert entry == entries.read(entries.write(entry))


@pytest.mark.parametrize("text", FREE_TEXT)
def test_free_text_is_refused_wherever_it_hides(text):
    """Names, sentences and addresses never enter the log, as a value or as a key."""
    hidden = ({"a": text}, {"a": [1, text]}, {"a": (text,)}, {"a": [{"b": text}]}, {text: 1})

    for body in hidden:
        with pytest.raises(LogError, match="free text"):
            entries.write(msgspec.structs.replace(ONE, body=body))


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_with_a_space_or_a_capital_inside_is_always_refused(text):
    """Whatever else a text holds, two words or a name with a capital letter are free text."""
    for free in (f"{text} {text}", f"x{text}X"):
        with pytest.raises(LogError, match="free text"):
            entries.write(msgspec.structs.replace(ONE, body={"a": free}))


def test_only_the_public_rule_book_may_bring_text():
    """The text of the rule book is public, and a past decision can be made again from it."""
    body = {"texts": {"national/england.csv": "p, LGA-100B, allow\n# a comment, ünïcode"}}

    book = msgspec.structs.replace(ONE, kind="rule_book.used", body=body)
    assert book == entries.read(entries.write(book))
    with pytest.raises(LogError, match="free text"):
        entries.write(msgspec.structs.replace(book, kind="request.decided"))


def test_an_entry_too_large_is_refused_on_both_ways():
    """An entry has a limit, so that no reader of an export can be drowned."""
    large = msgspec.structs.replace(
        ONE, kind="rule_book.used", body={"text": "x" * entries.LARGEST_ENTRY}
    )

    with pytest.raises(LogError, match="too large"):
        entries.write(large)
    with pytest.raises(LogError, match="too large"):
        entries.read(msgspec.json.encode(large))
