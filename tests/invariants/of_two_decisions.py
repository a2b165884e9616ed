"""The invariants of section 11 that compare the decisions on facts that differ by one fact.

Each takes the decider and some facts, asserts, and returns how often it had something to check.
"""

from typing import get_args

from msgspec.structs import replace

from gateway.domain import facts as words
from gateway.domain.facts import Facts
from tests.invariants import bars
from tests.invariants.changes import (
    of_finding,
    of_request,
    of_requester,
    of_segments,
    separable,
    with_segment,
    with_segments,
)
from tests.invariants.of_one_decision import answers, layer, released
from tests.reference.case import GROUP_KINDS, Case
from tests.reference.conditions import holds
from tests.reference.profiles import COUNCILS, PROFILES


def refused(decision):
    """The ids of the refused segments."""
    return {name for name, one in decision["segments"].items() if one["outcome"] == "refuse"}


def outcomes(decision):
    """The outcome of the document and of each segment."""
    return decision["outcome"], {n: one["outcome"] for n, one in decision["segments"].items()}


def invariant_04_statute_is_not_cut(decide, facts: Facts):
    """4: what statute opens under the law alone, no council's protocol takes away."""
    scheme = PROFILES[facts.council]["exemption_scheme"]
    if scheme == "none":
        return 0
    ours = of_segments(facts, held_by_council=None)
    under_law = decide(replace(ours, council=scheme))
    theirs = [
        decide(replace(ours, council=council))
        for council in COUNCILS
        if PROFILES[council]["authority_type"] == "principal"
        and PROFILES[council]["exemption_scheme"] == scheme
    ]
    met = 0
    for name, law in under_law["segments"].items():
        if layer(law) != "statute":
            continue
        for their in theirs:
            local = their["segments"][name]
            assert law["row"] == local["row"]
            assert _without_h9(law) == _without_h9(local)
            assert local["outcome"] != "refuse"
            met += 1
    return met


def _without_h9(answer):
    return [hold for hold in answer["holds"] if hold != "H9"]


def invariant_24_holds_of_statute(decide, facts: Facts):
    """24, second half: the holds on a row of layer 3 are the same for every council."""
    untagged = of_segments(facts, held_by_council=None, exempt=())
    all_answers = [decide(replace(untagged, council=council))["segments"] for council in COUNCILS]
    met = 0
    for segment in facts.document.segments:
        on_statute = [one[segment.id] for one in all_answers if layer(one[segment.id]) == "statute"]
        for row in {answer["row"] for answer in on_statute}:
            holds_of_row = {tuple(_without_h9(a)) for a in on_statute if a["row"] == row}
            assert len(holds_of_row) == 1
            met += 1
    return met


def invariant_12_untested_tags(decide, facts: Facts):
    """12: a refusal beside tags that nobody tested stands without the tags too."""
    met = 0
    for case, answer, _ in answers(facts, decide(facts)):
        if answer["outcome"] == "refuse" and case.tags and not holds("tags_supported", case):
            untagged = with_segment(facts, replace(case.segment, exempt=()))
            assert case.segment.id in refused(decide(untagged))
            met += 1
    return met


def invariant_13_tags_are_void(decide, facts: Facts):
    """13, last part: in a town council, exempt tags change no outcome."""
    if facts.council != "lydney" or not any(one.exempt for one in facts.document.segments):
        return 0
    assert outcomes(decide(facts)) == outcomes(decide(of_segments(facts, exempt=())))
    return 1


def invariant_14_order(decide, facts: Facts):
    """14: the order of segments, and of what a segment or requester lists, changes nothing."""
    turned = with_segments(
        of_requester(
            facts,
            substitutes=facts.requester.substitutes[::-1],
            interests=facts.requester.interests[::-1],
        ),
        [
            replace(one, business=one.business[::-1], exempt=one.exempt[::-1])
            for one in reversed(facts.document.segments)
        ],
    )
    assert decide(facts) == decide(turned)
    return int(turned != facts)


def invariant_15_group(decide, facts: Facts):
    """15: the requester's group matters only to papers of groups and reports to them."""
    of_groups = (*GROUP_KINDS, "officer_report_to_group")
    cases = [Case(facts, segment) for segment in facts.document.segments]
    if facts.request.type != "access" or any(case.kind in of_groups for case in cases):
        return 0
    decision = decide(facts)
    for group in (None, "group-a", "group-b", "group-c"):
        assert decision == decide(of_requester(facts, group=group))
    return 1


def invariant_16_inert_facts(decide, facts: Facts):
    """16: names, wards, statements and the kind of an interest change nothing."""
    other = of_requester(
        of_request(facts, statement="Something else."),
        wards=frozenset({"ward-c"}),
        interests=tuple(
            replace(interest, kind="other_registrable", sensitive=not interest.sensitive)
            for interest in facts.requester.interests
        ),
    )
    other = replace(
        other, id="another", title="Another", document=replace(other.document, title="Another")
    )
    assert decide(facts) == decide(other)
    return 1


def invariant_17_purpose(decide, facts: Facts):
    """17: what is public or open by statute needs no purpose, channel or narrowness."""
    apart = separable(facts)
    open_to_all = {
        name
        for name, answer in decide(apart)["segments"].items()
        if layer(answer) in {"public", "statute"}
    } & released(decide(apart))
    if not open_to_all:
        return 0
    for purpose in get_args(words.Purpose):
        for channel in get_args(words.Channel):
            changed = of_request(
                apart, purpose=purpose, channel=channel, broad=not apart.request.broad
            )
            assert open_to_all <= released(decide(changed))
    assert open_to_all <= released(decide(of_request(apart, broad=not apart.request.broad)))
    return len(open_to_all)


def invariant_18_bars_never_widen(decide, facts: Facts):
    """18: adding a bar adds no released segment.

    A confidentiality basis, a refused consent or an exempt tag may take a segment past the row
    under which it was held, to a row with other holds. The model says so of tags; its rows and
    holds make it true of the other two as well.
    """
    before = decide(facts)
    held = {name for name, answer in before["segments"].items() if answer["holds"]}
    met = 0
    for bar, changed in bars.added(facts):
        may_move = held if bar.startswith(bars.MAY_MOVE_A_HELD_SEGMENT) else set()
        assert released(decide(changed)) <= released(before) | may_move, bar
        met += 1
    return met


def invariant_19_routes_never_refuse(decide, facts: Facts):
    """19: a further way in never turns a released segment into a refused one."""
    before = released(decide(facts))
    if not before:
        return 0
    met = 0
    for changed in bars.routes(facts):
        assert not before & refused(decide(changed))
        met += 1
    return met


def invariant_21_independence(decide, facts: Facts):
    """21: a segment that can be separated gets the same answer when it is decided alone."""
    apart = separable(facts)
    together = decide(apart)["segments"]
    for segment in apart.document.segments:
        alone = decide(with_segments(apart, [segment]))["segments"]
        assert {segment.id: together[segment.id]} == alone
    return len(together) - 1


HELPFUL = {
    "reasonably_necessary": True,
    "relates_to_work": True,
    "good_faith": True,
    "casework_lawful": True,
    "personal_data_cleared": True,
    "interest_cleared": True,
    "briefing_approved": True,
    "third_party_effect": "low",
    "order_covers_members": False,
    "breach_of_confidence": False,
}


def invariant_23_findings_help(decide, facts: Facts):
    """23: a finding in the requester's favour never takes a released segment away."""
    before = released(decide(facts))
    if not before:
        return 0
    for name, value in HELPFUL.items():
        assert before <= released(decide(of_finding(facts, name, value))), name
    relevant = decide(of_finding(facts, "relevant_to_scrutiny", value=True))
    assert not before & refused(relevant)
    return 1
