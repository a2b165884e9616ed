"""Every answer says why: each rule that bore on it, with its clauses, words and facts."""

from functools import cache

import pytest
from msgspec.structs import replace

from gateway.domain.decision import Decision, Ground, SegmentDecision
from gateway.domain.facts import Audience, Facts
from gateway.errors import FactsError
from gateway.policy.conditions import CONDITIONS
from gateway.policy.explain import rule_sentence
from gateway.policy.expressions import Always, And, Expression, Is, Named, Never, Not, Or, Some
from gateway.policy.letters import NOTICES, clock_sentence
from gateway.policy.predicate import predicate
from gateway.policy.rules import Row
from gateway.policy.scope import cited
from gateway.policy.sentence import clause
from gateway.policy.specialise import specialise
from gateway.policy.telling import failing, telling
from tests.policy.books import COUNCILS, case, facts, officer_check, rule_book, with_own_row
from tests.policy.expressions_at_random import settled
from tests.strategies import seeded_facts


@cache
def explained(council: str) -> tuple[tuple[Facts, Decision], ...]:
    """Random facts of a council, each with its explained decision."""
    found = []
    for one in seeded_facts(council, seed=19, count=100):
        try:
            decision = rule_book().decide(one)
        except FactsError:  # a clock would count beyond the calendar
            continue
        found.append((one, rule_book().explain(one, decision)))
    return tuple(found)


def row_of(council: str, name: str) -> Row:
    """The row of that id."""
    return next(row for row in rule_book().councils[council].rows if row.row == name)


def parts(one: SegmentDecision | Decision, part: str) -> list[Ground]:
    """The grounds that played this part."""
    return [ground for ground in one.grounds if ground.part == part]


def asked(council: str, row: Row) -> Expression:
    """What a row asks under a council's settings."""
    return specialise(row.asks, settled(council))


@pytest.mark.parametrize("council", COUNCILS)
def test_explaining_changes_no_answer(council):
    """An explained decision is the decision, with grounds."""
    for one, decision in explained(council):
        plain = rule_book().decide(one)
        for name in ("outcome", "refer_to", "rules", "conditions", "notify", "due", "rule_book"):
            assert getattr(plain, name) == getattr(decision, name)
        assert [part.row for part in plain.segments] == [part.row for part in decision.segments]


@pytest.mark.parametrize("council", COUNCILS)
def test_every_ground_cites_what_applies(council):
    """No ground cites another council's protocol, or another nation's law; all are cited above."""
    profile = rule_book().profiles[council]

    for _, decision in explained(council):
        for one in (decision, *decision.segments):
            for ground in one.grounds:
                assert all(cited(clause_id, profile) for clause_id in ground.clauses)
                assert list(ground.clauses) == sorted(set(ground.clauses))
                if ground.part != "route_tried":
                    assert set(ground.clauses) <= set(decision.rules)


@pytest.mark.parametrize("council", COUNCILS)
def test_every_rule_that_bore_on_it_has_a_ground(council):
    """The deciding row, each hold, condition, notice and clock, each once and in its order."""
    for _, decision in explained(council):
        assert list(decision.notify) == [one.row for one in parts(decision, "notice")]
        assert list(decision.due) == [one.row for one in parts(decision, "clock")]
        for segment in decision.segments:
            assert [segment.row] == [one.row for one in parts(segment, "decided")]
            assert list(segment.holds) == [one.row for one in parts(segment, "held")]
            assert list(segment.conditions) == [one.row for one in parts(segment, "condition")]


@pytest.mark.parametrize("council", COUNCILS)
def test_the_grounds_cite_all_that_the_answer_cites(council):
    """No rule id stands in an answer without a ground that says why."""
    for _, decision in explained(council):
        told = [ground for one in (decision, *decision.segments) for ground in one.grounds]

        cites = {one for ground in told if ground.part != "route_tried" for one in ground.clauses}
        assert set(decision.rules) == cites


def tried(council: str, one: Facts, segment: SegmentDecision) -> list[Row]:
    """The rows that could have released a segment before the one that refused it."""
    deciding = row_of(council, segment.row)
    return [
        row
        for row in rule_book().councils[council].rows
        if row.act == "release"
        and row.eft == "allow"
        and row.priority < deciding.priority
        and row.use in ("any", one.request.type)
        and asked(council, row) != Never()
    ]


@pytest.mark.parametrize("council", COUNCILS)
def test_a_refusal_lists_every_route_that_was_tried(council):
    """Each rule of the council that could have released it and came first, and no other."""
    for one, decision in explained(council):
        for segment in decision.segments:
            routes = [ground.row for ground in parts(segment, "route_tried")]
            if segment.outcome == "refuse":
                assert [row.row for row in tried(council, one, segment)] == routes
            else:
                assert [] == routes


@pytest.mark.parametrize("council", COUNCILS)
def test_each_failure_that_is_told_is_one(council):
    """What is told to have failed does not hold, and all that failed is told."""
    for one, decision in explained(council):
        for place, segment in enumerate(decision.segments):
            for ground in parts(segment, "route_tried"):
                test = asked(council, row_of(council, ground.row))
                conjuncts = test.parts if isinstance(test, And) else (test,)
                failed = [
                    clause(part, holds=False)
                    for part in conjuncts
                    if not predicate(part)(case(one, place=place))
                ]
                assert failed
                assert list(dict.fromkeys(failed)) == list(ground.facts)


@pytest.mark.parametrize("council", COUNCILS)
def test_sentences_are_plain_words(council):
    """No ground shows a name of the program, a gap or a slip of the pen."""
    for _, decision in explained(council):
        for one in (decision, *decision.segments):
            for ground in one.grounds:
                assert ground.sentence.endswith(".")
                for words in (ground.sentence, *ground.facts):
                    assert "_" not in words
                    assert "  " not in words
                    assert "None" not in words
                    assert words == words.strip()


@pytest.mark.parametrize("council", COUNCILS)
def test_the_deciding_ground_says_what_made_it_so(council):
    """Unless the rule asks for nothing, the facts that satisfied it are told, each once."""
    for _, decision in explained(council):
        for segment in decision.segments:
            [ground] = parts(segment, "decided")
            if segment.row == "T1":
                assert set(ground.clauses) == set(segment.rules)
                continue
            test = asked(council, row_of(council, segment.row))
            assert bool(ground.facts) is (test != Always())
            assert len(ground.facts) == len(set(ground.facts))


def explain(one: Facts) -> Decision:
    """The decision on these facts, explained."""
    return rule_book().explain(one, rule_book().decide(one))


def test_a_release_tells_the_meeting():
    """A right to a paper for a coming meeting names the meeting's moment."""
    decision = explain(
        facts(segment='business = [{body = "planning", start = 2026-06-15T18:30:00}]')
    )

    [ground] = parts(decision.segments[0], "decided")
    assert "S1" == ground.row
    assert any("(Monday 15 June 2026, 6.30pm)" in fact for fact in ground.facts)
    assert ("LGA-100F-1",) == ground.clauses
    [clock] = parts(decision, "clock")
    assert clock_sentence("meeting", decision.due["meeting"]) == clock.sentence


def test_an_alternative_tells_the_one_that_is_so():
    """Of several ways to have an interest, the one that the reader has is told."""
    decision = explain(
        facts(
            requester='interests = [{matter = "m1", kind = "other_registrable"}]',
            findings="reasonably_necessary = true",
            segment='matters = ["m1"]',
        )
    )

    [ground] = parts(decision.segments[0], "held")
    assert "H3" == ground.row
    assert any("declared interest" in fact for fact in ground.facts)
    assert clause(CONDITIONS["adverse"].part) not in ground.facts


def test_the_default_says_that_no_rule_decides():
    """Where no rule matches, that is said, and nothing else."""
    [ground] = parts(explain(facts()).segments[0], "decided")

    assert ("Z1", ()) == (ground.row, ground.facts)
    assert "No rule settles it by itself, so an officer must decide." == ground.sentence
    council = rule_book().councils["england"]
    assert "No rule says otherwise, so you may see it." == rule_sentence(
        council, row_of("england", "GO")
    )


def test_untested_marks_are_told_at_the_second_look():
    """A segment that waits for a public interest test says so."""
    decision = explain(
        facts(
            findings="reasonably_necessary = false",
            segment='kind = "individual_employment"\nexempt = [{paragraph = 1}]\n'
            'business = [{body = "planning", start = 2026-06-15T18:30:00}]',
        )
    )

    [ground] = parts(decision.segments[0], "decided")
    assert "T1" == ground.row, decision.segments[0]
    assert "no public interest test" in ground.sentence
    assert {"SCH12A-10", "SCH12A-1"} <= set(ground.clauses)


def test_conditions_that_wait_cite_nothing():
    """A duty on a segment that is not released is told without adding its clauses."""
    decision = explain(facts(requester='standing = "former"'))

    [ground] = parts(decision.segments[0], "condition")
    assert ("confidential", ()) == (ground.row, ground.clauses)


def test_a_notice_has_its_ground():
    """Who else is told stands among the grounds of the document, with the clause."""
    check = officer_check("rutland", findings="briefing_approved = true")
    audience = Audience(councillors=2, group="group-a")
    decision = explain(replace(check, request=replace(check.request, audience=audience)))

    [ground] = parts(decision, "notice")
    assert ("all_groups", ("RUT-8.7a",)) == (ground.row, ground.clauses)
    assert NOTICES["all_groups"] == ground.sentence


OPEN = Is("segment.public", True)
AT_A_MEETING = Some("entry", Is("entry.private", True))


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        (Always(), []),
        (Named("always", Always()), []),
        (Or((OPEN, Not(OPEN))), [Not(OPEN)]),
        (Or((OPEN, Never())), []),
        (And((Not(OPEN), Always())), [Not(OPEN)]),
        (Named("closed to all", Not(OPEN)), [Not(OPEN)]),
        (AT_A_MEETING, [AT_A_MEETING]),  # of no entry: the words stand without a date
    ],
)
def test_the_facts_that_make_it_so(expression, told):
    """Every part of a whole, the first alternative that holds, and nothing for what always does."""
    assert [clause(one) for one in told] == list(telling(expression)(case()))


def test_only_what_fails_is_told_as_failing():
    """Of several parts those that do not hold are told; of one, that it does not."""
    assert [clause(Not(OPEN))] == list(failing(And((OPEN, Not(OPEN))))(case()))
    assert [clause(Not(OPEN))] == list(failing(OPEN)(case()))


def test_a_councils_own_last_word_has_every_route_before_it():
    """A refusal by a council's own last rule lists all the ways to a release."""
    last = "p, 715, LAST1, release, discretion, any, any, access, all, always, deny, refuse, "
    book = with_own_row(f"{last}stages, -, CL-CONF")
    asked_for = facts()
    decision = book.explain(asked_for, book.decide(asked_for))

    routes = [ground.row for ground in parts(decision.segments[0], "route_tried")]
    assert "LAST1" == decision.segments[0].row
    assert ("Q1", "N11") == (routes[0], routes[-1])
