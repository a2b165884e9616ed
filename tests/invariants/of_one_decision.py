"""The invariants of section 11 that one decision shows by itself.

Each takes the decider and some facts, asserts, and returns how often it had something to check.
"""

from copy import deepcopy
from typing import get_args

from gateway.domain.decision import RELEASED, SegmentOutcome
from gateway.domain.facts import Facts
from tests.invariants.changes import of_request, without_findings
from tests.reference.case import Case
from tests.reference.conditions import holds
from tests.reference.rows import ROWS

ROW = {row.name: row for row in ROWS}
MEMBERS = {"councillor", "elected_mayor", "parish_coopted"}
MONITORING_OFFICERS = {
    "monitoring_officer",
    "deputy_monitoring_officer",
    "external_monitoring_officer",
}


def answers(facts, decision):
    """Each segment as the conditions see it, with its answer and whether it is released."""
    for segment in facts.document.segments:
        answer = decision["segments"][segment.id]
        yield Case(facts, segment), answer, answer["outcome"] in RELEASED


def released(decision):
    """The ids of the released segments."""
    return {name for name, one in decision["segments"].items() if one["outcome"] in RELEASED}


def layer(answer):
    """The layer of the row that decided; the second look has none."""
    return ROW[answer["row"]].layer if answer["row"] in ROW else None


def invariant_01_total(decide, facts: Facts):
    """1: every segment gets one of the five outcomes, for at least one reason."""
    decision = decide(facts)
    assert {segment.id for segment in facts.document.segments} == set(decision["segments"])
    for answer in decision["segments"].values():
        assert answer["outcome"] in get_args(SegmentOutcome)
        assert answer["rules"]
    return len(decision["segments"])


def invariant_02_prohibition(decide, facts: Facts):
    """2: what the law bars, or may bar until somebody has looked, is not released."""
    met = 0
    for case, _, is_released in answers(facts, decide(facts)):
        if holds("prohibited", case) or holds("prohibition_open", case):
            assert not is_released
            met += 1
    return met


def invariant_03_default(decide, facts: Facts):
    """3: the default row waits; only a row that says so refuses."""
    met = 0
    for _, answer, _ in answers(facts, decide(facts)):
        if answer["row"] == "Z1":
            assert answer["outcome"] != "refuse"
            met += 1
        if answer["outcome"] == "refuse":
            assert ROW[answer["row"]].next == "refuse"
            met += 1
    return met


def invariant_05_group_bar(decide, facts: Facts):
    """5: another group's paper under the council's bar is not released, unless it is public."""
    met = 0
    for case, _, is_released in answers(facts, decide(facts)):
        if holds("group_barred, not public", case):
            assert not is_released
            met += 1
    return met


def invariant_06_office(decide, facts: Facts):
    """6: somebody who is not in office is released only what is public."""
    outside = facts.requester.kind == "public" or facts.requester.standing != "current"
    return _only_public(decide, facts) if outside else 0


def invariant_07_onward(decide, facts: Facts):
    """7: a wish to pass something on releases only what is public."""
    onward = facts.request.type == "onward_disclosure"
    return _only_public(decide, facts) if onward else 0


def _only_public(decide, facts):
    for case, _, is_released in answers(facts, decide(facts)):
        assert case.segment.public or not is_released
    return sum(not segment.public for segment in facts.document.segments)


def invariant_08_statutory_conditions(decide, facts: Facts):
    """8: a statutory right comes with no condition but confidence and not passing it on."""
    met = 0
    for _, answer, is_released in answers(facts, decide(facts)):
        if is_released and layer(answer) == "statute":
            assert set(answer["conditions"]) <= {"confidential", "no_onward"}
            met += 1
    return met


def invariant_09_members_only(decide, facts: Facts):
    """9: the rights of members of the council decide for nobody else."""
    met = 0
    for _, answer, _ in answers(facts, decide(facts)):
        if answer["row"] in {"S1", "S2", "S3", "S4", "S5", "S8"}:
            assert facts.requester.kind in MEMBERS
            assert facts.requester.standing == "current"
            met += 1
    return met


def invariant_10_statute_never_refuses(decide, facts: Facts):
    """10: what a row of layer 3 decides is released or held."""
    met = 0
    for _, answer, is_released in answers(facts, decide(facts)):
        if layer(answer) == "statute":
            assert is_released or answer["holds"]
            assert answer["outcome"] != "refuse"
            met += 1
    return met


def invariant_11_conflict(decide, facts: Facts):
    """11: nothing waits for an office in conflict, except for the full council."""
    decision = decide(facts)
    conflicted = facts.findings.conflicted_offices - {"full_council"}
    waits = {answer["next"] for answer in decision["segments"].values()}
    assert not waits & conflicted
    assert decision["refer_to"] not in conflicted
    return len(waits - {"release", "refuse"}) if conflicted else 0


def invariant_13_local_council(decide, facts: Facts):
    """13: a town council cites no law that does not reach it and has no Monitoring Officer."""
    if facts.council != "lydney":
        return 0
    decision = decide(facts)
    foreign = ("SCH12A", "LGA-100F", "LGA-100A", "R2012", "W2001")
    everything = [decision, *decision["segments"].values()]
    assert not [rule for one in everything for rule in one["rules"] if rule.startswith(foreign)]
    waits = {answer["next"] for answer in decision["segments"].values()} | {decision["refer_to"]}
    assert not waits & MONITORING_OFFICERS
    return 1


def invariant_20_no_findings_no_discretion(decide, facts: Facts):
    """20: before anybody finds anything, only layers 2 to 4 and a cleared briefing release."""
    met = 0
    for _, answer, is_released in answers(facts, decide(without_findings(facts))):
        if is_released:
            assert layer(answer) in {"public", "statute", "protocol"} or answer["row"] == "O2"
            met += 1
    return met


def invariant_22_quiet(decide, facts: Facts):
    """22: what would be announced to the board or the chair is not, on casework or wrongdoing."""
    announced = {"board_member", "committee_chair"}
    if not announced & set(decide(of_request(facts, purpose="none", channel="standard"))["notify"]):
        return 0
    assert not announced & set(decide(of_request(facts, purpose="casework"))["notify"])
    assert not announced & set(decide(of_request(facts, channel="wrongdoing"))["notify"])
    return 1


def invariant_24_hold_only_holds(decide, facts: Facts):
    """24, first half: a segment with a hold waits; it is neither refused nor released."""
    met = 0
    for _, answer, is_released in answers(facts, decide(facts)):
        if answer["holds"]:
            assert not is_released
            assert answer["outcome"] != "refuse"
            met += 1
    return met


def invariant_25_repeatable(decide, facts: Facts):
    """25: the same facts, copied, give the same decision again."""
    first = decide(facts)
    assert first == decide(deepcopy(facts))
    assert first == decide(facts)
    return 1
