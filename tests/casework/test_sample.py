"""A sample of past decisions: the same words draw the same one, and each is made again."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from gateway.audit import entries
from gateway.casework.checks import MakeCheck
from gateway.casework.kept_decisions import from_kept, to_kept
from gateway.casework.log import ReadLog
from gateway.casework.sample import AskedSample, draw_sample, drawn
from gateway.domain.requests import AskedCheck
from gateway.errors import InputError, NotAllowedError
from gateway.store import log, tables
from tests.casework.asking import row_counts, submit
from tests.casework.thornmere import ADA, AUDREY, BEN, CLOSED, MIXED, OLIVE, OPEN
from tests.store.borough import Borough

SECRETS = tables.log_secrets


@given(st.sets(st.integers(0, 10**6), max_size=50), st.integers(1, 60))
def test_a_sample_is_part_of_what_it_is_drawn_from(numbers, size):
    """As many as were asked for, each once, in order; another order of asking changes nothing."""
    found = drawn("seed1", size, sorted(numbers))

    assert sorted(set(found)) == found
    assert min(size, len(numbers)) == len(found)
    assert set(found) <= numbers
    assert found == drawn("seed1", size, sorted(numbers, reverse=True))


def test_another_seed_draws_others():
    """Nobody can say beforehand what comes, without the seed."""
    many = list(range(1000))

    assert drawn("a", 10, many) != drawn("b", 10, many)


def test_a_sample_is_drawn_again(town: Borough):
    """The same seed, size and number of entries give the same sample, whatever came since."""
    with town.office() as office:
        for person in (ADA, BEN):
            for document in (OPEN, CLOSED, MIXED):
                submit(office, person, document)
        asked = AskedSample(seed="dice4", size=3)
        first = draw_sample(office, by=AUDREY, asked=asked)
        submit(office, ADA, OPEN)
        same = msgspec.structs.replace(asked, among=first.among)
        again = draw_sample(office, by=AUDREY, asked=same)
        later = draw_sample(office, by=AUDREY, asked=asked)
        (line,) = office.carry_out_now(ReadLog(by=AUDREY, limit=1)).items
    assert first == again
    assert (6, 3, 3, 7) == (first.decisions, len(first.items), first.same, later.decisions)
    assert ["same"] * 3 == [one.again for one in first.items]
    read = entries.read(line.entry.encode())
    assert ("log.sampled", AUDREY) == (read.kind, read.actor)
    assert {"seed": "dice4", "size": 3, "among": later.among} == read.body


def test_days_narrow_the_sample(town: Borough):
    """Only what was decided in these days is drawn from; officers' checks count as well."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        town.now += timedelta(days=3)
        check = AskedCheck(document=CLOSED, councillor=BEN)
        office.carry_out_now(MakeCheck(by=OLIVE, asked=check))
        asked = AskedSample(seed="x", since=town.now.date(), until=town.now.date())
        found = draw_sample(office, by=AUDREY, asked=asked)
    (one,) = found.items
    assert (None, "same") == (one.reference, one.again)
    assert (1, asked.since, asked.until) == (found.decisions, found.since, found.until)


def test_what_was_erased_or_changed_is_said(town: Borough):
    """A decision whose facts are gone stays in the sample; one that was forged differs."""
    with town.office() as office:
        erased = submit(office, ADA, OPEN).entry
        forged = submit(office, BEN, CLOSED).entry
        lost = submit(office, BEN, MIXED).entry
        with town.reading() as connection:
            was, of_lost = (
                from_kept(log.committed_value(connection, entry, "decision"))
                for entry in (forged, lost)
            )
        with town.writing() as connection:
            connection.execute(delete(SECRETS).where(SECRETS.c.seq == erased))
        for entry, kept in (
            (forged, msgspec.structs.replace(was, outcome="disclose", refer_to=None)),
            (lost, msgspec.structs.replace(of_lost, rule_book="0" * 64)),
        ):
            which = (SECRETS.c.seq == entry) & (SECRETS.c.name == "decision")
            town.change(SECRETS, which, value=to_kept(kept))
        found = draw_sample(office, by=AUDREY, asked=AskedSample(seed="y"))
    assert ["erased", "differs", "not_readable"] == [one.again for one in found.items]
    assert "outcome" in found.items[1].differences
    assert (None, 0) == (found.items[0].outcome, found.same)


def test_who_may_not_draw_and_what_cannot_be_drawn(town: Borough):
    """Others than auditors, and a log larger than it is, leave no record."""
    before = row_counts(town)
    with town.office() as office:
        with pytest.raises(NotAllowedError):
            draw_sample(office, by=OLIVE, asked=AskedSample(seed="z"))
        with pytest.raises(InputError, match="not so many"):
            draw_sample(office, by=AUDREY, asked=AskedSample(seed="z", among=10**6))
    assert before == row_counts(town)
