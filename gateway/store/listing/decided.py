"""The rows in their order, as one clause: the first whose test holds decides."""

from sqlalchemy import False_, True_, case, false, not_

from gateway.policy.listing import Step
from gateway.store.listing.operands import Clause
from gateway.store.listing.translate import World, clause


def decided(steps: tuple[Step, ...], world: World) -> Clause:
    """Whether the first row whose test holds releases. What the world settles is not asked."""
    asked: list[tuple[Clause, Clause]] = []
    otherwise: Clause = false()
    for step in steps:
        test = clause(step.test, world)
        if isinstance(test, False_):
            continue
        releases = false() if step.row.eft == "deny" else not_(clause(step.held, world))
        if isinstance(test, True_):
            otherwise = releases
            break
        asked.append((test, releases))
    while asked and type(asked[-1][1]) is type(otherwise) and isinstance(otherwise, True_ | False_):
        asked.pop()
    return case(*asked, else_=otherwise) if asked else otherwise
