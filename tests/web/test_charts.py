"""Charts: the bars are as long as their numbers, and never wider than the drawing."""

from hypothesis import given
from hypothesis import strategies as st

from gateway.web.charts import WIDTH, chart

NUMBERS = st.tuples(*[st.integers(0, 10_000)] * 3)


@given(st.lists(st.tuples(st.text(), NUMBERS), max_size=6))
def test_bars_are_as_long_as_their_numbers(rows):
    """The longest fills the drawing; no piece is empty, and pieces stand side by side."""
    drawn = chart(rows)
    most = max((sum(numbers) for _, numbers in rows), default=0)
    for bar, (_, numbers) in zip(drawn.bars, rows, strict=True):
        assert len(bar.pieces) <= sum(number > 0 for number in numbers)
        ends = [piece.x + piece.width for piece in bar.pieces]
        assert all(
            abs(end - piece.x) < 0.01 for end, piece in zip(ends, bar.pieces[1:], strict=False)
        )
        assert not ends or abs(ends[-1] - sum(numbers) / most * WIDTH) < 0.1


def test_a_long_label_is_cut():
    """The whole of it stands in the table."""
    (bar,) = chart([("Committee " * 9, (5, 0, 0))]).bars
    assert bar.label.endswith("…")
