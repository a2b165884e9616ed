"""The executive's statement of reasons to a scrutiny committee: from the record, for members."""

from datetime import date

import pytest
from sqlalchemy import delete

from gateway.casework.explained import letter_about
from gateway.casework.requests import one_request
from gateway.casework.statements import statement_for
from gateway.casework.writer import Office
from gateway.domain.reply import Letter, StatementOfReasons
from gateway.errors import NotFoundError
from gateway.store import log, tables
from gateway.store.tables import log_secrets
from tests.casework.asking import BENS, submit
from tests.casework.casing import SID, case_of, staffed, take
from tests.casework.disputing import answer, dispute
from tests.casework.test_findings import find as found
from tests.casework.thornmere import ADA, BEN, MOIRA
from tests.store.borough import Borough, at, id_of

EVE, CLEO = id_of("Eve"), id_of("Cleo")
MINUTES = id_of("minutes")


@pytest.fixture
def scrutiny(town: Borough) -> Borough:
    """Ben and Eve sit on the Scrutiny Panel, Cleo on another; the Cabinet has met."""
    staffed(town)
    town.person("Eve", "committee_coopted_voting")
    for name in ("Exa", "Exb"):
        town.person(name, "officer", offices="executive")
    for body, people in (("Scrutiny Panel", ("Ben", "Eve")), ("Health Panel", ("Cleo",))):
        town.body(body, scrutiny=True)
        for person in people:
            town.seat(person, body)
    town.body("Cabinet", executive=True)
    over = at("2026-11-16T18:00")
    town.meeting("last", "Cabinet", over, private=True, ended=at("2026-11-16T19:00"))
    business = {"business": "Cabinet / last", "held_by": "executive"}
    town.document("minutes", body=business | {"exempt": (4,)}, annex=business)
    body = tables.segment_exemptions.c.segment == id_of(f"{MINUTES} body")
    town.change(tables.segment_exemptions, body, tested=date(2026, 11, 2))
    return town


def refused(office: Office) -> str:
    """The reference of a request of Ben's: what is exempt is found not relevant to scrutiny."""
    reference = submit(office, BEN, MINUTES, scrutiny_link="review").reference
    take(office, found(reference, "relevant_to_scrutiny", False, by=id_of("Exa")))
    return reference


def read(office: Office, person: str, reference: str) -> StatementOfReasons:
    """The statement as somebody reads it."""
    with office.reading() as reading:
        return statement_for(reading, person, reference)


def letter(office: Office, reference: str) -> Letter:
    """The letter to Ben."""
    with office.reading() as reading:
        told = one_request(reading, BENS, reference, as_told=True)
    return letter_about(office, told)


def test_the_statement_the_letter_and_the_log_say_the_same(scrutiny: Borough):
    """Word for word the member's reasons, and the clauses that the log keeps of the decision."""
    with scrutiny.office() as office:
        reference = refused(office)
        stated, told = read(office, EVE, reference), letter(office, reference)
    (reason,) = stated.reasons
    (part,) = [one for one in told.reply.parts if one.part == "body"]
    with scrutiny.reading() as connection:
        kept = log.committed_value(connection, stated.entry, "decision").decode()

    assert part.why == reason.why != ()
    assert {"R2012-17-3a", "R2012-17-4"} <= set(reason.clauses)
    assert all(f'"{clause}"' in kept for clause in reason.clauses)
    in_one_line = " ".join(stated.text.split())
    assert all(
        words in in_one_line and words in " ".join(told.text.split()) for words in reason.why
    )
    assert all(clause in stated.text for clause in reason.clauses)
    assert "Monday 23 November 2026" in in_one_line


def test_only_what_was_refused_is_stated_and_nobody_is_named(scrutiny: Borough):
    """The annex was released; the paper and the member are known by the reference."""
    with scrutiny.office() as office:
        reference = refused(office)
        stated = read(office, EVE, reference)

    assert ["body"] == [one.part for one in stated.reasons]
    assert reference in stated.text
    assert not {"minutes", "Ben", BEN, MINUTES} & set(stated.text.replace(".", " ").split())


def test_the_committee_is_told_and_its_members_may_read(scrutiny: Borough):
    """Those who sit on it now, the member who asked, and who acted; nobody of another committee."""
    with scrutiny.office() as office:
        reference = refused(office)
        told = [row for row in _notices(scrutiny) if row.kind == "scrutiny_committee"]
        assert {(reference, id_of("Scrutiny Panel"))} == {
            (one.about, one.recipient) for one in told
        }
        for person in (EVE, BEN, id_of("Exa")):
            assert reference == read(office, person, reference).reference
        for person in (ADA, CLEO, SID, MOIRA):
            with pytest.raises(NotFoundError, match="no such request"):
                read(office, person, reference)
        with pytest.raises(NotFoundError):
            case_of(office, EVE, reference)  # the statement is all that she may read of it
        assert "read_reasons" in case_of(office, BEN, reference).may
        seat = tables.seats.c.person == EVE
        scrutiny.change(
            tables.seats, seat, valid_to=at("2026-11-20"), ended_recorded_at=scrutiny.now
        )
        with pytest.raises(NotFoundError):
            read(office, EVE, reference)


def test_where_the_law_asks_for_none_there_is_none(scrutiny: Borough):
    """A paper that waits, and one refused for want of a need, owe the committee nothing."""
    with scrutiny.office() as office:
        waits = submit(office, BEN, MINUTES, scrutiny_link="review").reference
        with pytest.raises(NotFoundError, match="asks for no statement"):
            read(office, BEN, waits)
        with pytest.raises(NotFoundError, match="no such request"):
            read(office, EVE, waits)
        assert "read_reasons" not in case_of(office, BEN, waits).may


def test_what_was_sent_stays_when_the_decision_is_made_again(scrutiny: Borough):
    """The executive gives way in the end: the statement is of the decision that it was about."""
    with scrutiny.office() as office:
        reference = refused(office)
        before = read(office, EVE, reference)
        number = take(office, dispute(reference, segments=("body",)))
        take(office, answer(reference, number, "overturn", by=id_of("Exb"), parts=("body",)))
        assert "agreed" == case_of(office, BEN, reference).state
        assert before == read(office, EVE, reference)


def test_once_the_record_is_erased_there_is_none(scrutiny: Borough):
    """It is made from the record, so it goes with it."""
    with scrutiny.office() as office:
        reference = refused(office)
        entry = read(office, EVE, reference).entry
        with scrutiny.writing() as connection:
            connection.execute(
                delete(log_secrets).where(log_secrets.c.seq == entry, log_secrets.c.name == "facts")
            )
        with pytest.raises(NotFoundError):
            read(office, EVE, reference)


def _notices(town: Borough) -> list:
    with town.reading() as connection:
        return list(connection.execute(tables.notices.select()))
