"""Plans say of every part what deciding says: all of it is asked, in whatever order."""

from pyroaring import BitMap

from gateway.policy.expressions import Always, And, Is, Named, Never, Not, Or, Present, Same
from gateway.policy.listing import Step
from gateway.store.listing.kept.plan import Plan, Run, worked_out
from gateway.store.listing.question import case_of_nobody
from tests.store.borough import RULES
from tests.store.listing.agreement import LOOKING
from tests.store.listing.kept.test_simple import SOMEBODY

PUBLIC, CLOSED = Is("segment.public", True), Is("segment.confidential", "enactment")
MINE = Same("segment.advice_to", "requester.person")
GROUPED = Present("requester.group")
HOLDING = {PUBLIC: BitMap([1, 2]), CLOSED: BitMap([2, 3]), MINE: BitMap([3, 4])}
LIVE = BitMap(range(6))
COUNCIL = RULES.council("england")
ALLOW = next(row for row in COUNCIL.rows if row.eft == "allow")
DENY = next(row for row in COUNCIL.rows if row.eft == "deny")


def _released(*steps: Step) -> list[int]:
    plan = Plan(steps)
    known = tuple(worked_out(one, LIVE, HOLDING.__getitem__) for one in plan.beforehand)
    by = case_of_nobody(COUNCIL, SOMEBODY, LOOKING)
    return list(plan.released(Run(by, known, HOLDING.__getitem__), LIVE))


def _allow(test, held=Never()):  # noqa: B008 - it never changes
    return Step(row=ALLOW, test=test, held=held)


def test_expressions_are_joined_as_they_say():
    """And, or, not, and what is asked of the paper, of the person and of both."""
    for test, expected in (
        (Always(), [0, 1, 2, 3, 4, 5]),
        (Never(), []),
        (Named("public", PUBLIC), [1, 2]),
        (Not(PUBLIC), [0, 3, 4, 5]),
        (And((PUBLIC, CLOSED, Always())), [2]),
        (Or((PUBLIC, CLOSED, Never())), [1, 2, 3]),
        (MINE, [3, 4]),
        (Named("other", Not(MINE)), [0, 1, 2, 5]),
        (And((MINE, CLOSED)), [3]),
        (And((MINE, PUBLIC, CLOSED)), []),
        (Or((MINE, PUBLIC, CLOSED)), [1, 2, 3, 4]),
        (GROUPED, []),
        (Not(GROUPED), [0, 1, 2, 3, 4, 5]),
        (Or((GROUPED, MINE)), [3, 4]),
        (And((Not(GROUPED), MINE, PUBLIC)), []),
    ):
        assert expected == _released(_allow(test)), test


def test_the_first_row_decides():
    """What a row denies or holds back, no later row releases."""
    deny = Step(row=DENY, test=CLOSED, held=Never())
    assert [1] == _released(deny, _allow(PUBLIC))
    assert [1, 2] == _released(_allow(PUBLIC), deny)
    assert [1, 3, 4] == _released(_allow(PUBLIC, held=CLOSED), _allow(Or((MINE, PUBLIC))))
