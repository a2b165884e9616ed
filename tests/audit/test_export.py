"""An export is a header and the entries as hashed, one a line, however the file is read."""

import json
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.audit import canonical, entries, export
from gateway.errors import LogError
from tests.audit.logs import KEY, ORIGIN, OTHER_SIGNING_KEY, exported, log, note

LOG = log(7)
EXPORT = exported(LOG)


def test_an_export_is_a_header_and_then_the_entries_as_hashed():
    """The first line names everything needed; the rest are the stored bytes themselves."""
    first, *rest = EXPORT.decode().splitlines()

    assert {
        "checkpoint": note(LOG),
        "format": "need-to-know-log-export/1",
        "key": str(KEY),
        "origin": ORIGIN,
        "size": 7,
    } == json.loads(first)
    assert LOG == [line.encode() for line in rest]
    assert export.header(note(LOG), KEY) == export.read_header(first.encode())


def test_no_export_under_a_checkpoint_that_the_key_did_not_sign():
    """The mistake is found when the export is made, not by whoever gets it."""
    with pytest.raises(LogError, match="not signed"):
        list(export.write(note(LOG, OTHER_SIGNING_KEY), KEY, LOG))


@given(st.lists(st.integers(0, len(EXPORT)), max_size=8))
def test_it_does_not_matter_in_what_pieces_a_file_is_read(cuts):
    """The lines are the same however the pieces fall."""
    edges = [0, *sorted(cuts), len(EXPORT)]
    pieces = [EXPORT[start:stop] for start, stop in pairwise(edges)]

    assert EXPORT.splitlines() == [line for batch in export.lines(pieces) for line in batch]


@pytest.mark.parametrize("chunks", [[], [b""], [b"abc"], [b"a\nb"], [b"a\n", b"b"]])
def test_a_file_without_its_last_newline_is_not_whole(chunks):
    """A file that ends within a line was cut off."""
    with pytest.raises(LogError, match="middle of a line"):
        list(export.lines(chunks))


def test_a_line_longer_than_any_entry_is_refused():
    """A file without newlines cannot fill the memory."""
    with pytest.raises(LogError, match="longer"):
        list(export.lines(b"x" * 65_536 for _ in range(1_000_000)))


def test_a_line_as_long_as_an_entry_may_be_is_read():
    """The limit is the entry's own."""
    line = b"x" * entries.LARGEST_ENTRY

    assert [[line]] == list(export.lines([line, b"\n"]))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[]",
        b"\x89PNG",
        LOG[0],
        canonical.encode({**json.loads(EXPORT.split(b"\n")[0]), "format": "another/1"}),
        canonical.encode({**json.loads(EXPORT.split(b"\n")[0]), "more": 1}),
        b" " + EXPORT.split(b"\n")[0],
    ],
)
def test_what_is_not_a_header_is_refused(line):
    """Another file, another version or another form is not taken for an export."""
    with pytest.raises(LogError):
        export.read_header(line)
