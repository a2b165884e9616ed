"""The rules turned round: which segments, or which people, the rows release.

The same rows and expressions that decide one case are put together into one expression, with
which `store/listing` asks the database about all segments or all people at once. What is known of
all cases alike (the profile, the request, the findings) is settled first, so that little is left
to ask.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from gateway.policy.council import Council
from gateway.policy.expressions import Always, And, Expression, Never, Not, Or
from gateway.policy.rules import Row, use_expression
from gateway.policy.specialise import specialise


class Step(Struct, frozen=True, kw_only=True):
    """One row of those that can match, in their order: what it asks, and when a hold stops it."""

    row: Row
    test: Expression
    held: Expression

    @property
    def stops(self) -> Expression:
        """When no later row can release either. The hold comes first: it asks less."""
        if self.row.eft == "deny":
            return self.test
        return Never() if isinstance(self.held, Never) else And((self.held, self.test))


def steps(council: Council, settled: Mapping[str, Any]) -> tuple[Step, ...]:
    """The rows that can match, up to the last that allows: after it nothing is released.

    `settled` are the fields that are known for all cases alike. The first row whose test holds
    decides: it releases when it allows and is not held. When no row's test holds, nothing does.
    """
    tests = _tests(council, tuple((name, settled[name]) for name in _KIND if name in settled))
    found = []
    for row in council.rows:
        test = specialise(tests[row.row], settled) if row.act == "release" else Never()
        if not isinstance(test, Never):
            held = _held(council, row, tests, {**settled, "row": row.row})
            found.append(Step(row=row, test=test, held=held))
        if isinstance(test, Always):
            break  # it decides whatever is left
    while found and found[-1].row.eft == "deny":
        found.pop()
    return tuple(found)


def releasing(steps: tuple[Step, ...]) -> tuple[tuple[Row, Expression], ...]:
    """For each row that allows, when a segment that matches it is released.

    Something is released exactly when one of them holds; of those that hold the first decides.
    """
    stops: list[Expression] = []
    found = []
    for step in steps:
        if step.row.eft == "allow":
            when = And((step.test, Not(step.held), *(Not(one) for one in stops)))
            found.append((step.row, when))
        if not isinstance(step.stops, Never):
            stops.append(step.stops)
    return tuple(found)


def _held(
    council: Council, row: Row, tests: Mapping[str, Expression], known: Mapping[str, Any]
) -> Expression:
    """When a hold stands in the way of what a row allows."""
    if row.eft == "deny":
        return Never()
    holds = (
        tests[hold.row]
        for hold in council.rows
        if hold.act == "hold" and hold.eft == "deny" and row.layer in hold.layers
    )
    return specialise(Or(tuple(holds)), known)


_KIND = ("request.type", "requester.kind", "requester.standing", "segment.kind")


@lru_cache(maxsize=256)
def _tests(council: Council, kind: tuple[tuple[str, str], ...]) -> dict[str, Expression]:
    """What each row still asks for one kind of request, requester and paper, by the row's id."""
    return {
        row.row: specialise(And((use_expression(row.use), council.test_of(row))), dict(kind))
        for row in council.rows
    }
