"""Random documents, random slips, random bytes: a decision or a FactsError, and nothing else."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.errors import FactsError
from tests.policy.books import COUNCILS
from tests.policy.toml_text import decided, plain, written
from tests.strategies import seeded_facts

SCALARS = (
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.datetimes()
    | st.dates()
    | st.sampled_from(["councillor", "access", "officer_check", "none", "report", 10**30, -1])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


def decided_or_refused(text: str | bytes) -> bool:
    """Whether a text was decided; anything but a decision or a FactsError is a failure."""
    try:
        assert isinstance(decided(text), Decision)
    except FactsError:
        return False
    return True


@given(st.dictionaries(st.sampled_from([*Facts.__struct_fields__, "other"]), VALUES))
def test_random_documents_are_decided_or_refused(values):
    """Whatever a document holds, it is decided or refused as facts."""
    decided_or_refused(written(values))


@given(st.binary(max_size=80) | st.text(max_size=80))
def test_random_text_is_refused(text):
    """Random bytes and letters are refused as facts, and nothing else happens."""
    assert not decided_or_refused(text)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value within a plain document."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for key, inner in items:
        found.append((*path, key))
        if isinstance(inner, dict | list):
            found += places(inner, (*path, key))
    return found


@st.composite
def nearly_good(draw: DrawFn) -> dict[str, Any]:
    """A good document with one value changed, taken away or added."""
    council = draw(st.sampled_from(COUNCILS))
    values = plain(next(seeded_facts(council, seed=draw(st.integers(0, 999)), count=1)))
    *way, last = draw(st.sampled_from(places(values)))
    inner: Any = values
    for step in way:
        inner = inner[step]
    if draw(st.booleans()):
        inner[last] = draw(VALUES)
    else:
        del inner[last]
    return values


@given(nearly_good())
@settings(max_examples=200)
def test_nearly_good_documents_are_decided_or_refused(values):
    """One slip in good facts leads to a decision or to a refusal that names a key."""
    try:
        decided(written(values))
    except FactsError as fault:
        named = fault.where
    else:
        named = "decided"

    assert named


@given(st.integers(0, 999), st.data())
def test_one_byte_changed_is_decided_or_refused(seed, data):
    """A byte that a disk or a mailer changed does not lead to anything else."""
    raw = bytearray(written(plain(next(seeded_facts("england", seed=seed, count=1)))).encode())
    raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    decided_or_refused(bytes(raw))
