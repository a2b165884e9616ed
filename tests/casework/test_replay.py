"""Trying a draft: every answer that would come out otherwise is found, and nothing is changed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from gateway.audit import entries
from gateway.casework.checks import MakeCheck
from gateway.casework.explained import answer_of
from gateway.casework.replay import Flip, Found, RecordReplay, Replay, Undecided
from gateway.casework.replay_counts import Counts, Pair
from gateway.domain.people import OPERATOR
from gateway.domain.requests import AskedCheck
from gateway.errors import NotAllowedError, RuleBookError
from gateway.policy.book import RuleBook
from gateway.store import log, tables
from tests.casework.adding import log_size
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, OLIVE, OPEN
from tests.policy.books import texts_for
from tests.store.borough import Borough, id_of
from tests.store.putting_in_force import changed, put_in_force

STATUTE = "policies/national/local-government-act.csv"
ENGLAND = "policies/councils/england/profile.toml"
CLEO = id_of("Cleo")
SAME = RuleBook(texts_for())
STRICTER = RuleBook(
    changed(texts_for(), STATUTE, "s100f_link & no_tags", "s100f_link & no_tags & body_member")
)
"""Only members of the body see its open papers before the meeting."""
LOST = Pair("S1", "disclose", "Z1", "officer_judgement")


def tried(
    town: Borough, draft: RuleBook, *, since: date | None = None
) -> tuple[list[Found], Counts]:
    """What a trial finds, and its counts."""
    with town.office() as office, office.reading() as reading:
        replay = Replay(reading, draft, since=since)
        steps: list[int] = []
        found = list(replay.found(steps.append))
        assert replay.steps() == sum(steps)
    return found, replay.counts


def ask(town: Borough, by: str, document: str) -> str:
    """The reference of a request just decided."""
    with town.office() as office:
        return submit(office, by, document).reference


def pair(flip: Found) -> Pair:
    """The two answers of a flip."""
    assert isinstance(flip, Flip)
    return Pair(flip.was_row, flip.was, flip.would_be_row, flip.would_be)


def test_the_same_rules_change_nothing(town: Borough):
    """A draft that differs in what it says of other councils flips no answer here."""
    ask(town, ADA, OPEN)
    found, counts = tried(town, SAME)
    assert [] == found
    assert (1, 3 * 6, 0, 0) == (counts.past, counts.today, counts.flips, counts.undecided)


def test_past_decisions_that_flip(town: Borough):
    """Of two requests and two checks, those about people outside the body flip."""
    refused = ask(town, BEN, OPEN)
    ask(town, ADA, OPEN)
    with town.office() as office:
        for councillor in (ADA, CLEO):
            asked = AskedCheck(document=OPEN, councillor=councillor)
            entry = answer_of(office.carry_out_now(MakeCheck(by=OLIVE, asked=asked))).entry
    found, counts = tried(town, STRICTER)
    past = [one for one in found if one.asked.source == "past"]
    assert [(refused, BEN, "Ben"), (None, CLEO, "Cleo")] == [
        (one.asked.reference, one.asked.person, one.asked.name) for one in past
    ]
    assert (entry, OPEN, "open") == (
        past[1].asked.entry,
        past[1].asked.document,
        past[1].asked.title,
    )
    assert [LOST, LOST] == [pair(one) for one in past]
    assert 4 == counts.past


def test_today_is_everybody_in_office_and_every_paper(town: Borough):
    """Ben and Cleo would lose the Board's open papers; Fay and officers do not count."""
    town.add(tables.party_groups, name="Harbour Group")
    town.add(tables.group_memberships, person=BEN, party_group=id_of("Harbour Group"))
    found, counts = tried(town, STRICTER)
    assert {
        (name, group, title, segment)
        for name, group in (("Ben", "Harbour Group"), ("Cleo", ""))
        for title, segment in (("open", "body"), ("mixed", "body"), ("tied", "annex"))
    } == {(one.asked.name, one.asked.group, one.asked.title, one.segment) for one in found}
    assert {LOST: 6} == dict(counts.pairs)
    assert 6 == counts.flips
    assert {"": None, "Harbour Group": None} == {
        group: ways["closed"] for group, ways in counts.groups().items()
    }


def test_what_is_withdrawn_is_not_asked_about(town: Borough):
    """Nobody sees it, under whatever rules."""
    town.change(tables.documents, tables.documents.c.id == OPEN, withdrawn_at=town.now)
    found, counts = tried(town, STRICTER)
    assert OPEN not in {one.asked.document for one in found}
    assert 3 * 5 == counts.today


def test_what_the_draft_cannot_decide_is_listed(town: Borough):
    """Under another scheme of exemptions a mark is not understood, and its key is told."""
    reference = ask(town, BEN, CLOSED)
    draft = RuleBook(
        changed(texts_for(), ENGLAND, 'exemption_scheme = "england"', 'exemption_scheme = "wales"')
    )
    found, counts = tried(town, draft)
    undecided = [one for one in found if isinstance(one, Undecided)]
    assert {("document.segments[0].exempt[0].paragraph", True)} == {
        (one.key, one.by_draft) for one in undecided
    }
    assert [reference, None, None, None] == [one.asked.reference for one in undecided]
    assert 4 == counts.undecided


def test_what_the_rule_book_in_force_cannot_decide_is_listed(town: Borough):
    """A paper with a mark that this council does not have is a finding, and ends no trial."""
    town.document("odd", body={"exempt": (12,)})
    found, counts = tried(town, SAME)
    assert [False] * 3 == [one.by_draft for one in found if isinstance(one, Undecided)]
    assert (3 * 7, 3) == (counts.today, counts.undecided)


def test_a_draft_that_does_not_know_the_council(town: Borough):
    """It decides nothing here, and says so for everything."""
    found, counts = tried(town, RuleBook(texts_for("wales")))
    assert {"council"} == {one.key for one in found if isinstance(one, Undecided)}
    assert 3 * 6 == counts.undecided


def test_a_draft_that_releases_what_must_be_denied(town: Borough):
    """The self-test of the draft fails before anything is decided under it."""
    draft = RuleBook(changed(texts_for(), STATUTE, "accounts        , access", "any, access"))
    with pytest.raises(RuleBookError, match="release"):
        tried(town, draft)


def test_since_a_day(town: Borough):
    """Only what was decided on that day in London or later is made again."""
    for days in range(3):
        town.now += timedelta(days=1)
        ask(town, BEN, OPEN if days else LOOSE)
    begun = town.now.date()
    assert [3, 2, 1, 0] == [
        tried(town, STRICTER, since=begun + timedelta(days=days))[1].past for days in range(-2, 2)
    ]


def test_what_was_erased_is_left_out(town: Borough):
    """There is nothing to decide from."""
    ask(town, BEN, OPEN)
    with town.writing() as connection:
        connection.execute(delete(tables.log_secrets))
    assert 0 == tried(town, STRICTER)[1].past


def test_a_past_decision_is_held_against_what_it_was(town: Borough):
    """Not against what the rule book in force would say of it now."""
    reference = ask(town, BEN, OPEN)
    put_in_force(town.url, STRICTER.texts, town.now)
    found, _ = tried(town, STRICTER)
    assert [(reference, LOST)] == [(one.asked.reference, pair(one)) for one in found]


def test_more_than_are_loaded_at_once(town: Borough, monkeypatch: pytest.MonkeyPatch):
    """Decisions and papers are gone through in parts, none left out and none twice."""
    monkeypatch.setattr("gateway.casework.replay._CHUNK", 2)
    for _ in range(5):
        ask(town, BEN, OPEN)
    found, counts = tried(town, STRICTER)
    assert (5, 3 * 6) == (counts.past, counts.today)
    assert 5 + 6 == len(found)


class TestRecord:
    """That a draft was tried is on record, with digests and numbers only."""

    def test_the_entry(self, town: Borough):
        """Which draft beside which rule book, how much was made again and how much flips."""
        ask(town, BEN, OPEN)
        _, counts = tried(town, STRICTER)
        before = log_size(town)
        record = RecordReplay(
            by=OPERATOR, draft=STRICTER.digest, in_force=SAME.digest, counts=counts
        )
        with town.office() as office:
            assert before == office.carry_out_now(record)
        with town.reading() as connection:
            (newest,) = log.page(connection, limit=1)
        entry = entries.read(newest.data)
        assert ("rule_book.replayed", OPERATOR) == (entry.kind, entry.actor)
        assert {
            "draft": STRICTER.digest,
            "rule_book": SAME.digest,
            "past": 1,
            "today": 18,
            "flips": 7,
            "undecided": 0,
        } == entry.body

    def test_only_who_answers_for_the_rules(self, town: Borough):
        """Or the operator, at the command line."""
        record = RecordReplay(by=OLIVE, draft="0" * 64, in_force="0" * 64, counts=Counts())
        with town.office() as office, pytest.raises(NotAllowedError):
            office.carry_out_now(record)
