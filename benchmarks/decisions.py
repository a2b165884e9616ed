"""Decisions a second: the gateway beside pycasbin, cedarpy, regopy and vakt, on the same rows.

The cases are the worked cases of one council, which the rules tell apart from one another but for
two. What was worked out for one case serves all that are alike, so each is timed when one like it
came before, as in most requests, and once as if none had. Every contender is first checked to give
the same verdict as stock Casbin on every one of them.
"""

import dataclasses
from collections.abc import Callable

import msgspec
from cedarpy import is_authorized

from benchmarks.cedar import REQUEST, CedarBook
from benchmarks.rego import RegoBook
from benchmarks.timing import medians
from benchmarks.vakt_rules import VaktBook
from gateway.domain.decision import Decision
from gateway.domain.facts import Facts, Segment
from gateway.errors import FactsError
from gateway.policy import book
from gateway.policy.case import Case, case_of
from gateway.policy.compose import decide, look_at_all
from gateway.policy.council import Council
from gateway.policy.engine import enforcer
from gateway.policy.explain import decide_and_explain
from gateway.policy.facts_reader import read_facts

COUNCIL = "wolverhampton"
TEN = 10


def run(rounds: int) -> str:
    """Measure, and give the report."""
    rules = book.load()
    council = rules.council(COUNCIL)
    facts = worked_cases(rules)
    report = [f"Decisions: {len(facts)} worked cases of {COUNCIL}, {rounds} rounds, medians"]
    for copies in (1, 5):
        larger = with_more_rows(council, copies)
        contest = Contest(rules, larger, facts)
        report += ["", f"One segment, {len(larger.rows)} rows"]
        report += table(medians(contest.contenders, rounds), len(facts))
    document = document_of_ten(facts)
    report += ["", f"A document of {TEN} segments, {len(council.rows)} rows"]
    report += table(medians(Contest(rules, council, [document]).contenders, rounds), 1)
    return "\n".join(report)


def worked_cases(rules: book.RuleBook) -> list[Facts]:
    """The council's worked cases, each cut to its first segment."""
    folder = book.shipped() / "policies" / "councils" / COUNCIL / "cases"
    facts = []
    for path in sorted(folder.glob("*.toml")):
        case = read_facts(path.read_bytes())
        first = with_segments(case, case.document.segments[:1])
        try:
            rules.decide(first)
        except FactsError:
            continue
        facts.append(first)
    return facts


def with_segments(facts: Facts, segments: tuple[Segment, ...]) -> Facts:
    """The same facts about a document of these segments."""
    document = msgspec.structs.replace(facts.document, segments=segments)
    return msgspec.structs.replace(facts, document=document)


def with_more_rows(council: Council, copies: int) -> Council:
    """The council with copies of its rows that ask for one thing more, which no case has."""
    rows = [
        dataclasses.replace(row, priority=row.priority * 10 - copy, when=f"{row.when} & wrongdoing")
        for row in council.rows
        for copy in range(1, copies)
    ]
    kept = [dataclasses.replace(row, priority=row.priority * 10) for row in council.rows]
    return Council(council.name, council.profile, tuple(kept + rows), council.calendar)


def document_of_ten(facts: list[Facts]) -> Facts:
    """One document with the segments of the first ten cases, asked for as in the first."""
    return with_segments(
        facts[0],
        tuple(
            msgspec.structs.replace(one.document.segments[0], id=str(number), not_severable=None)
            for number, one in enumerate(facts[:TEN])
        ),
    )


class Contest:
    """Contenders that each decide every segment of some documents once a call."""

    def __init__(self, rules: book.RuleBook, council: Council, facts: list[Facts]) -> None:
        self.council = council
        self.facts = facts
        self.digest = rules.digest
        self.casbin = enforcer(rules.texts[book.MODEL], council.rows)
        self.cedar = CedarBook(council)
        self.rego = RegoBook(council)
        self.vakt_rules = VaktBook(council)
        self.entities = [self.cedar.entities(case) for case in self.cases()]
        self.inputs = [self.rego.input(case) for case in self.cases()]
        self.inquiries = [self.vakt_rules.inquiry(case) for case in self.cases()]
        casbin = self.pycasbin()
        for verdicts in (self.cedarpy, self.regopy, self.vakt, self.first_rows):
            if verdicts() != casbin:
                raise AssertionError(f"{verdicts.__name__} does not answer the same question")

    @property
    def contenders(self) -> dict[str, Callable[[], object]]:
        """What is timed, by the words for it."""
        return {
            "gateway: verdict with holds": self.verdicts,
            "gateway: outcome, rules, conditions, dates": self.decisions,
            "gateway: the same with every ground": self.explained,
            "gateway: the same, unlike any before": self.explained_anew,
            "pycasbin: verdict": self.pycasbin,
            "cedarpy: verdict, all parsed before": self.cedarpy,
            "regopy: verdict, compiled before": self.regopy,
            "vakt: verdict": self.vakt,
        }

    def cases(self) -> list[Case]:
        """Every segment as a fresh case."""
        return [
            case_of(one, self.council.profile, segment)
            for one in self.facts
            for segment in one.document.segments
        ]

    def first_rows(self) -> list[bool]:
        """Whether the gateway's deciding row allows."""
        looks = [look for one in self.facts for look in look_at_all(self.council, one)]
        return [look.verdict.by.row.eft == "allow" for look in looks]

    def verdicts(self) -> object:
        """The gateway: what is released."""
        return [look_at_all(self.council, one) for one in self.facts]

    def decisions(self) -> list[Decision]:
        """The gateway: the whole decision."""
        return [decide(self.council, one, rule_book=self.digest) for one in self.facts]

    def explained(self) -> object:
        """The gateway: the whole decision with its grounds."""
        return [decide_and_explain(self.council, one, rule_book=self.digest) for one in self.facts]

    def explained_anew(self) -> object:
        """The same, when no case before was one that the rules cannot tell apart from this."""
        self.council.verdicts.clear()
        return self.explained()

    def pycasbin(self) -> list[bool]:
        """Stock pycasbin: whether a row allows."""
        return [self.casbin.enforce(case, "release", "") for case in self.cases()]

    def cedarpy(self) -> list[bool]:
        """Cedar: whether a row allows."""
        return [is_authorized(REQUEST, self.cedar.policies, one).allowed for one in self.entities]

    def regopy(self) -> list[bool]:
        """Rego: whether a row allows."""
        return [self.rego.allows(one) for one in self.inputs]

    def vakt(self) -> list[bool]:
        """Whether a row allows, asked of vakt's guard."""
        return [self.vakt_rules.allows(one) for one in self.inquiries]


def table(seconds: dict[str, float], decisions: int) -> list[str]:
    """One line for each contender: how often faster than each peer, then the figures."""
    peers = {name: value for name, value in seconds.items() if not name.startswith("gateway")}
    lines = []
    for name, value in seconds.items():
        ratios = "  ".join(
            f"{peer / value:7.1f} x {title.split(':')[0]}" for title, peer in peers.items()
        )
        each = value / decisions
        lines.append(f"  {name:44} {ratios}  {each * 1e6:9.1f} us  {1 / each:10,.0f}/s")
    return lines
