"""JSON bodies, read strictly."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from gateway.domain.strict_json import DEPTH, LARGEST, read
from gateway.errors import InputError


class _Inner(Struct, frozen=True, forbid_unknown_fields=True):
    number: int | float = 0
    inside: "_Inner | None" = None


class _Body(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    name: str = ""
    number: int = 0
    list: tuple[int, ...] = ()
    names: frozenset[str] = frozenset()
    inner: _Inner | None = None
    inners: tuple[_Inner, ...] = ()
    pair: tuple[_Inner, str] | None = None
    texts: dict[str, str] = {}


def refused(body: bytes) -> InputError:
    """The error with which a body is refused."""
    with pytest.raises(InputError) as error:
        read(body, _Body)
    return error.value


def test_a_body_is_read_as_its_struct():
    """What is as the struct says comes in whole, with text in its one form."""
    body = '{"name":"cafe\u0301","number":3,"list":[1,2],"inner":{"number":1.5},"names":["a"]}'

    assert _Body(
        name="caf\u00e9",
        number=3,
        list=(1, 2),
        inner=_Inner(number=1.5),
        names=frozenset({"a"}),
    ) == read(body.encode(), _Body)


def test_the_names_in_a_map_are_the_senders_own():
    """A field that is a map takes any name, in its one form, with a text."""
    body = '{"texts":{"a/b.csv":"one\\ntwo","cafe\u0301":""}}'

    assert _Body(texts={"a/b.csv": "one\ntwo", "caf\u00e9": ""}) == read(body.encode(), _Body)


@pytest.mark.parametrize(
    ("inside", "detail"),
    [
        ('"secret":1', "Every value in this map must be a text."),
        ('"secret":{"name":"x"}', "Every value in this map must be a text."),
        ('"secret":"a","secret":"b"', "A name stands twice in one object."),
        (
            '"secret\\u202e":"a"',
            "The text holds a control character or one that hides or turns text.",
        ),
        (
            '"secret":"a\\u0000"',
            "The text holds a control character or one that hides or turns text.",
        ),
    ],
)
def test_a_fault_in_a_map_is_found_and_not_repeated(inside, detail):
    """Values must be texts, names stand once, and what was sent is not in the error."""
    error = refused(f'{{"texts":{{{inside}}}}}'.encode())

    assert (detail, "texts") == (error.detail, error.where)


@pytest.mark.parametrize(
    ("body", "detail", "where"),
    [
        (b"", "This is not valid JSON.", "line 1, column 1"),
        (b'{"name":\n"x" y}', "This is not valid JSON.", "line 2, column 5"),
        (b'{"name":"\xff"}', "The bytes are not UTF-8.", "byte 10"),
        (b'\xef\xbb\xbf{"name":"x"}', "This is not valid JSON.", "line 1, column 1"),
        ('{"name":"x"}'.encode("utf-16"), "The bytes are not UTF-8.", "byte 1"),
        (b'{"name":"a","name":"b"}', "A name stands twice in one object.", "the body"),
        (
            b'{"inner":{"number":1,"number":1}}',
            "A name stands twice in one object.",
            "inner",
        ),
        (b'{"canary":1}', "A name in this object is not known here.", "the body"),
        (b'{"inner":{"canary":1}}', "A name in this object is not known here.", "inner"),
        (b'{"inners":[{},{"canary":1}]}', "A name in this object is not known here.", "inners[1]"),
        (b'{"number":9007199254740993}', "The number is too large.", "number"),
        (b'{"list":[0,-9007199254740993]}', "The number is too large.", "list[1]"),
        (b'{"number":1e999}', "The number is too large.", "number"),
        (b'{"number":' + b"9" * 50_000 + b"}", "The number is too large.", "number"),
        (b'{"number":NaN}', "NaN and Infinity are not numbers of JSON.", "the body"),
        (b'{"number":-Infinity}', "NaN and Infinity are not numbers of JSON.", "the body"),
        (b'{"number":true}', "This must be a whole number, not true or false.", "number"),
        (b'{"number":1.0}', "This must be a whole number, not a number.", "number"),
        (b'{"number":"1"}', "This must be a whole number, not a text.", "number"),
        (b"[]", "This must be an object, not a list.", "the body"),
        (b'"\\u202e"', "control character", "the body"),
        (b'{"name":"\\u0000"}', "control character", "name"),
        (b'{"name":"\\ud800"}', "control character", "name"),
        (b'{"names":["a","\\u0007"]}', "control character", "names[1]"),
        (b'{"name":"a\nb"}', "This is not valid JSON.", "line 1, column 11"),
        (b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1), "nested at most 32 deep", "the body"),
        (b'{"inner":' * 33 + b"1" + b"}" * 33, "nested at most 32 deep", "the body"),
        (b"[" * 60_000, "nested at most 32 deep", "the body"),
        (b'{"inner":' * 6_000, "nested at most 32 deep", "the body"),
    ],
    ids=lambda value: f"{ascii(value)[:30]}{len(value)}",
)
def test_what_is_not_exactly_right_is_refused_with_its_place(body, detail, where):
    """Every hole that JSON leaves open is closed, and the answer says which one and where."""
    error = refused(body)

    assert detail in error.detail
    assert where == error.where
    assert "canary" not in str(error)


def test_the_largest_number_and_depth_are_read():
    """The limits themselves are allowed."""
    body = b'{"inner":' + b'{"inside":' * (DEPTH - 2) + b'{"number":%d}' % LARGEST + b"}" * DEPTH

    found = read(body[:-1], _Body).inner
    while found.inside:
        found = found.inside

    assert LARGEST == found.number


@given(st.binary(max_size=300))
def test_no_bytes_do_anything_but_come_in_or_be_refused(body):
    """Bytes of any kind are either a body or an InputError, never another failure."""
    try:
        read(body, _Body)
    except InputError:
        return


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["name", "inner", "x"]), inner),
    max_leaves=20,
)


@given(PLAIN)
def test_any_json_comes_in_or_is_refused(value):
    """So it is for JSON of any shape."""
    try:
        read(json.dumps(value).encode(), _Body)
    except InputError:
        return
