"""One human being with two roles: it goes by the person, and by the capacity that they chose."""

from itertools import permutations

import pytest

from gateway.casework.drafts import DiscardDraft, SaveDraft, SendDraft, draft_of, drafts_of
from gateway.casework.hearing import disputes_for
from gateway.casework.rule_books import AdoptRuleBook, ProposeRuleBook
from gateway.casework.steps import Withdraw
from gateway.domain.people import Caller
from gateway.domain.requests import AskedRequest
from gateway.errors import NotAllowedError, NotFoundError
from gateway.policy.life.routes import opens_to
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.casing import CEO, DEE, PAT, SID, case_of, staffed, take, tie
from tests.casework.disputing import answer, dispute
from tests.casework.test_accounts import come
from tests.casework.test_capacities import choose, opened
from tests.casework.test_findings import find
from tests.casework.test_rule_books import DRAFT, OTHER, in_force
from tests.casework.test_sessions import caller
from tests.casework.thornmere import ADA, AUDREY, BEN, FAY, LOOSE, MOIRA, OLIVE, OPEN
from tests.store.borough import Borough, id_of


def same(town: Borough, one: str, other: str) -> None:
    """Two entries of the register are declared to be the same human being."""
    tie(town, tables.relationships, person=one, other=other, same_person=True)


def test_a_councillor_who_is_the_officer_too_does_not_find_in_their_own_case(town: Borough):
    """Ben is the service director as well: as the officer he sees nothing of it, the next acts."""
    same(staffed(town), SID, BEN)
    with town.office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        for by in (SID, BEN):
            with pytest.raises((NotFoundError, NotAllowedError)):
                take(office, find(asked.reference, "reasonably_necessary", True, by=by))
        with pytest.raises(NotFoundError):
            case_of(office, SID, asked.reference)
        assert "chief_executive" == case_of(office, BEN, asked.reference).segments[0].office
        take(office, find(asked.reference, "reasonably_necessary", True, by=CEO))
        assert "agreed" == case_of(office, BEN, asked.reference).state


def test_each_capacity_has_its_own_steps(town: Borough):
    """The request is that of the entry which asked: the other neither asks, nor withdraws it."""
    same(staffed(town), SID, BEN)
    with town.office() as office:
        with pytest.raises(NotAllowedError):
            submit(office, SID, LOOSE)
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        with pytest.raises(NotFoundError):
            take(office, Withdraw(by=SID, reference=asked.reference))
        take(office, Withdraw(by=BEN, reference=asked.reference))


def test_the_capacity_that_was_chosen_opens_its_pages_alone(town: Borough):
    """As a councillor they ask and see no cases; as an officer it is the other way about."""
    same(town, OLIVE, ADA)
    with town.office() as office:
        opened(office)
        begun = come(office)
        for person, opens in ((OLIVE, ["GET /cases"]), (ADA, ["GET /ask"])):
            begun = choose(office, begun, person)
            who: Caller | None = caller(office, begun.secret)
            assert who is not None
            assert opens == [call for call in ("GET /ask", "GET /cases") if opens_to(call, who)]


def test_who_found_as_one_office_does_not_hear_as_another(town: Borough):
    """Moira directs the service as well: she refused, so her deputy hears the dispute."""
    town.add(tables.offices, person=MOIRA, office="service_director")
    town.person("Dee", "officer", offices="deputy_monitoring_officer")
    with town.office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        take(office, find(asked.reference, "reasonably_necessary", False, by=MOIRA))
        number = take(office, dispute(asked.reference, segments=("body",)))
        with pytest.raises(NotAllowedError):
            take(office, answer(asked.reference, number, "uphold", by=MOIRA))
        with office.reading() as reading:
            (waiting,) = disputes_for(reading, DEE).items
        assert ("deputy_monitoring_officer", True) == (waiting.heard_by, waiting.yours)
        take(office, answer(asked.reference, number, "uphold", by=DEE))


def test_who_found_hears_nothing_under_their_other_entry(town: Borough):
    """The service director is in the register twice, once as the Monitoring Officer."""
    same(staffed(town), SID, MOIRA)
    with town.office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        take(office, find(asked.reference, "reasonably_necessary", False))
        number = take(office, dispute(asked.reference, segments=("body",)))
        with pytest.raises((NotFoundError, NotAllowedError)):
            take(office, answer(asked.reference, number, "uphold", by=MOIRA))
        take(office, answer(asked.reference, number, "uphold", by=DEE))


@pytest.fixture
def ruled(town: Borough) -> Borough:
    """The town with two deputies to the Monitoring Officer: three answer for the rules."""
    for name in ("Dan", "Eve"):
        town.person(name, "officer", offices="deputy_monitoring_officer")
    return town


DAN, EVE = id_of("Dan"), id_of("Eve")


@pytest.mark.parametrize(("proposer", "first", "second"), list(permutations((MOIRA, DAN, EVE))))
def test_of_three_any_other_adopts_and_once_only(
    ruled: Borough, proposer: str, first: str, second: str
):
    """Who proposed it never does, before or between; whoever comes second finds it done."""
    with ruled.office() as office:
        take(office, ProposeRuleBook(by=proposer, rule_book=DRAFT))
        adoption = {by: AdoptRuleBook(by=by, digest=DRAFT.digest) for by in (MOIRA, DAN, EVE)}
        with pytest.raises(NotAllowedError, match="somebody else"):
            take(office, adoption[proposer])
        take(office, adoption[first])
        assert DRAFT.digest == in_force(ruled)
        for late in (second, proposer):
            with pytest.raises(NotFoundError):
                take(office, adoption[late])


def test_of_two_proposals_the_other_lapses(ruled: Borough):
    """Each of two people adopts the other's: the first that is adopted ends the second."""
    with ruled.office() as office:
        take(office, ProposeRuleBook(by=MOIRA, rule_book=DRAFT))
        take(office, ProposeRuleBook(by=DAN, rule_book=OTHER))
        with pytest.raises(NotAllowedError):
            take(office, AdoptRuleBook(by=DAN, digest=OTHER.digest))
        take(office, AdoptRuleBook(by=DAN, digest=DRAFT.digest))
        for by in (MOIRA, EVE):
            with pytest.raises(NotFoundError):
                take(office, AdoptRuleBook(by=by, digest=OTHER.digest))
    assert DRAFT.digest == in_force(ruled)


@pytest.mark.parametrize(("one", "other"), [(MOIRA, DAN), (DAN, MOIRA)])
def test_the_same_human_being_does_not_adopt_what_they_proposed(
    ruled: Borough, one: str, other: str
):
    """Not under another entry of the register either; a third person does."""
    same(ruled, MOIRA, DAN)
    with ruled.office() as office:
        take(office, ProposeRuleBook(by=one, rule_book=DRAFT))
        with pytest.raises(NotAllowedError, match="somebody else"):
            take(office, AdoptRuleBook(by=other, digest=DRAFT.digest))
        take(office, AdoptRuleBook(by=EVE, digest=DRAFT.digest))
    assert DRAFT.digest == in_force(ruled)


@pytest.mark.parametrize("other", [BEN, FAY, OLIVE, MOIRA, PAT, AUDREY, SID])
def test_a_draft_is_nobody_elses_in_any_role(town: Borough, other: str):
    """Neither another councillor's nor an officer's, nor that of their own other entry (Sid)."""
    same(staffed(town), SID, ADA)
    with town.office() as office:
        draft = take(office, SaveDraft(by=ADA, asked=AskedRequest(document=OPEN))).id
        for command in (
            SaveDraft(by=other, asked=AskedRequest(document=LOOSE), draft=draft),
            DiscardDraft(by=other, draft=draft),
            SendDraft(by=other, draft=draft),
        ):
            with pytest.raises((NotFoundError, NotAllowedError)):
                take(office, command)
        with office.reading() as reading:
            assert () == drafts_of(reading, other)
            assert OPEN == draft_of(reading, ADA, draft).asked.document
