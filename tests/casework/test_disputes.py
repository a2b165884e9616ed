"""Disputes and determinations: heard by the office the ground leads to, binding, never changed."""

from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from gateway.casework.content import ReleaseContent
from gateway.casework.determinations import AnswerDispute
from gateway.casework.findings import GiveAdvice, RecordFinding
from gateway.casework.marks import MarkExempt
from gateway.casework.steps import Withdraw
from gateway.domain.case_forms import (
    DisputeAnswerForm,
    FindingForm,
    MarkForm,
    Question,
    SegmentAnswer,
)
from gateway.errors import InputError, NotAllowedError, NotFoundError, NotNowError
from gateway.store import tables
from tests.casework.adding import log_size
from tests.casework.asking import row_counts, submit
from tests.casework.casing import DEE, PAT, SID, case_of, last_entries, staffed, take
from tests.casework.disputing import WHY, answer, dispute, refused
from tests.casework.thornmere import ADA, BEN, CLOSED, HIDDEN, LOOSE, MOIRA, NOT_HELD, OPEN
from tests.store.borough import RULES, SECRET, Borough, at, id_of


def test_a_refusal_is_disputed_and_overturned(town: Borough):
    """The Monitoring Officer sees both sides, releases it, and both sides get the reasons."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        case = case_of(office, MOIRA, reference)
        (shown,) = case.disputes
        assert ("with_determiner", WHY, "monitoring_officer", True) == (
            case.state,
            shown.words,
            shown.heard_by,
            shown.last,
        )
        assert ("No need was shown.", WHY) == tuple(step.words for step in case.steps)
        take(office, answer(reference, number, "overturn"))
        for person in (BEN, SID, MOIRA):
            seen = case_of(office, person, reference)
            assert ("agreed", ()) == (seen.state, seen.disputes)
            assert [("overturn", "About body.")] == [
                (one.answer, one.words) for one in seen.determinations
            ]
        take(office, ReleaseContent(by=BEN, document=LOOSE, request=reference))


def test_a_determination_is_on_record_with_its_rule_book(town: Borough):
    """The log says who determined for which office, under which rule book; words stay erasable."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        take(office, answer(reference, number, "uphold"))
        (shown,) = case_of(office, BEN, reference).determinations
    filed, determined, again = last_entries(town, 3)
    assert ("dispute.filed", "refusal", "monitoring_officer") == (
        filed.kind,
        filed.body["ground"],
        filed.body["stage"],
    )
    assert ("dispute.determined", MOIRA, "monitoring_officer", number, RULES.digest) == (
        determined.kind,
        determined.actor,
        determined.body["office"],
        determined.body["dispute"],
        determined.body["rule_book"],
    )
    assert ("request.decided_again", RULES.digest) == (again.kind, shown.rule_book)
    assert WHY not in str(filed)
    assert "About body" not in str(determined)


def test_what_is_determined_binds(town: Borough):
    """It is not disputed again, and no finding of the refused side turns it."""
    with staffed(town).office() as office:
        reference = refused(office)
        take(office, answer(reference, take(office, dispute(reference)), "uphold"))
        case = case_of(office, BEN, reference)
        assert ("not_agreed", "look end ask_again") == (case.state, " ".join(case.may))
        with pytest.raises(NotNowError, match="determined"):
            take(office, dispute(reference))


def test_a_determination_cannot_be_edited(town: Borough):
    """The database itself refuses to change or delete one."""
    with staffed(town).office() as office:
        reference = refused(office)
        take(office, answer(reference, take(office, dispute(reference)), "uphold"))
    for table in (tables.determinations, tables.dispute_answers, tables.disputes, tables.findings):
        for change in (delete(table), update(table).values(entry=0)):
            with pytest.raises(DBAPIError, match="append-only"), town.writing() as connection:
                connection.execute(change)


def test_the_answer_is_given_once(town: Borough):
    """A dispute that was answered is no longer open."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        take(office, answer(reference, number, "uphold"))
        with pytest.raises((NotFoundError, NotAllowedError)):
            take(office, answer(reference, number, "overturn"))


def test_parts_are_determined_one_by_one(town: Borough):
    """One is released and the other is not: the answer is varied."""
    paper = town.document("two", main={"content": b"1"}, annex={"content": b"2"})
    with staffed(town).office() as office:
        reference = refused(office, paper)
        number = take(office, dispute(reference))
        answers = (
            SegmentAnswer(segment="annex", answer="uphold", words="It names others."),
            SegmentAnswer(segment="main", answer="overturn", words="He needs it."),
        )
        form = DisputeAnswerForm(dispute=number, answers=answers)
        take(office, AnswerDispute(by=MOIRA, reference=reference, answer=form))
        case = case_of(office, BEN, reference)
    assert ("agreed_in_part", ["released", "not_agreed"]) == (
        case.state,
        [one.state for one in case.segments],
    )


def test_one_part_is_disputed_while_the_other_is_not(town: Borough):
    """What is not disputed keeps its state."""
    paper = town.document("two", main={}, annex={})
    with staffed(town).office() as office:
        reference = refused(office, paper)
        take(office, dispute(reference, segments=("annex",)))
        states = [one.state for one in case_of(office, BEN, reference).segments]
    assert ["not_agreed", "disputed"] == states


def test_who_found_does_not_hear(town: Borough):
    """The dispute goes to the deputy, and the case says so."""
    town.add(tables.offices, person=MOIRA, office="service_director")
    with staffed(town).office() as office:
        reference = refused(office, finder=MOIRA)
        number = take(office, dispute(reference))
        (shown,) = case_of(office, DEE, reference).disputes
        assert ("monitoring_officer", "deputy_monitoring_officer") == (shown.stage, shown.heard_by)
        with pytest.raises(NotAllowedError):
            take(office, answer(reference, number, "uphold"))
        take(office, answer(reference, number, "uphold", by=DEE))
    entry = last_entries(town, 2)[0]
    assert ("monitoring_officer", "deputy_monitoring_officer") == (
        entry.body["stage"],
        entry.body["office"],
    )


def test_who_advised_does_not_hear(town: Borough):
    """An opinion given before is one's own cause too."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        advice = Question(words="Refuse it.")
        take(office, GiveAdvice(by=MOIRA, reference=asked.reference, advice=advice))
        form = FindingForm(finding="reasonably_necessary", value=False, words="No.")
        take(office, RecordFinding(by=SID, reference=asked.reference, found=form))
        number = take(office, dispute(asked.reference))
        with pytest.raises(NotAllowedError):
            take(office, answer(asked.reference, number, "uphold"))
        take(office, answer(asked.reference, number, "uphold", by=DEE))


def test_who_marked_does_not_review_the_mark(town: Borough):
    """The statutory opinion is reviewed by somebody else; overturned, the mark falls."""
    mark = MarkForm(segment="body", paragraph=1, tested=at("2026-11-02").date(), words="A person.")
    with staffed(town).office() as office:
        take(office, MarkExempt(by=PAT, document=OPEN, mark=mark))
        asked = submit(office, BEN, OPEN)
        assert "refuse" == asked.decision.outcome
        number = take(office, dispute(asked.reference))
        with pytest.raises(NotFoundError):
            case_of(office, PAT, asked.reference)
        take(office, answer(asked.reference, number, "overturn"))
        assert "agreed" == case_of(office, BEN, asked.reference).state
        assert "disclose" == submit(office, ADA, OPEN).decision.outcome
    with town.reading() as connection:
        steps = connection.execute(select(tables.exempt_marks.c.step)).scalars().all()
    assert {"marked", "lifted"} == set(steps)


def test_a_delay_is_disputed_after_ten_working_days(town: Borough):
    """Not before; it need not name the part that waits; the stage orders an answer by a day."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        delay = dispute(asked.reference, "delay")
        town.now = town.now.replace(month=12, day=7)
        with pytest.raises(NotNowError, match="ten working days"):
            take(office, delay)
        town.now = town.now.replace(day=8)
        number = take(office, delay)
        assert "with_determiner" == case_of(office, BEN, asked.reference).state
        answers = (SegmentAnswer(segment="body", answer="overturn", words="Answer now."),)
        form = DisputeAnswerForm(dispute=number, answers=answers, working_days=3)
        take(office, AnswerDispute(by=MOIRA, reference=asked.reference, answer=form))
        assert "with_officer" == case_of(office, BEN, asked.reference).state
    with town.reading() as connection:
        columns = tables.deadlines.c
        rows = connection.execute(select(columns.kind, columns.due, columns.owed_by)).all()
    assert ("response", "2026-12-11", "service_director") in [tuple(row) for row in rows]


def test_a_clock_that_is_missed_is_a_delay(town: Borough):
    """With a clock, its end counts and not the days."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        town.now = town.now.replace(month=12, day=4, hour=20)
        take(office, dispute(asked.reference, "delay", segments=("body",)))


def test_each_part_has_its_own_clocks(town: Borough):
    """A part that no clock covers is a delay after ten working days, whatever runs for another."""
    town.body("Panel")
    town.meeting("far", "Panel", at("2027-01-11T18:00"))
    agenda = {"business": "Panel / far", "exempt": (1,)}
    paper = town.document("two", annex=agenda, body={})
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper, purpose="official_duty")
        town.now = town.now.replace(month=12, day=8)
        with pytest.raises(NotNowError, match="No clock is missed"):
            take(office, dispute(asked.reference, "delay", segments=("annex",)))
        take(office, dispute(asked.reference, "delay", segments=("body",)))


def test_a_clock_that_was_missed_stays_missed(town: Borough):
    """Also once it is decided again after the meeting, and no clock runs any more."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        town.now = town.now.replace(month=12, day=5)
        form = FindingForm(finding="third_party_effect", value="low", words="None.")
        take(office, RecordFinding(by=SID, reference=asked.reference, found=form))
        take(office, dispute(asked.reference, "delay", segments=("body",)))


def test_being_handed_on_makes_no_wait_shorter(town: Borough):
    """Whoever must act in the end, the requester has waited since the request came."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        number = take(office, dispute(asked.reference, "conflict", office="service_director"))
        town.now = town.now.replace(month=12, day=7)
        take(office, answer(asked.reference, number, "overturn"))
        town.now = town.now.replace(day=8)
        take(office, dispute(asked.reference, "delay", segments=("body",)))


def test_the_office_is_disputed(town: Borough):
    """Where the adviser agrees, the case is taken from the office and goes to the next."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        number = take(office, dispute(asked.reference, "conflict", office="service_director"))
        take(office, answer(asked.reference, number, "overturn"))
        (segment,) = case_of(office, BEN, asked.reference).segments
    assert "chief_executive" == segment.office


def test_a_conflict_that_is_upheld_changes_nothing(town: Borough):
    """The office keeps the case."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        number = take(office, dispute(asked.reference, "conflict", office="service_director"))
        take(office, answer(asked.reference, number, "uphold"))
        assert "service_director" == case_of(office, BEN, asked.reference).segments[0].office
        with pytest.raises(NotNowError):
            take(office, dispute(asked.reference, "conflict", office="service_director"))


def test_another_groups_paper_is_internal_or_not(town: Borough):
    """A member of scrutiny disputes: the executive finds whether it really is internal."""
    town.body("Cabinet", executive=True)
    town.body("Scrutiny", scrutiny=True)
    town.seat("Ben", "Scrutiny")
    town.meeting("past", "Cabinet", at("2026-11-20T10:00"))
    town.add(tables.party_groups, name="Greens")
    town.person("Lee", offices="executive")
    facts = {"business": "Cabinet / past", "held_by": "executive"}
    group = {"kind": "political_adviser_advice", "owner_group": id_of("Greens")}
    paper = town.document("advice", body=facts | group)
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper)
        assert ("refuse", "L4") == (asked.decision.outcome, asked.decision.segments[0].row)
        number = take(office, dispute(asked.reference))
        take(office, answer(asked.reference, number, "overturn", by=id_of("Lee")))
        assert "agreed" == case_of(office, BEN, asked.reference).state


@pytest.mark.parametrize("what", ["uphold", "overturn"])
def test_a_dispute_about_what_is_hidden_reads_as_one_about_nothing(town: Borough, what: str):
    """Same writes, same case; where nothing is held nothing can be released."""
    seen, grown = [], []
    with staffed(town).office() as office:
        for document, part in ((HIDDEN, "advice"), (NOT_HELD, "not-held")):
            asked = submit(office, BEN, document)
            before = row_counts(town)
            number = take(office, dispute(asked.reference))
            after = row_counts(town)
            grown.append({name: after[name] - before[name] for name in after} | {"log_nodes": 0})
            case = case_of(office, BEN, asked.reference)
            seen.append((case.state, case.segments, case.may, len(case.disputes)))
            if part == "not-held" and what == "overturn":
                with pytest.raises(InputError, match="Nothing is held"):
                    take(office, answer(asked.reference, number, what, parts=(part,)))
            else:
                take(office, answer(asked.reference, number, what, parts=(part,)))
    assert seen[0] == seen[1]
    assert grown[0] == grown[1]


def test_a_part_that_a_hidden_paper_gets_is_not_told_by_a_dispute(town: Borough):
    """Determined, and part of it covered since: it is determined, as where nothing is held."""
    with staffed(town).office() as office:
        for document, part in ((HIDDEN, "advice"), (NOT_HELD, "not-held")):
            reference = submit(office, BEN, document).reference
            number = take(office, dispute(reference))
            take(office, answer(reference, number, "uphold", parts=(part,)))
            if document == HIDDEN:
                secret = SECRET | {"advice_to": id_of("Cleo")}
                town.part(HIDDEN, "rest of it", 1, secret)
                form = MarkForm(segment="advice", paragraph=1, words="About one person.")
                take(office, MarkExempt(by=PAT, document=HIDDEN, mark=form))
            with pytest.raises(NotNowError, match="was determined"):
                take(office, dispute(reference))


@pytest.mark.parametrize(
    ("ground", "more"),
    [
        ("refusal", {"segments": ("none",)}),
        ("refusal", {"condition": "no_onward"}),
        ("refusal", {"office": "director"}),
        ("delay", {}),
        ("delay", {"segments": ("body",)}),
        ("condition", {"segments": ("body",)}),
        ("condition", {"segments": ("body",), "condition": "no_onward"}),
        ("conflict", {}),
        ("conflict", {"office": "director", "segments": ("body",)}),
    ],
)
def test_what_cannot_be_disputed(town: Borough, ground: str, more: dict[str, Any]):
    """A ground that the parts do not give is refused, and nothing is recorded."""
    with staffed(town).office() as office:
        reference = refused(office)
        before = log_size(town)
        with pytest.raises(InputError):
            take(office, dispute(reference, ground, **more))
    assert before == log_size(town)


def test_of_what_is_hidden_no_part_is_named(town: Borough):
    """Naming a part, or another ground, is refused alike whether it is held or not."""
    with staffed(town).office() as office:
        for document in (HIDDEN, NOT_HELD):
            reference = submit(office, BEN, document).reference
            for wrong in ({"segments": ("advice",)}, {"ground": "delay"}):
                with pytest.raises(InputError, match="no such part"):
                    take(office, dispute(reference, **wrong))


@pytest.mark.parametrize(("what", "parts"), [("vary", ("body",)), ("uphold", ("body", "body"))])
def test_an_answer_that_does_not_fit(town: Borough, what: str, parts: tuple[str, ...]):
    """Every disputed part is answered once, and only a condition is varied."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        with pytest.raises(InputError):
            take(office, answer(reference, number, what, parts=parts))
        with pytest.raises(NotFoundError, match="open dispute"):
            take(office, answer(reference, number + 1, "uphold"))


def test_it_is_disputed_once_at_a_time(town: Borough):
    """While it is open, the same is not disputed again; withdrawn, nobody hears it any more."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        with pytest.raises(NotNowError, match="already"):
            take(office, dispute(reference))
        take(office, Withdraw(by=BEN, reference=reference))
        with pytest.raises(NotFoundError):
            take(office, answer(reference, number, "overturn"))


def test_the_officer_and_others_cannot_dispute(town: Borough):
    """Officers ask for advice; another councillor does not even know of it."""
    with staffed(town).office() as office:
        reference = refused(office)
        with pytest.raises(NotAllowedError):
            take(office, dispute(reference, by=SID))
        with pytest.raises(NotFoundError):
            take(office, dispute(reference, by=ADA))
