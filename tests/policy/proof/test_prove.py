"""The invariants are proved for the shipped rules, and what stands in their way is told."""

from dataclasses import replace as with_columns

import pytest
from msgspec.structs import replace

from gateway.policy import notices, vocabulary
from gateway.policy.conditions import CONDITIONS
from gateway.policy.council import Council
from gateway.policy.expressions import Named, Present
from gateway.policy.proof.claims import Subject
from gateway.policy.proof.counterexample import Answer, Counterexample
from gateway.policy.proof.prove import INVARIANTS, prove, prove_one
from gateway.policy.vocabulary import Field
from tests.policy.books import COUNCILS, rule_book
from tests.policy.proof.small import small_book

LEAVES_NOTHING = {
    "borough": {"13": "not concerned"},
    "england": {"5": "never met", "13": "not concerned"},
    "lydney": {"4": "not concerned", "12": "never met"},
    "oxford": {"5": "never met", "13": "not concerned"},
    "rutland": {"13": "not concerned"},
    "wales": {"5": "never met", "13": "not concerned"},
    "wolverhampton": {"13": "not concerned"},
}
"""What is not proved because there is nothing to prove: no such bar, no such tags, no such law."""


def states(book, council):
    """What became of each invariant of the model in a council."""
    proofs = prove(book, [book.councils[council]], {})
    return {proof.invariant: proof.state for proof in proofs}


def expected(council, **besides):
    """What should become of each."""
    return dict.fromkeys(INVARIANTS, "proved") | LEAVES_NOTHING[council] | besides


def test_every_invariant_is_proved_of_a_few_rules():
    """All 25 hold for a small rule book; with one council there is no other law to compare."""
    besides = {"4": "not concerned"}
    found = states(small_book("wolverhampton"), "wolverhampton")
    assert expected("wolverhampton", **besides) == found


def test_the_law_of_principal_councils_does_not_reach_a_local_one():
    """For a town council, invariant 13 is proved: no exemption changes an answer there."""
    book = small_book("lydney")
    subject = Subject(book, book.councils["lydney"])
    assert "proved" == prove_one(subject, "13", INVARIANTS["13"]).state


@pytest.mark.gate
@pytest.mark.parametrize("council", COUNCILS)
def test_every_invariant_is_proved(council):
    """All 25 hold for all well-formed facts of a council, or concern it in nothing."""
    assert expected(council) == states(rule_book(), council)


def test_there_are_25_invariants_and_each_says_what_it_is():
    """The model has 25 invariants; each is here, with a sentence."""
    assert [str(number) for number in range(1, 26)] == list(INVARIANTS)
    assert all(one.__doc__ for parts in INVARIANTS.values() for one in parts)


def proof_of(name, council):
    """One invariant, for a council that is in no rule book."""
    return prove_one(Subject(rule_book(), council), name, INVARIANTS[name])


def like(council, **changed):
    """A council with other settings."""
    given = rule_book().councils[council]
    return Council(given.name, replace(given.profile, **changed), given.rows, given.calendar)


def test_a_local_council_that_cites_foreign_law_is_found():
    """A town council under Schedule 12A would cite law that does not reach it."""
    found = proof_of("13", like("lydney", exemption_scheme="england"))
    assert "broken" == found.state
    assert "SCH12A-1" in found.fault


def test_a_council_without_exempt_information_needs_no_second_look():
    """Where nothing of the second look could be cited, it is never taken."""
    town = small_book("lydney").councils["lydney"]
    assert "proved" == proof_of("1", town).state


def test_a_protocol_is_compared_with_the_law_alone():
    """Invariant 4 holds for the council whose protocol is stricter than any other."""
    assert "proved" == proof_of("4", rule_book().councils["wolverhampton"]).state


def test_a_council_without_a_law_of_its_own_is_not_compared():
    """Invariant 4 compares only councils under the very same law."""
    assert "not concerned" == proof_of("4", like("oxford", executive_arrangements=False)).state


def test_a_row_that_cites_nothing_is_found():
    """Facts that such a row decides break the first invariant."""
    given = rule_book().councils["england"]
    rows = tuple(
        with_columns(row, grounds=("WLV-15.9",)) if row.row == "S8" else row for row in given.rows
    )
    found = proof_of("1", Council(given.name, given.profile, rows, given.calendar))
    assert ("broken", "S8") == (found.state, found.counterexample.decided[0].row)


def test_a_notice_that_is_not_quiet_is_found(monkeypatch):
    """If nothing stopped the notices on casework, the combinations would show it."""
    monkeypatch.setattr(notices, "_allowed", lambda _look, _name: True)
    found = proof_of("22", rule_book().councils["oxford"])
    assert ("broken", "it sends board_member, committee_chair") == (found.state, found.fault)


def test_a_condition_that_reads_an_inert_fact_is_found(monkeypatch):
    """A condition on the member's own words would be found, without any facts."""
    words = Field(at="request.statement", says="the statement")
    monkeypatch.setitem(vocabulary.FIELDS, "request.statement", words)
    read = Named("bad_faith", Present("request.statement"))
    monkeypatch.setitem(CONDITIONS, "bad_faith", read)
    found = proof_of("16", rule_book().councils["oxford"])
    assert ("broken", "conditions read request.statement") == (found.state, found.fault)


def test_a_disagreement_is_told():
    """Where z3 and the engine differ, the counterexample says that it is no proof of a fault."""
    released = Answer(row="S1", holds=(), outcome="released", waits_for="")
    refused = Answer(row="P1", holds=(), outcome="refused", waits_for="")
    told = [
        Counterexample(about="", facts=(), found=(released,), decided=(one,)).agreed
        for one in (released, refused)
    ]
    assert [True, False] == told
