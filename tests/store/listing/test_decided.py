"""The rows in their order as one clause: the first whose test holds decides."""

import pytest
from gateway.store.listing.members import Members
from sqlalchemy import select

from gateway.policy.expressions import Always, Expression, Is, Never
from gateway.policy.listing import Step
from gateway.store.listing.decided import decided
from gateway.store.tables import people
from tests.policy.books import case, rule_book
from tests.store.borough import Borough

ROWS = {row.eft: row for row in rule_book().councils["england"].rows if row.act == "release"}
MEMBER, GUEST = Is("requester.kind", "councillor"), Is("requester.kind", "political_assistant")


def step(eft: str, test: Expression, held: Expression = Never()) -> Step:  # noqa: B008 - frozen
    """A row that allows or denies, with a test of its own."""
    return Step(row=ROWS[eft], test=test, held=held)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], ""),
        ([step("allow", Always())], "Ada Gil"),
        ([step("deny", Always()), step("allow", Always())], ""),
        ([step("allow", Always(), held=Always())], ""),
        ([step("allow", Always(), held=MEMBER)], "Gil"),
        ([step("allow", MEMBER)], "Ada"),
        ([step("deny", MEMBER), step("allow", Always())], "Gil"),
        ([step("allow", MEMBER), step("allow", Always())], "Ada Gil"),
        ([step("allow", MEMBER, held=MEMBER), step("allow", MEMBER)], ""),
        ([step("deny", MEMBER), step("allow", MEMBER), step("allow", GUEST)], "Gil"),
        ([step("deny", Never()), step("allow", MEMBER, held=GUEST)], "Ada"),
        ([step("deny", GUEST), step("deny", MEMBER)], ""),
    ],
)
def test_the_first_row_decides(borough: Borough, steps: list[Step], expected: str):
    """What a row before says stands, a hold stops the row that allows, and no row is no release."""
    borough.person("Ada")
    borough.person("Gil", kind="political_assistant")
    world = Members(case())
    with borough.reading() as connection:
        asked = select(people.c.name).where(decided(tuple(steps), world)).order_by(people.c.name)
        assert expected.split() == list(connection.scalars(asked))
