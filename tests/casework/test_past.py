"""Making a past decision again: from what the log kept, and from nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec
import pytest
from sqlalchemy import delete, select

from gateway.casework.checks import MakeCheck
from gateway.casework.explained import answer_of
from gateway.casework.kept_decisions import to_kept
from gateway.casework.past import PastDecision, decide_again, decide_entry_again
from gateway.casework.turn import Reading
from gateway.casework.writer import open_office
from gateway.domain.requests import AskedCheck
from gateway.errors import NotFoundError, RuleBookError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, BEN, CLOSED, MIXED, NOT_HELD, OLIVE, OPEN
from tests.store.borough import RULES, Borough
from tests.store.putting_in_force import changed, put_in_force

SECRETS = tables.log_secrets


@contextmanager
def looking(town: Borough) -> Iterator[Reading]:
    """A reading of an office that has no rule book ready, as after a restart."""
    office = open_office(town.data, town.url, clock=lambda: town.now)
    with office, office.reading() as reading:
        yield reading


def again(town: Borough, reference: str) -> PastDecision:
    """A past decision, made again."""
    with looking(town) as reading:
        return decide_again(reading, reference)


def asked(town: Borough, document: str = CLOSED, by: str = BEN) -> str:
    """The reference of a request just decided."""
    with town.office() as office:
        return submit(office, by, document, statement="for my ward").reference


def entry_of(town: Borough, reference: str) -> int:
    """The log entry that records a request."""
    with town.reading() as connection:
        wanted = select(tables.requests.c.entry).where(tables.requests.c.reference == reference)
        return connection.execute(wanted).scalar_one()


def forge(town: Borough, entry: int, name: str, value: bytes) -> None:
    """Put something else in the place of what an entry is committed to."""
    town.change(SECRETS, (SECRETS.c.seq == entry) & (SECRETS.c.name == name), value=value)


@pytest.mark.parametrize(
    ("by", "document"), [(ADA, OPEN), (BEN, CLOSED), (BEN, MIXED), (ADA, NOT_HELD)]
)
def test_the_same_facts_give_the_same_decision(town: Borough, by: str, document: str):
    """Whatever was decided, for a paper that is held, hidden or absent, comes out again."""
    past = again(town, asked(town, document, by))
    assert past.same
    assert () == past.differences
    assert (by, RULES.digest) == (past.facts.requester.person, past.again.rule_book)


def test_what_changed_since_counts_for_nothing(town: Borough):
    """The register and the papers of today are not looked at, only the facts of that time."""
    reference = asked(town, OPEN, ADA)
    before = again(town, reference).facts
    town.change(tables.segments, tables.segments.c.document == OPEN, public=True, kind="accounts")
    with town.writing() as connection:
        connection.execute(delete(tables.seats))
    past = again(town, reference)
    assert past.same
    assert before == past.facts


def test_a_check_is_made_again_too(town: Borough):
    """An officer's check has no reference; its log entry leads to it."""
    command = MakeCheck(by=OLIVE, asked=AskedCheck(document=CLOSED, councillor=BEN))
    with town.office() as office:
        entry = answer_of(office.carry_out_now(command)).entry
    with looking(town) as reading:
        past = decide_entry_again(reading, entry, reference="a check")
    assert past.same
    assert BEN == past.facts.requester.person


def test_what_was_erased_cannot_be_made_again(town: Borough):
    """Once the facts are erased nobody can make the decision again, and that is said."""
    reference = asked(town)
    with town.writing() as connection:
        connection.execute(delete(SECRETS).where(SECRETS.c.name == "facts"))
    with pytest.raises(NotFoundError, match="erased"):
        again(town, reference)


def test_an_unknown_reference(town: Borough):
    """There is nothing to make again."""
    with pytest.raises(NotFoundError, match="no such request"):
        again(town, "NTK-2026-0009")


def test_the_rule_book_of_that_time_decides(town: Borough):
    """Under another rule book in force, the earlier one is read from the log and decides again."""
    reference = asked(town, OPEN, ADA)
    texts = changed(RULES.texts, "policies/national/local-government-act.csv", "S1 ", "S1a")
    later = put_in_force(town.url, texts, town.now)
    past = again(town, reference)
    assert past.same
    assert (RULES.digest, "S1") == (past.again.rule_book, past.again.segments[0].row)
    fresh = again(town, asked(town, OPEN, ADA))
    assert (later, "S1a") == (fresh.again.rule_book, fresh.again.segments[0].row)


def test_a_forged_decision_shows(town: Borough):
    """Somebody who changes the kept decision is found out, with what they changed."""
    reference = asked(town, CLOSED, BEN)
    true = again(town, reference).was
    forged = msgspec.structs.replace(true, outcome="disclose", refer_to=None)
    forge(town, entry_of(town, reference), "decision", to_kept(forged))
    past = again(town, reference)
    assert not past.same
    assert "outcome" in past.differences
    assert ("disclose", true.outcome) == (past.was.outcome, past.again.outcome)


def test_a_rule_book_that_the_log_never_kept(town: Borough):
    """A decision that names no rule book of ours is not made again under another one."""
    reference = asked(town)
    was = again(town, reference).was
    unknown = msgspec.structs.replace(was, rule_book="0" * 64)
    forge(town, entry_of(town, reference), "decision", to_kept(unknown))
    with pytest.raises(RuleBookError, match="holds no rule book"):
        again(town, reference)
