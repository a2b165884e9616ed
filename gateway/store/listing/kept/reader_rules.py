"""The rules turned to people: what is asked of everybody beforehand, and what of each paper.

What asks people alone is answered for everybody in office; what asks the paper too compares keys;
the rest is decided of the paper as in every decision.
"""

from datetime import datetime
from typing import Any, Final

from gateway.domain.facts import Document, Facts, Request, Requester
from gateway.policy.case import Case, case_of
from gateway.policy.council import Council
from gateway.policy.expressions import Expression
from gateway.policy.listing import steps
from gateway.policy.predicate import predicate
from gateway.policy.vocabulary import FIELDS, getter
from gateway.store.listing.kept.compared import COMPARED
from gateway.store.listing.kept.plan import Plan
from gateway.store.listing.kept.simple import asks_besides_people, asks_people, simple
from gateway.store.listing.question import case_of_nobody

_SOMEBODY: Final = Requester(kind="councillor", person="?")
_SETTLED: Final = frozenset({"council", "second_look", "request", "audience", "profile"})
"""How the fields begin that are the same for all papers and all people."""
Key = tuple[int, str]
"""The number of a question that asks both, among those compared, and a key."""


class ReaderRules:
    """What is asked under the rules of a council, by one kind of request. Immutable.

    `questions` are the simple ones that ask people alone, `compared` those that ask both; `alone`
    and `tied` are the plans for a part whose siblings are all released, and for one that waits.
    Raises TypeError for a question that asks both and compares no keys that are known.
    """

    def __init__(self, council: Council, request: Request) -> None:
        self.of = (council, request)
        self._council, self._request = council, request
        nobody = self._case_of(_SOMEBODY)
        known = {name: getter(name)(nobody) for name in FIELDS if _head(name) in _SETTLED}
        known["requester.standing"] = "current"  # nobody else is asked about
        self.alone, alone = _planned(council, known | {"sibling_waits": False})
        self.tied, tied = _planned(council, known | {"sibling_waits": True})
        asked = dict.fromkeys(one for one in (*alone, *tied) if asks_people(one))
        self.questions = tuple(one for one in asked if not asks_besides_people(one))
        self.compared = tuple(one for one in asked if asks_besides_people(one))
        if unknown := [one for one in self.compared if one not in COMPARED]:
            raise TypeError(f"nobody knows what this compares: {unknown[0]}")
        self._tests = tuple(predicate(one) for one in self.questions)
        self._keys = tuple(COMPARED[one] for one in self.compared)
        self._numbers = {one: number for number, one in enumerate(self.compared)}

    def answers(self, requester: Requester) -> tuple[int, tuple[Key, ...]]:
        """What somebody answers: a bit for each question, in their order, and the person's keys."""
        case = self._case_of(requester)
        bits = sum(1 << number for number, test in enumerate(self._tests) if test(case))
        keys = ((number, of_people) for number, (_, of_people) in enumerate(self._keys))
        return bits, tuple((number, key) for number, of in keys for key in set(of(case)))

    def keys_of(self, case: Case, question: Expression) -> list[Key]:
        """The keys of a part that a question compares with those of people."""
        number = self._numbers[question]
        of_papers, _ = self._keys[number]
        return [(number, key) for key in of_papers(case)]

    def cases(self, document: Document, now: datetime) -> tuple[Case, ...]:
        """The case of each part of a paper, and of nobody."""
        facts = Facts(
            id="?",
            title="",
            council=self._council.name,
            now=now,
            requester=_SOMEBODY,
            request=self._request,
            document=document,
        )
        profile = self._council.profile
        return tuple(case_of(facts, profile, part) for part in document.segments)

    def _case_of(self, requester: Requester) -> Case:
        return case_of_nobody(self._council, requester, self._request)


def _planned(council: Council, known: dict[str, Any]) -> tuple[Plan, list[Expression]]:
    """The rules as a plan for people, and the simple questions in them."""
    rows = steps(council, known)
    asked = [one for row in rows for part in (row.test, row.held) for one in simple(part)]
    return Plan(rows, asks_people, asks_besides_people), asked


def _head(field: str) -> str:
    return field.partition(".")[0]
