"""Random slips in the shipped rule book: understood exactly as written, or refused.

A byte changed, a column swapped, a line cut or doubled. Whatever loads, what must be denied stays
denied; whatever does not, is refused as a fault of the rule book and in no other way.
"""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from gateway.errors import FactsError, RuleBookError
from gateway.policy.book import RuleBook
from gateway.policy.rules import Row
from gateway.policy.rules_reader import check_together, read_rows
from tests.policy.books import in_use, never_released, rule_book, texts_for

COUNCIL = "wolverhampton"
FILES = tuple(texts_for(COUNCIL))
POLICIES = tuple(file for file in FILES if file.endswith(".csv"))
SIGNS = st.characters() | st.sampled_from("pPaAdDyY \t\r\n\x0b\x0c\x85\u2028\u00a0,;#\"'|&=()-_.0")


def changed_line(draw: DrawFn, text: str) -> str:
    """The text with one of its policy lines changed in one of the ways people and disks do."""
    lines = text.split("\n")
    at = draw(st.sampled_from([place for place, line in enumerate(lines) if line.startswith("p")]))
    way = draw(st.sampled_from(WAYS))
    return "\n".join([*lines[:at], *way(draw, lines[at]), *lines[at + 1 :]])


def _cut(draw: DrawFn, line: str) -> list[str]:
    return [line[: draw(st.integers(0, len(line)))]]


def _lost(_draw: DrawFn, _line: str) -> list[str]:
    return []


def _doubled(_draw: DrawFn, line: str) -> list[str]:
    return [line, line]


def _swapped(draw: DrawFn, line: str) -> list[str]:
    columns = line.split(",")
    one, other = (draw(st.integers(0, len(columns) - 1)) for _ in range(2))
    columns[one], columns[other] = columns[other], columns[one]
    return [",".join(columns)]


def _without(draw: DrawFn, line: str) -> list[str]:
    columns = line.split(",")
    columns.pop(draw(st.integers(0, len(columns) - 1)))
    return [",".join(columns)]


def _broken(draw: DrawFn, line: str) -> list[str]:
    at = draw(st.integers(0, len(line)))
    return [line[:at], line[at:]]


def _sign(draw: DrawFn, line: str) -> list[str]:
    at = draw(st.integers(0, len(line) - 1))
    kept = draw(st.sampled_from([0, 1]))  # put in, or put in its place
    return [line[:at] + draw(SIGNS) + line[at + kept :]]


WAYS: tuple[Callable[[DrawFn, str], list[str]], ...] = (
    _sign, _sign, _sign, _cut, _lost, _doubled, _swapped, _without, _broken,
)  # fmt: skip


@st.composite
def with_a_policy_slip(draw: DrawFn) -> dict[str, str]:
    """The files of a rule book with one policy line changed."""
    texts = texts_for(COUNCIL)
    file = draw(st.sampled_from(POLICIES))
    return texts | {file: changed_line(draw, texts[file])}


@st.composite
def with_another_sign(draw: DrawFn) -> dict[str, str]:
    """The files of a rule book where one sign of any file is another."""
    texts = texts_for(COUNCIL)
    file = draw(st.sampled_from(FILES))
    at = draw(st.integers(0, len(texts[file]) - 1))
    return texts | {file: texts[file][:at] + draw(SIGNS) + texts[file][at + 1 :]}


def loaded(texts: dict[str, str]) -> RuleBook | None:
    """The rule book, or nothing where it is refused; any other exception is a failure."""
    try:
        return RuleBook(texts)
    except RuleBookError:
        return None


CLAUSES = frozenset(rule_book().clauses)


def rows_of(texts: dict[str, str], *, together: bool = True) -> list[Row] | None:
    """The rows of policy files, or nothing where they are refused."""
    try:
        rows = [
            row
            for file, text in texts.items()
            if file.endswith(".csv")
            for row in read_rows(file, text, clauses=CLAUSES, council=False)
        ]
        if together:
            check_together(rows)
    except RuleBookError:
        return None
    return rows


@given(with_a_policy_slip())
@settings(max_examples=150)
def test_a_policy_that_loads_is_understood_as_it_is_written(texts):
    """Every line that is no comment became a row, with the columns that stand there."""
    rows = rows_of(texts)
    if rows is None:
        return

    written = sorted(
        tuple(column.strip(" ") for column in line.split(",")[1:])
        for name in POLICIES
        for line in texts[name].split("\n")
        if line.strip(" ") and not line.startswith("#")
    )
    assert written == sorted(row.columns for row in rows)


@given(with_a_policy_slip() | with_another_sign())
@settings(max_examples=25)
def test_a_slip_never_opens_what_must_stay_closed(texts):
    """What is under a prohibition, or asked by somebody without office, is released by no slip."""
    if loaded(texts) is None:
        return
    try:
        book = in_use(texts)
    except RuleBookError:
        return
    for denied in never_released(COUNCIL)[:8]:
        try:
            decision = book.decide(denied)
        except FactsError:  # the slip was in the calendar
            continue
        assert [] == [part.id for part in decision.segments if part.released]


@pytest.mark.parametrize("file", FILES)
@given(st.data())
@settings(max_examples=12)
def test_a_file_of_nonsense_is_refused(file, data):
    """Random text in place of a file is a fault of the rule book, never another one."""
    text = data.draw(
        st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: raw.decode("latin-1"))
    )

    loaded(texts_for(COUNCIL) | {file: text})


@given(st.text(st.characters(exclude_characters="\n"), min_size=1, max_size=40))
@settings(max_examples=200)
def test_a_line_more_is_a_comment_or_refused(line):
    """No random line is passed over: only a comment or an empty line adds nothing."""
    file = POLICIES[0]

    rows = rows_of({file: f"{texts_for(COUNCIL)[file]}{line}\n"}, together=False)

    adds_nothing = line.startswith("#") or not line.strip(" ")
    assert (line.isprintable() and adds_nothing) is (rows is not None)
