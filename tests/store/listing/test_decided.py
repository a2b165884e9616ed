"""The rows in their order as one clause: the first whose test holds decides."""

import pytest
from sqlalchemy import select

from gateway.policy.expressions import Always, Expression, Is, Never
from gateway.policy.listing import Step
from gateway.store.listing.decided import decided
from gateway.store.listing.papers import Papers
from gateway.store.tables import segments
from tests.policy.books import case, rule_book
from tests.store.borough import Borough

ROWS = {row.eft: row for row in rule_book().councils["england"].rows if row.act == "release"}
PUBLIC, ACCOUNTS = Is("segment.public", True), Is("segment.kind", "accounts")


def step(eft: str, test: Expression, held: Expression = Never()) -> Step:  # noqa: B008 - frozen
    """A row that allows or denies, with a test of its own."""
    return Step(row=ROWS[eft], test=test, held=held)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], ""),
        ([step("allow", Always())], "accounts plan"),
        ([step("deny", Always()), step("allow", Always())], ""),
        ([step("allow", Always(), held=Always())], ""),
        ([step("allow", Always(), held=PUBLIC)], "accounts"),
        ([step("allow", PUBLIC)], "plan"),
        ([step("deny", PUBLIC), step("allow", Always())], "accounts"),
        ([step("allow", PUBLIC), step("allow", Always())], "accounts plan"),
        ([step("allow", PUBLIC, held=PUBLIC), step("allow", PUBLIC)], ""),
        ([step("deny", PUBLIC), step("allow", PUBLIC), step("allow", ACCOUNTS)], "accounts"),
        ([step("deny", Never()), step("allow", PUBLIC, held=ACCOUNTS)], "plan"),
        ([step("deny", ACCOUNTS), step("deny", PUBLIC)], ""),
    ],
)
def test_the_first_row_decides(borough: Borough, steps: list[Step], expected: str):
    """What a row before says stands, a hold stops the row that allows, and no row is no release."""
    borough.document("Budget", plan={"public": True}, accounts={"kind": "accounts"})
    world = Papers(case(), segments)
    with borough.reading() as connection:
        asked = (
            select(segments.c.name).where(decided(tuple(steps), world)).order_by(segments.c.name)
        )
        assert expected.split() == list(connection.scalars(asked))
