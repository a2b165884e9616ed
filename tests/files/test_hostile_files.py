"""Files that would do harm are refused, each with the reason, and nothing of them is left."""

import re

import pytest

from gateway.errors import FileNotTakenError
from gateway.files.apart import carry_out
from gateway.files.tasks import Inspect
from gateway.files.worker import run
from tests.files.hostile import Hostile, hostile, pdf, picture

FILES = hostile()
APART = {"a bomb", "a bomb in a bomb", "PNG bomb", "too many pages", "markup 0", "locked"}
"""These are looked at in a process of their own, as all are when they are sent."""


def test_there_are_a_hundred():
    """The corpus is as large as was promised, and no two are the same."""
    assert 100 <= len(FILES) == len({data for _, data, _ in FILES})


@pytest.mark.parametrize("file", FILES, ids=[name for name, _, _ in FILES])
def test_a_hostile_file_is_refused_with_the_reason(file: Hostile, tmp_path):
    """Whatever it claims to be, it is refused, and the refusal says what is wrong with it."""
    name, data, says = file
    path = tmp_path / "file"
    path.write_bytes(data)
    task = Inspect(path=str(path))

    with pytest.raises(FileNotTakenError) as refused:
        carry_out(task) if name in APART else run(task)

    assert re.search(says, refused.value.detail)
    assert [path] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "application/pdf"),
        (picture("PNG"), "image/png"),
        (picture("JPEG"), "image/jpeg"),
        ("Minutes — a café.\r\n".encode(), "text/plain; charset=utf-8"),
        (b"if a < b and c > d\n", "text/plain; charset=utf-8"),
    ],
)
def test_a_plain_file_is_taken(data, kind, tmp_path):
    """The control: plain papers are taken, and told apart by what they hold."""
    path = tmp_path / "file"
    path.write_bytes(data)

    found = carry_out(Inspect(path=str(path)))

    assert (kind, 1) == (found.kind, found.pages)
