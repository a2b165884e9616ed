"""Checks: an officer learns what would be decided, and nobody is given anything."""

from typing import Any

import msgspec
import pytest

from gateway.audit import entries
from gateway.casework.checks import MakeCheck
from gateway.casework.explained import answer_of
from gateway.casework.writer import Office
from gateway.domain.facts import Audience, Facts
from gateway.domain.requests import AskedCheck, CheckAnswer
from gateway.errors import ConflictError, NotAllowedError, NotFoundError
from gateway.store import log, tables
from tests.casework.asking import row_counts, submit
from tests.casework.doing import rows
from tests.casework.thornmere import (
    ADA,
    AUDREY,
    BEN,
    CLOSED,
    HIDDEN,
    MOIRA,
    NOT_HELD,
    OLIVE,
    OPEN,
)
from tests.store.borough import NOW, Borough, at, id_of

PUBLIC = Audience(councillors=3, others=2)


def checked(
    office: Office, document: str, *, by: str = OLIVE, key: str | None = None, **asked: Any
) -> CheckAnswer:
    """The answer to an officer's check, without its grounds."""
    command = MakeCheck(by=by, asked=AskedCheck(document=document, **asked), key=key)
    return answer_of(office.carry_out_now(command))


def test_a_check_is_what_the_councillor_would_be_told(town: Borough):
    """Asked for a councillor and a purpose, the decision is the one that they would get."""
    with town.office() as office:
        for person in (ADA, BEN):
            check = checked(office, CLOSED, councillor=person, purpose="official_duty")
            told = submit(office, person, CLOSED, purpose="official_duty").decision
            assert told.segments == check.decision.segments
            assert (told.outcome, told.refer_to) == (
                check.decision.outcome,
                check.decision.refer_to,
            )


def test_an_officer_sees_what_the_councillor_is_not_told(town: Borough):
    """An officer who checks is told of a paper whose existence the councillor cannot know."""
    with town.office() as office:
        check = checked(office, HIDDEN, councillor=ADA)
    assert [("advice", True)] == [
        (one.id, one.neither_confirm_nor_deny) for one in check.decision.segments
    ]


def test_an_audience_is_an_officer_check(town: Borough):
    """For an audience the question is the officer's own, with the audience as given."""
    with town.office() as office:
        check = checked(office, OPEN, audience=PUBLIC)
    with town.reading() as connection:
        facts = msgspec.json.decode(
            log.committed_value(connection, check.entry, "facts"), type=Facts
        )
    assert ("officer_check", PUBLIC, "officer", OLIVE) == (
        facts.request.type,
        facts.request.audience,
        facts.requester.kind,
        facts.requester.person,
    )


def test_a_check_is_on_record(town: Borough):
    """The entry says who asked about whom, and what was decided; there is no request."""
    before = row_counts(town)
    with town.office() as office:
        check = checked(office, OPEN, councillor=ADA)
    with town.reading() as connection:
        (kept,) = log.page(connection, limit=1)
    entry = entries.read(kept.data)
    assert (check.entry, "check.decided", OLIVE) == (kept.seq, entry.kind, entry.actor)
    assert (ADA, OPEN, "disclose") == tuple(
        entry.body[name] for name in ("person", "document", "outcome")
    )
    assert before["requests"] == row_counts(town)["requests"]


@pytest.mark.parametrize("person", [ADA, AUDREY, "0" * 32])
def test_only_officers_check(town: Borough, person: str):
    """Neither councillors nor auditors nor strangers make checks."""
    before = row_counts(town)
    with town.office() as office, pytest.raises(NotAllowedError):
        checked(office, OPEN, by=person, councillor=ADA)
    assert before == row_counts(town)


@pytest.mark.parametrize(
    ("document", "councillor"), [(NOT_HELD, ADA), (OPEN, "0" * 32), (OPEN, MOIRA)]
)
def test_a_check_needs_a_document_and_a_councillor(town: Borough, document: str, councillor: str):
    """What is not held, somebody unknown and another officer are not found."""
    with town.office() as office, pytest.raises(NotFoundError):
        checked(office, document, councillor=councillor)


def test_a_check_for_a_councillor_tells_nobody(town: Borough):
    """They asked for nothing and were refused nothing: no committee is owed reasons."""
    for name in ("Cabinet", "Scrutiny"):
        town.body(name, executive=name == "Cabinet", scrutiny=name == "Scrutiny")
    town.seat("Ben", "Scrutiny")
    town.meeting("past", "Cabinet", at("2026-11-20T10:00"))
    town.add(tables.party_groups, name="Greens")
    facts = {"business": "Cabinet / past", "held_by": "executive", "owner_group": id_of("Greens")}
    paper = town.document("advice", body=facts | {"kind": "political_adviser_advice"})
    with town.office() as office:
        check = checked(office, paper, councillor=BEN)

    assert ("scrutiny_committee",) == check.decision.notify
    assert [] == rows(town, "notices")


@pytest.mark.parametrize("asked", [{"councillor": ADA}, {"audience": PUBLIC}])
def test_the_same_key_has_the_same_answer(town: Borough, asked: dict[str, Any]):
    """A repeated check is answered from the record, and not recorded again."""
    with town.office() as office:
        first = checked(office, CLOSED, key="k", **asked)
        before = row_counts(town)
        again = checked(office, CLOSED, key="k", **asked)
        with pytest.raises(ConflictError):
            checked(office, OPEN, key="k", **asked)
    assert first == again
    assert NOW == again.checked_at
    assert before == row_counts(town)


@pytest.mark.parametrize("asked", [{}, {"councillor": ADA, "audience": Audience()}])
def test_a_check_is_to_somebody_and_not_to_two(asked: dict[str, Any]):
    """A check names a councillor or an audience, one of them."""
    with pytest.raises(ValueError, match="either"):
        AskedCheck(document=OPEN, **asked)
