"""Stock Casbin, as it comes, over the model and the policy files: what it says by itself."""

import logging
from functools import cache

import casbin
from casbin.persist.adapters import FileAdapter

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.policy import book
from gateway.policy.case import case_of
from gateway.policy.engine import register
from tests.policy.books import rule_book


@cache
def stock(council: str) -> casbin.Enforcer:
    """Casbin as it comes: `model.conf` and the policy files through its own file adapter."""
    home = book.shipped()
    enforcer = casbin.Enforcer(str(home / "model.conf"))
    enforcer.logger.setLevel(logging.CRITICAL)
    folders = (home / "policies" / "national", home / "policies" / "councils" / council)
    for file in [file for folder in folders for file in sorted(folder.glob("*.csv"))]:
        FileAdapter(str(file)).load_policy(enforcer.model)
    enforcer.model.sort_policies_by_priority()
    register(enforcer)
    return enforcer


def asked_of_casbin(facts: Facts, decision: Decision) -> dict[str, tuple[bool, str, str | None]]:
    """For each segment: whether Casbin releases it, the row that decided, and the first hold."""
    enforcer = stock(facts.council)
    waiting = {one.id for one in decision.segments if not one.released}
    answers = {}
    for segment in facts.document.segments:
        case = case_of(facts, rule_book().profiles[facts.council], segment)
        allowed, row = enforcer.enforce_ex(case, "release", "")
        hold = None
        if allowed:
            tied = any(
                other.id in waiting and other.not_severable == segment.not_severable is not None
                for other in facts.document.segments
                if other.id != segment.id
            )
            passes, held_by = enforcer.enforce_ex(
                case.again(row=row[1], waits=tied), "hold", row[3]
            )
            hold = None if passes else held_by[1]
        answers[segment.id] = (allowed and hold is None, row[1], hold)
    return answers
