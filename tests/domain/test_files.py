"""What is covered in a file: boxes with an inside, and a proof that holds or does not."""

from typing import Any

import msgspec
import pytest

from gateway.domain.files import Box, Proof, Witness

BOX: dict[str, Any] = {"page": 1, "left": 0, "top": 0, "right": 1000, "bottom": 1000}


def test_a_box_may_be_a_whole_page():
    """Edges are thousandths of the page, from none to all."""
    assert Box(page=1, left=0, top=0, right=1000, bottom=1000) == msgspec.convert(BOX, Box)


@pytest.mark.parametrize(
    "wrong",
    [
        {"left": 1000},
        {"top": 1000},
        {"left": 600, "right": 500},
        {"top": 600, "bottom": 500},
        {"left": -1},
        {"bottom": 1001},
        {"page": 0},
    ],
)
def test_a_box_that_covers_nothing_is_refused(wrong: dict[str, Any]):
    """Without width, without height, turned round, or beside the page."""
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(BOX | wrong, Box)


@pytest.mark.parametrize(
    ("found", "holds"), [(((), ()), True), ((("Smith",), ()), False), (((), ("Smith",)), False)]
)
def test_one_witness_is_enough_against_a_proof(found, holds):
    """A proof holds only if no witness found anything."""
    witnesses = tuple(Witness(name=str(n), found=one) for n, one in enumerate(found))
    assert holds == Proof(boxes=1, pages=1, witnesses=witnesses).holds
