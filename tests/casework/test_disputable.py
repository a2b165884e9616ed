"""What is offered to be disputed is what can be disputed, and nothing else."""

from pathlib import Path

import pytest

from gateway.casework.findings import RecordFinding
from gateway.casework.writer import Office
from gateway.domain.case_forms import FindingForm
from gateway.domain.casework import Ground
from gateway.errors import GatewayError
from tests.casework.asking import submit
from tests.casework.casing import SID, case_of, staffed, take
from tests.casework.disputing import answer, dispute, refused
from tests.casework.giving import given
from tests.casework.thornmere import BEN, HIDDEN, LOOSE, MOIRA, NOT_HELD, OPEN, thornmere
from tests.databases import Databases
from tests.store.borough import Borough, id_of


def offered(office: Office, reference: str) -> dict[Ground, tuple[str, ...]]:
    """What Ben may dispute, by ground."""
    return case_of(office, BEN, reference).may_dispute


def test_a_refusal_is_offered_until_the_last_word_is_said(town: Borough):
    """Not while it is heard, and not once it is determined; to nobody but who asked."""
    with staffed(town).office() as office:
        reference = refused(office)
        assert {"refusal": ("body",)} == offered(office, reference)
        assert {} == case_of(office, SID, reference).may_dispute
        number = take(office, dispute(reference))
        assert {} == offered(office, reference)
        take(office, answer(reference, number, "uphold"))
        assert {} == offered(office, reference)
        assert "dispute" not in case_of(office, BEN, reference).may


def test_what_waits_may_be_late_or_with_the_wrong_office(town: Borough):
    """Where only one office has it, that is the one which is meant."""
    with staffed(town).office() as office:
        reference = submit(office, BEN, LOOSE, purpose="official_duty").reference
        waits = {"delay": ("body",), "conflict": ("service_director",)}
        assert waits == offered(office, reference)
        number = take(office, dispute(reference, "conflict"))
        (open_one,) = case_of(office, BEN, reference).disputes
        assert "service_director" == open_one.contested
        assert {"delay": ("body",)} == offered(office, reference)
        take(office, answer(reference, number, "overturn"))
        assert {"delay": ("body",), "conflict": ("chief_executive",)} == offered(office, reference)


def test_a_condition_of_the_council_is_offered(databases: Databases, tmp_path: Path):
    """Where there is only one, it need not be named; taken away, it is offered no more."""
    town = staffed(thornmere(tmp_path / "data", databases, "borough"))
    town.person("Lin", "officer", offices="line_manager")
    with town.office() as office:
        reference = given(office, accepted=False)
        for name, value in (("good_faith", True), ("third_party_effect", "low")):
            form = FindingForm(finding=name, value=value, words="Asked.")
            take(office, RecordFinding(by=SID, reference=reference, found=form))
        assert {"condition": ("official_duties_only",)} == offered(office, reference)
        number = take(office, dispute(reference, "condition"))
        (open_one,) = case_of(office, BEN, reference).disputes
        assert "official_duties_only" == open_one.contested
        take(office, answer(reference, number, "vary", by=id_of("Lin")))
        assert {} == offered(office, reference)
    town.close()


def test_of_what_is_hidden_no_more_is_offered_than_of_what_is_not_held(town: Borough):
    """The refusal as a whole, until it is disputed."""
    with staffed(town).office() as office:
        for paper in (HIDDEN, NOT_HELD):
            reference = submit(office, BEN, paper).reference
            assert {"refusal": ()} == offered(office, reference), paper
            take(office, dispute(reference))
            assert {} == offered(office, reference), paper


@pytest.mark.parametrize("ground", ["refusal", "delay", "condition", "conflict"])
def test_what_is_not_offered_is_refused(town: Borough, ground: Ground):
    """The command finds nothing to dispute where nothing was offered."""
    with staffed(town).office() as office:
        reference = submit(office, BEN, OPEN).reference
        assert ground not in offered(office, reference)
        with pytest.raises(GatewayError):
            take(office, dispute(reference, ground))


def test_whoever_hears_it_is_offered_nothing(town: Borough):
    """It is the requester's to dispute."""
    with staffed(town).office() as office:
        reference = refused(office)
        take(office, dispute(reference))
        assert {} == case_of(office, MOIRA, reference).may_dispute
