"""Conditions: accepted by the person, in the rule's words, before the first byte leaves."""

import msgspec
import pytest

from gateway.casework.acceptance import AcceptConditions, conditions_of
from gateway.casework.content import ReleaseContent
from gateway.casework.undertakings import SignUndertaking
from gateway.domain.access import AcceptanceForm, AcceptedPart
from gateway.errors import (
    ConditionsError,
    InputError,
    NotAllowedError,
    NotFoundError,
    NotNowError,
    NotReleasedError,
)
from gateway.policy.letters import CONDITIONS
from gateway.store import log, tables
from tests.casework.asking import submit
from tests.casework.casing import SID, accept, case_of, last_entries, staffed, take
from tests.casework.giving import given, opened, renew, revoke
from tests.casework.test_findings import find
from tests.casework.thornmere import ADA, BEN, CLOSED, HIDDEN, LOOSE, NOT_HELD, OLIVE, OPEN
from tests.store.borough import RULES, Borough


def accepting(*parts: tuple[str, tuple[str, ...]], by: str = BEN, paper: str = CLOSED, **more):
    """Somebody accepts what they name."""
    accepted = tuple(AcceptedPart(segment=name, conditions=names) for name, names in parts)  # type: ignore[arg-type]
    form = AcceptanceForm(accepted=accepted, **more)
    return AcceptConditions(by=by, document=paper, form=form)


def test_nothing_leaves_before_the_conditions_are_accepted(town: Borough):
    """The refusal says which they are, in the rule's words; once accepted the paper leaves."""
    with staffed(town).office() as office:
        reference = given(office, accepted=False)
        with pytest.raises(ConditionsError, match=CONDITIONS["confidential"]) as refused:
            opened(office, reference)
        (part,) = refused.value.accept
        assert ("body", [("confidential", CONDITIONS["confidential"])], True, None) == (
            part.segment,
            [(one.condition, one.words) for one in part.conditions],
            part.first,
            part.accepted,
        )
        entry = accept(office, BEN, CLOSED, reference)
        assert ("confidential",) == opened(office, reference).files[0].conditions
        shown = case_of(office, SID, reference).acceptances
    assert [(entry, "body", ("confidential",), RULES.digest)] == [
        (one.entry, one.segment, one.conditions, one.rule_book) for one in shown
    ]
    refusal, accepted, released = last_entries(town, 3)
    assert ["content.refused", "conditions.accepted", "content.released"] == [
        one.kind for one in (refusal, accepted, released)
    ]
    assert (BEN, ["confidential"], RULES.digest, reference) == (
        accepted.actor,
        accepted.body["conditions"],
        accepted.body["rule_book"],
        accepted.body["reference"],
    )
    with town.reading() as connection:
        kept = msgspec.json.decode(log.committed_value(connection, entry, "accepted"))
    assert CONDITIONS["confidential"] == kept[0]["conditions"][0]["words"]


def test_what_the_law_gives_does_not_wait_for_acceptance(town: Borough):
    """The condition records a duty that the law imposes: it may be accepted, and binds anyway."""
    paper = town.document(
        "names", body={"business": "Board / next", "exempt": (3,), "content": b"names"}
    )
    with town.office() as office:
        with office.reading() as reading:
            (shown,) = conditions_of(reading, ADA, paper, None)
        assert (False, None) == (shown.first, shown.accepted)
        take(office, ReleaseContent(by=ADA, document=paper))
        entry = accept(office, ADA, paper)
        with office.reading() as reading:
            assert entry == conditions_of(reading, ADA, paper, None)[0].accepted


def test_an_acceptance_belongs_to_one_release(town: Borough):
    """Another request for the same paper has another purpose: its conditions are accepted anew."""
    with staffed(town).office() as office:
        first = given(office)
        second = given(office, accepted=False, purpose="general_enquiry")
        opened(office, first)
        with pytest.raises(ConditionsError):
            opened(office, second)


def test_conditions_that_come_later_are_accepted_then(town: Borough):
    """What was open without any waits for acceptance once a condition stands on it."""
    with staffed(town).office() as office:
        reference = given(office, LOOSE, accepted=False)
        opened(office, reference, LOOSE)
        part = tables.segments
        town.change(part, part.c.document == LOOSE, personal_data="ordinary")
        with pytest.raises(ConditionsError):
            opened(office, reference, LOOSE)
        accept(office, BEN, LOOSE, reference)
        opened(office, reference, LOOSE)


def test_access_given_anew_is_accepted_anew(town: Borough):
    """A renewal is a grant of its own, and the promise before it was about another."""
    with staffed(town).office() as office:
        reference = given(office)
        take(office, revoke(reference))
        take(office, renew(reference))
        with pytest.raises(ConditionsError):
            opened(office, reference)
        accept(office, BEN, CLOSED, reference)
        opened(office, reference)


@pytest.mark.parametrize("names", [("no_onward",), ("confidential", "no_onward")])
def test_only_what_stands_is_accepted(town: Borough, names: tuple[str, ...]):
    """Naming other conditions than those that stand is refused: somebody read an older answer."""
    with staffed(town).office() as office:
        reference = given(office, accepted=False)
        with pytest.raises(NotNowError, match="Other conditions"):
            take(office, accepting(("body", names), request=reference))
        with pytest.raises(InputError):
            take(office, accepting(("annex", ("confidential",)), request=reference))
        assert () == case_of(office, BEN, reference).acceptances


@pytest.mark.parametrize("paper", [HIDDEN, LOOSE, NOT_HELD])
def test_what_is_not_to_be_known_has_no_conditions(town: Borough, paper: str):
    """To read or to accept them answers as for what is absent."""
    with town.office() as office:
        with pytest.raises(NotFoundError, match="no such document"):
            take(office, accepting(("body", ("confidential",)), by=ADA, paper=paper))
        with office.reading() as reading, pytest.raises(NotFoundError, match="no such document"):
            conditions_of(reading, ADA, paper, None)


def test_what_is_known_and_not_released_says_so(town: Borough):
    """An agenda names the paper, so there is nothing to hide; nor anything to accept."""
    with town.office() as office, pytest.raises(NotReleasedError):
        take(office, accepting(("body", ("confidential",)), by=ADA))


def test_what_is_free_of_conditions_has_none_to_read(town: Borough):
    """Nothing is asked of whoever reads an open paper; officers read none."""
    with town.office() as office, office.reading() as reading:
        assert () == conditions_of(reading, ADA, OPEN, None)
        with pytest.raises(NotAllowedError):
            conditions_of(reading, OLIVE, OPEN, None)


def test_a_promise_of_confidence_is_signed_here(town: Borough):
    """Somebody who sits without a vote signs first; then it is released, on that condition."""
    cora = town.person("Cora", "committee_coopted_nonvoting")
    with staffed(town).office() as office:
        asked = submit(office, cora, CLOSED, purpose="official_duty")
        assert "sign_undertaking" not in case_of(office, cora, asked.reference).may
        with pytest.raises(NotNowError):
            take(office, SignUndertaking(by=cora, reference=asked.reference))
        take(office, find(asked.reference, "reasonably_necessary", True))
        case = case_of(office, cora, asked.reference)
        assert ("with_officer", ("undertaking_first",)) == (case.state, case.segments[0].conditions)
        assert "sign_undertaking" in case.may
        take(office, SignUndertaking(by=cora, reference=asked.reference))
        case = case_of(office, cora, asked.reference)
    assert ("agreed", ("confidential", "undertaking_first")) == (
        case.state,
        case.segments[0].conditions,
    )
    assert ["undertaking.signed", "request.decided_again"] == [
        one.kind for one in last_entries(town, 2)
    ]
