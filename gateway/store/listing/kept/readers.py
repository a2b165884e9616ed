"""Who may see something of one paper, worked out from the answers that are kept for all people."""

from collections import defaultdict
from datetime import datetime
from functools import reduce
from operator import and_, or_

from pyroaring import BitMap

from gateway.domain.facts import Document
from gateway.policy.case import Case
from gateway.policy.expressions import Expression
from gateway.store.listing.kept.people import People
from gateway.store.listing.kept.plan import NOTHING, Plan, Run
from gateway.store.listing.kept.reader_rules import ReaderRules


def readers_of(people: People, rules: ReaderRules, document: Document, now: datetime) -> BitMap:
    """The numbers of those to whom something of a document is released."""
    found, tied = BitMap(), defaultdict[str, list[BitMap]](list)
    for case in rules.cases(document, now):
        tie = case.segment.not_severable
        found |= _released(people, rules, rules.alone if tie is None else rules.tied, case)
        if tie is not None:
            tied[tie].append(_released(people, rules, rules.alone, case.again()))
    return reduce(or_, (reduce(and_, some) for some in tied.values()), found)


def _released(people: People, rules: ReaderRules, plan: Plan, case: Case) -> BitMap:
    """Those to whom a part is released (hold H9: one that is tied, if its siblings wait or not)."""

    def own(expression: Expression) -> BitMap:
        having = people.having
        keys = rules.keys_of(case, expression)
        return BitMap.union(NOTHING, *(having[key] for key in keys if key in having))

    return plan.released(Run(case, people.known_for(plan), own), people.live)
