"""Canonical JSON has one way of writing each value, and refuses what it cannot write."""

import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import canonical
from gateway.errors import LogError

NUMBERS = st.integers(-canonical.LARGEST_INTEGER, canonical.LARGEST_INTEGER)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_and_nothing_is_spaced():
    """Keys stand in the order of their code points, with no space between."""
    value = {"é": 1, "b": [True, None, "x"], "a": {"z": -5, "Z": ""}}

    assert canonical.encode(value) == ('{"a":{"Z":"","z":-5},"b":[true,null,"x"],"é":1}'.encode())


@given(VALUES)
def test_what_is_written_reads_back(value):
    """Every value reads back as itself, from one line."""
    data = canonical.encode(value)

    assert value == canonical.decode(data)
    assert b"\n" not in data


@given(VALUES)
def test_the_standard_library_agrees(value):
    """Another reader of JSON understands the bytes as we do."""
    assert value == json.loads(canonical.encode(value))


@given(VALUES)
def test_every_other_way_of_writing_is_refused(value):
    """The same value with spaces is read only if that is how it is written canonically."""
    data = json.dumps(value, indent=1).encode()

    if data != canonical.encode(value):
        with pytest.raises(LogError):
            canonical.decode(data)


def test_a_tuple_is_written_as_a_list():
    """Frozen structs hold tuples; they are lists in JSON."""
    assert canonical.encode((1, 2)) == b"[1,2]"


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        2**53,
        -(2**53),
        10**40,
        b"x",
        {1: "a"},
        {"a": {1}},
        [datetime(2026, 11, 22, tzinfo=UTC)],
        Decimal(1),
        "\ud800",
        {"\udfff": 1},
        object(),
    ],
)
def test_a_value_without_a_canonical_form_is_refused(value):
    """Floats, large numbers, dates, bytes, sets and half characters never get in."""
    with pytest.raises(LogError):
        canonical.encode(value)


def test_the_largest_numbers_are_written():
    """The limits themselves are within the range."""
    limits = [canonical.LARGEST_INTEGER, -canonical.LARGEST_INTEGER]

    assert canonical.encode(limits) == b"[9007199254740991,-9007199254740991]"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nul",
        b"1 ",
        b" 1",
        b"1.0",
        b"1e2",
        b"-0",
        b"01",
        b"9007199254740992",
        b'{"b":1,"a":2}',
        b'{"a":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a": 1}',
        b'"\\u0041"',
        b'"\\/"',
        b'"\\ud800"',
        b'"\xff"',
        b'"\xc0\x80"',
        b"[1,]",
        b"NaN",
        b"1\n",
        b"\xef\xbb\xbf1",
        b"[" * 100_000,
    ],
)
def test_bytes_that_are_not_canonical_are_refused(data):
    """Spaces, other orders, repeated keys, other escapes, other numbers, broken text."""
    with pytest.raises(LogError):
        canonical.decode(data)


def test_nesting_has_a_limit():
    """As deep as the limit is written; one deeper is refused."""
    deep = []
    for _ in range(canonical.DEEPEST - 1):
        deep = [deep]

    assert canonical.encode(deep) == b"[" * canonical.DEEPEST + b"]" * canonical.DEEPEST
    with pytest.raises(LogError, match="deep"):
        canonical.encode([deep])
