"""Facts, profiles and decisions are frozen values, plain where nothing is said."""

from datetime import date, datetime
from typing import get_args

import msgspec
import pytest

from gateway.domain import decision, facts, profile
from gateway.domain.decision import RELEASED, SegmentDecision
from gateway.domain.facts import Document, Facts, Office, Request, Requester, Segment

NOW = datetime(2026, 6, 8, 10, 0)  # noqa: DTZ001 - facts are local times
PLAIN = Facts(
    id="1",
    title="An invented request",
    council="england",
    now=NOW,
    requester=Requester(kind="councillor", person="person-a"),
    request=Request(type="access"),
    document=Document(segments=(Segment(id="part"),)),
)
STRUCTS = [
    value
    for module in (facts, decision, profile)
    for value in vars(module).values()
    if isinstance(value, type)
    and issubclass(value, msgspec.Struct)
    and value.__module__ == module.__name__
]


@pytest.mark.parametrize("struct", STRUCTS)
def test_every_struct_is_frozen(struct):
    """Nothing that a decision reads or says can be changed afterwards."""
    assert struct.__struct_config__.frozen


@pytest.mark.parametrize(
    "struct", [struct for struct in STRUCTS if struct.__module__ != decision.__name__]
)
def test_everything_that_is_read_refuses_unknown_keys(struct):
    """Facts and settings are refused when they hold a key that is not known."""
    assert struct.__struct_config__.forbid_unknown_fields


def test_what_is_not_said_takes_the_models_default():
    """The defaults of section 2: nothing closed, nothing found, nobody else involved."""
    segment, request, requester = PLAIN.document.segments[0], PLAIN.request, PLAIN.requester

    assert ("report", False, "council", None) == (
        segment.kind,
        segment.public,
        segment.held_by,
        segment.held_by_council,
    )
    assert ("none", "none", "none") == (
        segment.confidential,
        segment.third_party_confidence,
        segment.personal_data,
    )
    assert ("inspect", "none", "none", "standard") == (
        request.form,
        request.purpose,
        request.scrutiny_link,
        request.channel,
    )
    assert ("current", None, frozenset(), False) == (
        requester.standing,
        requester.group,
        requester.positions,
        requester.undertaking,
    )
    assert segment.author_consents is None
    assert PLAIN.findings.conflicted_offices == frozenset()


@pytest.mark.parametrize("name", facts.SegmentFindings.__struct_fields__)
def test_a_finding_that_nobody_made_is_absent(name):
    """Not yet found is a value of its own and never the same as "no"."""
    assert getattr(PLAIN.findings, name) is None
    assert getattr(PLAIN.document.segments[0].findings, name) is None


def test_arrays_have_no_order_where_none_matters():
    """The same bodies in another order, or twice, are the same facts."""
    one, other = (
        msgspec.convert({"kind": "councillor", "person": "p", "bodies": bodies}, Requester)
        for bodies in (["a", "b"], ["b", "a", "b"])
    )

    assert one == other


@pytest.mark.parametrize("when", [date(2026, 6, 8), NOW])
def test_an_expected_clock_is_a_day_or_a_moment(when):
    """What a worked case expects of a clock keeps its kind."""
    told = {"outcome": "refuse", "segments": {}, "due": {"response": when}}
    expect = msgspec.convert(told, facts.Expect, builtin_types=(datetime, date))

    assert type(when) is type(expect.due["response"])


@pytest.mark.parametrize("outcome", get_args(decision.SegmentOutcome))
def test_only_two_outcomes_release(outcome):
    """A segment goes out when it is disclosed, with conditions or without, and only then."""
    answer = SegmentDecision(
        id="part",
        outcome=outcome,
        next="refuse",
        rules=(),
        conditions=(),
        row="Z1",
        holds=(),
        dispute_to=None,
        neither_confirm_nor_deny=False,
    )

    assert (outcome in ("disclose", "disclose_with_conditions")) is answer.released
    assert RELEASED <= set(get_args(decision.Outcome))


def test_the_offices_stand_in_their_order():
    """The full council comes first, the director last; eighteen offices in all."""
    offices = get_args(Office)

    assert ("full_council", "director", 18) == (offices[0], offices[-1], len(set(offices)))
