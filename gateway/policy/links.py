"""Predicates over one business entry, for clocks and notices: the same expressions as the rules."""

from collections.abc import Callable
from typing import Any

from gateway.domain.facts import Business
from gateway.policy.case import Case
from gateway.policy.conditions import meetings
from gateway.policy.predicate import Predicate, item_predicate, predicate

EntryPredicate = Callable[[Case, Any], bool]

to_come: EntryPredicate = item_predicate("entry", meetings.TO_COME)
council_business_to_come: EntryPredicate = item_predicate(
    "entry", meetings.COUNCIL_BUSINESS_TO_COME
)
open_executive_to_come: EntryPredicate = item_predicate("entry", meetings.OPEN_EXECUTIVE_TO_COME)
private_executive_over: EntryPredicate = item_predicate("entry", meetings.PRIVATE_EXECUTIVE_OVER)
decision_made: Predicate = predicate(meetings.DECISION_MADE)


def entries(case: Case, which: EntryPredicate) -> list[Business]:
    """The business entries of the segment of which the predicate holds."""
    return [entry for entry in case.segment.business if which(case, entry)]
