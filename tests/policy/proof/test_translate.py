"""Each kind of expression means in z3 what it means for a case."""

from dataclasses import dataclass

import pytest
import z3

from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Has,
    Is,
    MoreThan,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    SameDay,
    Some,
    Within,
)
from gateway.policy.proof import logic
from gateway.policy.proof.any_facts import any_facts, given, more, settled
from gateway.policy.proof.kinds import kind_of
from gateway.policy.proof.plainest import can_be, plainest
from gateway.policy.proof.reading import Reading
from gateway.policy.proof.reads import fields_read
from gateway.policy.vocabulary import COLLECTIONS, FIELDS
from tests.policy.books import rule_book

COUNCIL = rule_book().councils["oxford"]


@dataclass(frozen=True)
class Unknown:
    """A node of no kind."""


def possible(*expressions, view=None):
    """Whether some facts are as all of the expressions say."""
    view = view or any_facts(COUNCIL)
    return can_be(view.unknowns, *(view.holds(one) for one in expressions))


TO_COME = Some("entry", Before("now", "entry.start"))
OPEN = (
    Always(),
    Is("request.broad", True),
    Is("requester.kind", "officer"),
    OneOf("request.purpose", ("casework", "personal")),
    Same("segment.owner_group", "requester.group"),
    Same("segment.held_by_council", "council"),
    Present("segment.advice_to"),
    Present("segment.subjects"),
    Present("requester.positions"),
    Present("segment.business"),
    Present("findings.good_faith"),
    Has("requester.bodies", "segment.advice_to"),
    Contains("requester.positions", "leader"),
    Contains("findings.conflicted_offices", "chairman"),
    Overlaps("requester.adverse", "segment.matters"),
    Overlaps("requester.positions", "requester.positions"),
    Within("segment.subjects", "request.consents"),
    Within("segment.subjects", "request.on_behalf_of"),
    Within("requester.positions", "requester.positions"),
    Before("now", "decision.made"),
    SameDay("now", "decision.made"),
    TO_COME,
    Some("tag", Is("tag.paragraph", 3)),
    Some("interest", Has("segment.matters", "interest.matter")),
    Some("substitute", Same("substitute.meeting", "now")),
    And((Is("request.broad", True), Not(Is("request.broad", False)))),
    Or((Never(), TO_COME)),
    Named("mine", TO_COME),
)


@pytest.mark.parametrize("expression", OPEN, ids=str)
def test_what_can_be_can_also_not_be(expression):
    """Every such expression holds for some facts; all but what always holds fails for others."""
    tautologies = {Always(), Within("requester.positions", "requester.positions")}
    assert possible(expression)
    assert (expression in tautologies) is not possible(Not(expression))


IMPOSSIBLE = (
    (Never(),),
    (Is("request.broad", True), Is("request.broad", False)),
    (Is("request.type", "officer_check"), Is("requester.kind", "public")),
    (Is("request.type", "access"), MoreThan("audience.others", 0)),
    (Is("findings.good_faith", True), Not(Present("findings.good_faith"))),
    (Overlaps("requester.adverse", "segment.matters"), Not(Present("segment.matters"))),
    (
        Within("segment.subjects", "request.consents"),
        Has("segment.subjects", "requester.person"),
        Not(Has("request.consents", "requester.person")),
    ),
    (
        Present("segment.subjects"),
        Within("segment.subjects", "request.on_behalf_of"),
        Not(Present("request.on_behalf_of")),
    ),
    (Some("tag", Is("tag.paragraph", 14)),),
    (
        Some("entry", And((Before("entry.ended", "entry.start"), Present("entry.start")))),
        Present("segment.business"),
    ),
    (Some("entry", And((Present("entry.ended"), Not(Present("entry.start"))))),),
    (TO_COME, Not(Present("segment.business"))),
    (Same("segment.owner_group", "requester.group"), Not(Present("requester.group"))),
    (Is("profile.special_advice", False),),
    (Has("profile.barred_purposes", "request.purpose"),),
    (Is("row", "S1"),),
    (Is("decision.by", "member"), Not(Present("decision.made"))),
)


@pytest.mark.parametrize("expressions", IMPOSSIBLE, ids=str)
def test_what_no_well_formed_facts_say_is_impossible(expressions):
    """Contradictions, facts that are not well-formed, and other councils' settings fit nothing."""
    assert not possible(*expressions)


def test_an_emptied_collection_has_no_items_but_those_added():
    """A view can take all items of a collection away, and add items of its own."""
    view = any_facts(COUNCIL)
    bare = view.but(emptied=frozenset({"tag"}))
    assert not possible(Some("tag", Always()), view=bare)
    assert possible(
        Present("segment.exempt"), view=bare.but(added={"tag": (view.unknowns.thing("tag"),)})
    )


def test_a_condition_is_read_anew_where_its_facts_change():
    """What a view remembers of a condition is not carried over to facts that change it."""
    view = any_facts(COUNCIL)
    broad = Named("broad", Is("request.broad", True))
    link = Named("link", Not(Is("request.scrutiny_link", "none")))
    told = view.holds(broad), view.holds(link)
    after = settled(view, {"request.broad": True})
    assert z3.is_true(after.holds(broad))
    assert told[1] is after.holds(link)
    assert not z3.is_true(view.holds(Named("broad", Never())))


def test_a_set_can_be_given_one_more_value():
    """The set with one more value holds that value and all it held before."""
    view = any_facts(COUNCIL)
    one = kind_of("requester.positions").constant("leader")
    held = more(view.many("requester.positions"), one)
    assert not can_be(view.unknowns, logic.no(held.has(one)))


@pytest.mark.parametrize(
    "wrong",
    [
        Is("requester.kind", "mayor"),
        Is("segment.owner_group", "group-a"),
        Is("decision.made", 3),
        Is("requester.bodies", "planning"),
        Has("requester.person", "segment.advice_to"),
        Before("now", "today"),
    ],
    ids=str,
)
def test_an_expression_that_means_nothing_is_refused(wrong):
    """A value that a field cannot have, a set where a value belongs: a fault of the rules."""
    with pytest.raises(TypeError):
        any_facts(COUNCIL).holds(wrong)


def test_an_unknown_node_is_found_at_once():
    """A kind of node that is added to the language must be given its meaning here too."""
    for read in (any_facts(COUNCIL).holds, fields_read):
        with pytest.raises(AssertionError):
            read(Unknown())


def test_every_field_of_the_vocabulary_has_a_kind():
    """What a field holds is read from the facts; only collections hold no value."""
    for name in FIELDS:
        if name in COLLECTIONS.values():
            with pytest.raises(TypeError):
                kind_of(name)
        else:
            assert kind_of(name).sort is not None


def test_the_plainest_facts_are_an_ordinary_request():
    """Where nothing is asked for, a councillor asks to read a report."""
    view = any_facts(COUNCIL)
    found = Reading(plainest([view], view.unknowns), view, COUNCIL).facts("plain")
    segment = found.document.segments[0]
    assert ("councillor", "access", "report") == (
        found.requester.kind,
        found.request.type,
        segment.kind,
    )
    assert ((), (), frozenset()) == (segment.business, segment.exempt, found.requester.bodies)


def test_nothing_is_found_where_nothing_fits():
    """Formulas that no facts fit have no model."""
    view = any_facts(COUNCIL)
    assert plainest([view], view.unknowns, logic.FALSE) is None


def test_facts_name_what_they_hold():
    """The council by its name, two people apart, a tied part that is not released."""
    view = settled(any_facts(COUNCIL), {"sibling_waits": True})
    formulas = [
        view.holds(one)
        for one in (
            Same("segment.held_by_council", "council"),
            Present("segment.advice_to"),
            Not(Same("segment.advice_to", "requester.person")),
            Present("segment.not_severable"),
            Some("interest", Always()),
            Some("tag", Present("tag.tested")),
            MoreThan("audience.others", 2),
            Present("decision.made"),
        )
    ]
    found = Reading(plainest([view], view.unknowns, *formulas), view, COUNCIL).facts("named")
    paper, tied = found.document.segments
    assert "oxford" == paper.held_by_council
    assert paper.advice_to not in {None, found.requester.person}
    assert (paper.not_severable, "court_order") == (tied.not_severable, tied.confidential)
    assert 3 == found.request.audience.others
    assert paper.executive_decision is not None


def test_logic_leaves_out_what_is_settled():
    """And, or and not of formulas are as short as what they are given allows."""
    one = z3.Bool("one")
    assert logic.every([]) is logic.TRUE
    assert logic.some([]) is logic.FALSE
    assert logic.both(one, logic.TRUE) is one
    assert logic.either(one, logic.FALSE) is one
    assert logic.every([one, logic.FALSE, None]) is logic.FALSE
    assert logic.some([one, logic.TRUE, None]) is logic.TRUE
    assert logic.no(logic.TRUE) is logic.FALSE
    assert logic.no(logic.FALSE) is logic.TRUE
    assert logic.implies(logic.TRUE, one) is one


def test_a_fact_that_is_not_known_has_no_value():
    """A field given as not known is equal to nothing."""
    view = any_facts(COUNCIL).but({"segment.advice_to": given("segment.advice_to", None)})
    assert not possible(Same("segment.advice_to", "requester.person"), view=view)
