"""Ways lead to everything of which an expression holds, and narrow as much as its parts allow."""

import pytest

from gateway.policy.expressions import Always, And, Before, Has, Is, Named, Not, Or, Some
from gateway.store.listing.ways import ALL, Lead, Way, ways_of
from gateway.store.tables.papers import COMMON_KIND

PUBLIC = Is("segment.public", True)
MINE = Some("entry", Has("requester.bodies", "entry.body"))
COMING = Some("entry", Before("now", "entry.start"))
PLAIN = Is("segment.confidential", "none")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (PUBLIC, {Way(Lead.PUBLIC): Or((Always(),))}),
        (PLAIN, {ALL: Or((PLAIN,))}),
        (Not(PUBLIC), {ALL: Or((Not(PUBLIC),))}),
        (Is("segment.kind", COMMON_KIND), {ALL: Or((Is("segment.kind", COMMON_KIND),))}),
        (Is("segment.kind", "accounts"), {Way(Lead.KIND, "accounts"): Or((Always(),))}),
        (Named("mine", MINE), {Way(Lead.BODIES): Or((Always(),))}),
        (And((PLAIN, PUBLIC)), {Way(Lead.PUBLIC): Or((And((Always(), PLAIN)),))}),
        (And((PUBLIC, MINE)), {Way(Lead.BODIES): Or((And((Always(), PUBLIC)),))}),
        (COMING, {Way(Lead.COMING): Or((COMING,))}),
        (
            Or((PUBLIC, And((PUBLIC, PLAIN)), MINE)),
            {
                Way(Lead.PUBLIC): Or((Always(), And((Always(), PLAIN)))),
                Way(Lead.BODIES): Or((Always(),)),
            },
        ),
    ],
)
def test_ways_of_an_expression(expression, expected):
    """Each part that an index knows leads; of what must all hold, the part that leads to least."""
    assert expected == ways_of(expression)


def test_an_item_of_the_way_must_satisfy_the_whole():
    """Business of my body that is to come: a body of mine leads there, and all is asked again."""
    both = Some("entry", And((Has("requester.bodies", "entry.body"), Is("entry.private", False))))
    assert {Way(Lead.BODIES): Or((both,))} == ways_of(both)
