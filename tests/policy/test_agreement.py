"""The engine, the reference decider and stock Casbin give the same answer to the same facts."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict, replace

from gateway.domain.facts import Audience, Business, ExemptTag, Facts, Office
from gateway.domain.profile import Profile
from gateway.errors import FactsError
from gateway.policy import book
from gateway.policy.facts_reader import read_facts
from tests.invariants.changes import of_request, of_requester, of_segments, with_segments
from tests.policy.casbin_alone import asked_of_casbin
from tests.reference import conditions as reference
from tests.reference.case import Case
from tests.reference.decide import reference_decide
from tests.reference.plain import plain
from tests.reference.profiles import BESIDES, COUNCILS, PRECEDENCE, PROFILES
from tests.reference.rows import HOLDS, LAYERS, ROWS, Hold, Row
from tests.reference.wellformed import NotWellFormedError
from tests.strategies import facts_for, seeded_facts

EXAMPLES = 50
"""Facts a council that hypothesis invents, and makes smaller when they disagree."""
SEEDED = 800
"""Facts a council from the fast, seeded inventor. A gate may ask for many more."""
ASKED_OF_CASBIN = 250
"""Of those, how many stock Casbin is asked about as well: it is slower."""
CONDITIONS_READ = 100
"""Facts a council of which every named condition is read by itself."""
SEED = 20_261_122

ABOUT_AN_AUDIENCE = {"outsiders_present", "briefing_cleared"}
READ_FROM_THE_ANSWER = {"casework_row", "inseparable"}
"""Conditions that read the answer so far, and so are not told from the facts alone."""
REFERENCE = {
    name: test for name, test in reference.CONDITIONS.items() if name not in READ_FROM_THE_ANSWER
}

RULES = book.load()


@pytest.mark.parametrize("council", COUNCILS)
def test_profiles_are_those_of_the_model(council):
    """Every setting of every shipped profile is the one in the model's table."""
    shipped = asdict(RULES.profiles[council])
    expected = PROFILES[council]
    assert set(expected) | BESIDES == set(Profile.__struct_fields__)
    for key, value in expected.items():
        actual = shipped[key]
        assert (frozenset(value) if isinstance(actual, frozenset) else value) == actual, key


def test_offices_are_in_the_order_of_the_model():
    """The order in which one of several offices is named is the model's."""
    assert PRECEDENCE == Office.__args__


@pytest.mark.parametrize("council", COUNCILS)
def test_policy_lines_are_the_rows_of_the_model(council):
    """Each row and hold of the model is one policy line: when it matches and what follows."""
    rows = RULES.councils[council].rows
    expected = [row._replace(what=row.what.replace(" or ", " | ")) for row in ROWS]
    actual = [
        Row(
            name=row.row,
            layer=row.layer,
            who=row.who,
            what=row.what,
            use=row.use,
            where=row.where,
            when=tuple(row.when.split(" & ")),
            effect=row.eft,
            next=row.next,
            forum=row.forum,
            conditions=row.conditions,
            grounds=row.grounds,
        )
        for row in rows
        if row.act == "release"
    ]
    assert expected == actual
    but_public = tuple(layer for layer in LAYERS if layer != "public")
    expected = [hold._replace(layers=but_public) if hold.name == "H9" else hold for hold in HOLDS]
    actual = [
        Hold(
            name=row.row,
            layers=row.layers,
            when=tuple(row.when.split(" & ")),
            next=row.next,
            grounds=row.grounds,
        )
        for row in rows
        if row.act == "hold" and row.eft == "deny"
    ]
    assert expected == actual


@pytest.mark.parametrize("council", COUNCILS)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_engine_agrees_with_the_reference(council, data):
    """Whatever hypothesis invents, the engine and the reference agree in every key."""
    facts = data.draw(facts_for(council))
    assert reference_decide(facts) == plain(RULES.decide(facts))


@pytest.mark.parametrize("council", COUNCILS)
def test_named_conditions_agree_with_the_reference(council):
    """Each named condition of section 5 is true of the same segments for both."""
    for facts in seeded_facts(council, seed=SEED, count=CONDITIONS_READ):
        for segment in facts.document.segments:
            case = Case(facts, segment)
            for name, test in REFERENCE.items():
                if facts.request.audience is not None or name not in ABOUT_AN_AUDIENCE:
                    assert test(case) == RULES.holds(name, facts, segment), name


@pytest.mark.parametrize("council", COUNCILS)
def test_engine_agrees_with_the_reference_on_many_facts(council):
    """The same on many seeded facts, which reach every row that the council has."""
    rows = set()
    for facts in seeded_facts(council, seed=SEED, count=SEEDED):
        expected = reference_decide(facts)
        assert expected == plain(RULES.decide(facts))
        rows |= {answer["row"] for answer in expected["segments"].values()}
    assert len(rows) > len(ROWS) // 2


def test_engine_agrees_with_the_reference_on_the_worked_cases():
    """The reference gives each worked case the engine's answer, which its expectation checks."""
    cases = sorted((book.shipped() / "policies").rglob("cases/*.toml"))
    assert cases
    for case in cases:
        facts = read_facts(case.read_bytes())
        assert reference_decide(facts) == plain(RULES.decide(facts)), case.stem


@pytest.mark.parametrize("council", COUNCILS)
def test_stock_casbin_agrees_with_the_engine(council):
    """Casbin alone, on the files alone, releases the same segments by the same row or hold."""
    released = held = 0
    for facts in seeded_facts(council, seed=SEED, count=ASKED_OF_CASBIN):
        decision = RULES.decide(facts)
        expected = {}
        for one in decision.segments:
            first_hold = one.holds[0] if one.holds else None
            expected[one.id] = (one.released, one.row, first_hold)
            released += one.released
            held += bool(one.holds)
        actual = asked_of_casbin(facts, decision)
        second_looks = {one.id for one in decision.segments if one.row == "T1"}
        for name, answer in actual.items():
            if name in second_looks:  # Casbin gives the refusal that the second look replaced
                assert not answer[0]
            else:
                assert expected[name] == answer
        assert RULES.casbin_releases(facts, decision) == {
            name for name, answer in actual.items() if answer[0]
        }
    assert released
    assert held


def broken(facts: Facts):
    """The facts made ill-formed in each way that section 2 forbids, and what is wrong."""
    first = facts.document.segments[0]
    now = facts.now
    foreign = {"england": 12, "wales": 3, "none": 19}[PROFILES[facts.council]["exemption_scheme"]]
    yield "council", replace(facts, council="nowhere")
    yield "before the calendar", replace(facts, now=now.replace(year=2023, day=1))
    yield "after the calendar", replace(facts, now=now.replace(year=2029, day=1))
    yield "same id", with_segments(facts, [first, first])
    if facts.request.type == "officer_check":
        yield "officer asking as a member", of_request(facts, type="access", audience=None)
        yield "member checking", of_requester(facts, kind="councillor")
        yield "no audience", of_request(facts, audience=None)
    else:
        yield "audience", of_request(facts, audience=Audience())
        yield "member checking", of_request(facts, type="officer_check", audience=Audience())
        yield "officer asking as a member", of_requester(facts, kind="officer")
    endings = {
        "ended without a start": Business(body="body-a", ended=now),
        "ended before it started": Business(
            body="body-a", start=now, ended=now - timedelta(seconds=1)
        ),
    }
    for name, entry in endings.items():
        yield name, of_segments(facts, business=(*first.business, entry))
    if foreign in range(1, 19):
        yield "paragraph", of_segments(facts, exempt=(ExemptTag(paragraph=foreign),))


@pytest.mark.parametrize("council", COUNCILS)
def test_both_refuse_facts_that_contradict_themselves(council):
    """Neither the engine nor the reference decides on ill-formed facts."""
    met = set()
    for facts in seeded_facts(council, seed=SEED, count=150):
        for name, wrong in broken(facts):
            met.add(name)
            with pytest.raises(NotWellFormedError):
                reference_decide(wrong)
            with pytest.raises(FactsError):
                RULES.decide(wrong)
    assert len(met) == (10 if council == "lydney" else 11)  # no paragraph is foreign to no scheme
