"""The rules turned round: which segments, or which people, a row releases.

The same rows and expressions that decide one case are put together into one expression a row: it
matches, no earlier row does, and no hold stands in the way. `store/listing` asks the database
with it. What is known of all cases alike (the profile, the request, the findings) is settled
first, so that little is left to ask.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from gateway.policy.council import Council
from gateway.policy.expressions import And, Expression, Never, Not, Or
from gateway.policy.rules import Row
from gateway.policy.specialise import specialise


class Release(Struct, frozen=True, kw_only=True):
    """When a row releases a segment.

    `when` says so of the segment by itself; `tied` says when it waits all the same, should a
    segment that is inseparable from it not be released (hold H9). Only open fields are left.
    """

    row: Row
    when: Expression
    tied: Expression


def releases(council: Council, settled: Mapping[str, Any]) -> tuple[Release, ...]:
    """For each row that allows, when it is that row that releases.

    `settled` are the fields that are known for all cases alike.
    """
    known: dict[str, Any] = {**council.settled, **settled, "sibling_waits": False}
    earlier: list[Expression] = []
    found = []
    for row in council.rows:
        if row.act != "release":
            continue
        test = specialise(row.matches, known)
        if row.eft == "allow" and not isinstance(test, Never):
            held = _held(council, row, {**known, "row": row.row})
            tied = _held(council, row, {**known, "row": row.row, "sibling_waits": True})
            when = specialise(And((test, Not(Or((*earlier, held))))), {})
            if not isinstance(when, Never):
                found.append(Release(row=row, when=when, tied=tied))
        if not isinstance(test, Never):
            earlier.append(test)
    return tuple(found)


def _held(council: Council, row: Row, known: Mapping[str, Any]) -> Expression:
    """When a hold stands in the way of what a row allows."""
    return specialise(
        Or(
            tuple(
                hold.matches
                for hold in council.rows
                if hold.act == "hold" and hold.eft == "deny" and row.layer in hold.layers
            )
        ),
        known,
    )
