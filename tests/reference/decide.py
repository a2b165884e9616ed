"""The reference decider: the decision model read a second time, plainly and without haste.

It is written from the normative text alone, so that a mistake in the gateway's engine and a
mistake here are unlikely to be the same one. It is slow and knows nothing of Casbin.
"""

from tests.reference import compose, wellformed
from tests.reference.case import Case
from tests.reference.clocks import CLOCK_IDS, clocks
from tests.reference.conditions import holds
from tests.reference.profiles import named_office, office_key, resolve
from tests.reference.rows import HOLDS, ROWS


def reference_decide(facts):
    """The decision of section 2.6 as plain values; segments are a dict by id.

    Raises `NotWellFormedError` for facts that get no decision.
    """
    wellformed.check(facts)
    cases = [Case(facts, segment) for segment in facts.document.segments]
    answers = {case.segment.id: _segment(case) for case in cases}
    _hold_the_inseparable(cases, answers)
    due = clocks(facts, cases)
    rules = {rule for answer in answers.values() for rule in answer["rules"]}
    notify = set()
    for case in cases:
        for notice, ids in compose.notices(case, answers[case.segment.id]).items():
            notify.add(notice)
            rules |= ids
    for clock in due:
        rules |= compose.in_scope(cases[0], CLOCK_IDS.get(clock, ()))
    return {
        "outcome": compose.document_outcome([answer["outcome"] for answer in answers.values()]),
        "refer_to": compose.refer_to(answers.values()),
        "rules": sorted(rules),
        "conditions": sorted({word for a in answers.values() for word in a["conditions"]}),
        "notify": sorted(notify),
        "due": due,
        "segments": answers,
    }


def _rows_and_holds(case):
    """The first row that matches and, where it allows, the holds that match (section 1)."""
    row = next(
        row
        for row in ROWS
        if case.who(row.who)
        and case.what(row.what)
        and case.use(row.use)
        and case.where(row.where)
        and holds(row.when, case)
    )
    case.row = row.name
    if row.effect == "deny":
        return row, []
    matching = [
        hold
        for hold in HOLDS
        if hold.name != "H9" and row.layer in hold.layers and holds(hold.when, case)
    ]
    return row, matching


def _segment(case):
    """The answer for a segment by itself: everything but H9."""
    row, matching = _rows_and_holds(case)
    following = matching[0].next if matching else row.next
    if following == "refuse" and case.tags and not holds("tags_supported", case):
        second_row, second_holds = _rows_and_holds(
            Case(case.facts, case.segment, without_tags=True)
        )
        if second_holds or second_row.next != "refuse":
            return _untested(case)
    if following == "release":
        conditions = compose.conditions_of_release(case, row)
        outcome = "disclose_with_conditions" if conditions else "disclose"
        return _answer(
            case, row, matching, outcome=outcome, following="release", conditions=conditions
        )
    conditions = set(row.conditions) if row.effect == "deny" else set()
    if any(hold.name == "H8" for hold in matching):
        conditions.add("undertaking_first")
    outcome, office = _waiting(case, following)
    return _answer(case, row, matching, outcome=outcome, following=office, conditions=conditions)


def _waiting(case, following):
    """The outcome and the Next of a segment that is not released (9.1)."""
    if following == "refuse":
        return "refuse", "refuse"
    key = office_key(case.profile, following)
    office = resolve(case.profile, named_office(case.profile, key), case.conflicted)
    return ("refer" if key in ("adviser", "determiner") else "officer_judgement"), office


def _answer(case, row, matching, *, outcome, following, conditions):
    ids = set(row.grounds).union(*(hold.grounds for hold in matching))
    ids |= compose.classification(case)
    ids |= compose.requester_and_seat(case, row.layer)
    dispute_to = None
    if outcome in compose.RELEASED:
        ids |= compose.condition_ids(case, conditions)
    if outcome == "refuse":
        ids.update(case.profile["reasons_rules"])
        if row.forum == "stages" or row.name == "L1":
            ids.update(case.profile["dispute_rules"])
        dispute_to = _forum(case, row.forum)
    return {
        "outcome": outcome,
        "next": following,
        "rules": sorted(compose.in_scope(case, ids)),
        "conditions": sorted(conditions),
        "row": row.name,
        "holds": [hold.name for hold in matching],
        "dispute_to": dispute_to,
        "neither_confirm_nor_deny": outcome not in compose.RELEASED
        and holds("exists_in_confidence", case),
    }


def _untested(case):
    """The second look of section 8: the refusal rested on a tag that nobody tested."""
    ids = {"SCH12A-10", "SCH12A-W21", "TAGS"} | compose.classification(case)
    if case.segment.own_development:
        ids.add("SCH12A-9")
    outcome, office = _waiting(case, "proper_officer")
    return {
        "outcome": outcome,
        "next": office,
        "rules": sorted(compose.in_scope(case, ids)),
        "conditions": [],
        "row": "T1",
        "holds": [],
        "dispute_to": None,
        "neither_confirm_nor_deny": holds("exists_in_confidence", case),
    }


def _forum(case, forum):
    """The office that hears a dispute about a refusal (10.2)."""
    if forum == "none":
        return None
    if forum == "stages":
        stages = case.profile["dispute_stages"]
        office = next(stage for stage in stages if stage != case.profile["first_decider"])
    else:
        office = named_office(case.profile, forum)
    return resolve(case.profile, office, case.conflicted)


def _hold_the_inseparable(cases, answers):
    """Hold H9: once, after all segments are decided (section 7)."""
    kept_back = {
        case.segment.not_severable
        for case in cases
        if answers[case.segment.id]["outcome"] not in compose.RELEASED
    }
    (hold,) = [hold for hold in HOLDS if hold.name == "H9"]
    for case in cases:
        answer = answers[case.segment.id]
        together = case.segment.not_severable
        if answer["outcome"] not in compose.RELEASED or answer["row"] == "Q1":
            continue
        if together is not None and together in kept_back:
            (row,) = [row for row in ROWS if row.name == answer["row"]]
            outcome, office = _waiting(case, hold.next)
            answers[case.segment.id] = _answer(
                case, row, [hold], outcome=outcome, following=office, conditions=set()
            )
