"""What follows from a decision: the office that it waits for is told, and nobody tied to it."""

import pytest

from gateway.casework.findings import RecordFinding
from gateway.casework.requests import SubmitRequest
from gateway.domain.case_forms import FindingForm
from gateway.domain.requests import AskedRequest
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.doing import rows
from tests.casework.thornmere import ADA, BEN, CLOSED, HIDDEN, LOOSE, OLIVE, OPEN
from tests.store.borough import NOW, Borough, at, id_of


@pytest.fixture
def directed(town: Borough) -> Borough:
    """The town, where Olive and Nell are service directors, and Olive's deputy is Dot."""
    for name in ("Nell", "Dot"):
        town.person(name, "officer", offices="officer")
    for person in (OLIVE, id_of("Nell")):
        town.add(tables.offices, person=person, office="service_director")
    town.add(tables.deputies, entry=0, person=id_of("Dot"), office="service_director")
    return town


def told(borough: Borough) -> set[tuple[str, str]]:
    """What was told to whom."""
    return {(row.kind, row.recipient) for row in rows(borough, "notices")}


def test_whoever_it_waits_for_is_told(directed: Borough):
    """Everybody who holds the office, with the reference and the entry of the decision."""
    with directed.office() as office:
        answer = submit(office, BEN, LOOSE)
    (first, second) = rows(directed, "notices")

    assert {("request_waits", OLIVE), ("request_waits", id_of("Nell"))} == told(directed)
    assert {(answer.reference, answer.entry)} == {(one.about, one.entry) for one in (first, second)}


def test_whose_own_cause_it_is_is_not_told(directed: Borough):
    """Who is related to the requester hears nothing by office; the other holder does."""
    directed.add(tables.relationships, entry=0, same_person=False, person=BEN, other=OLIVE)
    with directed.office() as office:
        submit(office, BEN, LOOSE)

    assert {("request_waits", id_of("Nell"))} == told(directed)


def test_a_deputy_is_told_while_the_holders_are_away(directed: Borough):
    """Not beside them."""
    for person in (OLIVE, id_of("Nell")):
        directed.add(tables.absences, entry=0, person=person)
    with directed.office() as office:
        submit(office, BEN, LOOSE)

    assert {("request_waits", id_of("Dot"))} == told(directed)


def test_every_office_that_a_part_waits_for_is_told(directed: Borough):
    """Not only the first of them, which speaks for the whole answer."""
    directed.person("Pat", "officer", offices="proper_officer")
    agenda = {"business": "Board / next"}
    paper = directed.document("two", annex=agenda | {"exempt": (1,)}, body={})
    with directed.office() as office:
        submit(office, BEN, paper)

    assert {
        ("request_waits", OLIVE),
        ("request_waits", id_of("Nell")),
        ("request_waits", id_of("Pat")),
    } == told(directed)


def test_the_refusal_of_one_part_is_told(directed: Borough):
    """Beside a part that is released, the answer as a whole stays what it was."""
    paper = directed.document("two", annex={}, body={"business": "Board / next"})
    found = FindingForm(
        finding="reasonably_necessary", value=False, words="No need was shown.", segment="annex"
    )
    with directed.office() as office:
        answer = submit(office, BEN, paper)
        office.carry_out_now(RecordFinding(by=OLIVE, reference=answer.reference, found=found))

    assert "disclose_in_part" == answer.decision.outcome
    assert ("request_decided", BEN) in told(directed)


@pytest.mark.parametrize("document", [OPEN, HIDDEN, "0" * 32])
def test_what_waits_for_nobody_tells_nobody(directed: Borough, document: str):
    """Released, not confirmed, not held: there is no notice by which to tell them apart."""
    with directed.office() as office:
        submit(office, ADA, document)

    assert set() == told(directed)


def test_the_same_request_sent_twice_tells_once(directed: Borough):
    """A repeat under its idempotency key is answered, and nothing follows again."""
    command = SubmitRequest(by=BEN, asked=AskedRequest(document=LOOSE), key="k")
    with directed.office() as office:
        for _ in range(2):
            office.carry_out_now(command)

    assert 2 == len(rows(directed, "notices"))
    assert 1 == len(rows(directed, "deadlines"))


def test_an_office_that_ended_is_not_told(directed: Borough):
    """It ends what rested on it at once."""
    held = tables.offices.c
    its = (held.person == OLIVE) & (held.office == "service_director")
    directed.change(tables.offices, its, valid_to=at("2026-11-20"), ended_recorded_at=NOW)
    with directed.office() as office:
        submit(office, ADA, CLOSED)

    assert {("request_waits", id_of("Nell"))} == told(directed)
