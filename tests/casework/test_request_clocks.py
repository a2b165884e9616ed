"""The clocks of a request are deadlines of whoever it waits for, and end with the wait."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from gateway.casework.deciding import Decided
from gateway.casework.request_clocks import CLOCKS, clocks_follow
from gateway.casework.turn import Turn
from gateway.domain.deadlines import Count
from gateway.domain.facts import Facts
from gateway.store import log
from tests.casework.asking import row_counts, submit
from tests.casework.casing import staffed, take
from tests.casework.disputing import answer, dispute, refused_by_its_mark
from tests.casework.doing import Do, rows
from tests.casework.thornmere import ADA, BEN, CLOSED, HIDDEN, LOOSE, MIXED, OPEN, TIED
from tests.store.borough import NOW, RULES, Borough, at


def clocks(borough: Borough) -> list[tuple[str, str, str, str]]:
    """The deadlines: what, who owes it, until when, and how it stands."""
    return sorted((row.kind, row.owed_by, row.due, row.state) for row in rows(borough, "deadlines"))


def decided_again(turn: Turn, reference: str, **changed: Any) -> Decided:
    """The first request of the log, decided again with some findings."""
    entry = next(row.entry for row in rows_of(turn) if row.reference == reference)
    facts = msgspec.json.decode(log.committed_value(turn.connection, entry, "facts"), type=Facts)
    findings = msgspec.structs.replace(facts.findings, **changed)
    facts = msgspec.structs.replace(facts, findings=findings)
    decision = RULES.decide(facts)
    return Decided(facts=facts, decision=decision, told=decision, held=True)


def rows_of(turn: Turn) -> list[Any]:
    """The requests, inside the turn."""
    return list(turn.connection.exec_driver_sql("SELECT reference, entry FROM requests"))


def follow(office: Any, reference: str, **findings: Any) -> None:
    """Findings were recorded: decide again, and let the clocks follow."""
    office.carry_out_now(
        Do(
            lambda turn, entry: clocks_follow(
                turn, decided_again(turn, reference, **findings), entry
            )
        )
    )


def test_a_request_that_waits_has_its_clocks(town: Borough):
    """The day of the meeting is owed by whoever it waits for, counted as the decision did."""
    with town.office() as office:
        answer = submit(office, ADA, CLOSED)
    (row,) = rows(town, "deadlines")
    count = msgspec.json.decode(row.counted, type=Count)

    assert [("meeting", "service_director", "2026-12-04T18:00:00", "running")] == clocks(town)
    assert (answer.reference, answer.entry) == (row.about, row.entry)
    assert (answer.decision.rule_book, "monitoring_officer") == (row.calendar, row.escalates_to)
    assert "" == count.sentence


def test_a_wait_that_no_clock_covers_may_be_disputed_in_the_end(town: Borough):
    """Ten working days after receipt, over no bank holiday."""
    with town.office() as office:
        submit(office, BEN, LOOSE)

    assert [("wait", "service_director", "2026-12-07", "running")] == clocks(town)


def test_a_scrutiny_member_s_copy_has_its_clock(town: Borough):
    """Ten working days after the executive received the request, which it did when we did."""
    of_a_scrutiny_member(town)

    assert [("reg17", "executive", "2026-12-07", "running")] == clocks(town)


@pytest.mark.parametrize("document", [OPEN, MIXED, HIDDEN, TIED, "0" * 32])
def test_what_is_answered_has_no_clock(town: Borough, document: str):
    """Released, refused or not confirmed: nothing is owed, and no row betrays which."""
    with town.office() as office:
        submit(office, BEN, document)
    counts = row_counts(town)

    assert (0, 0, 0) == (counts["deadlines"], counts["calendars"], counts["notices"])


def test_who_reports_wrongdoing_is_not_passed_on(town: Borough):
    """The next office is not told: only the one that it waits for sees it."""
    with town.office() as office:
        submit(office, BEN, LOOSE, channel="wrongdoing")

    assert [None] == [row.escalates_to for row in rows(town, "deadlines")]


def test_deciding_again_hands_the_clock_over(town: Borough):
    """Another office must act by the same day, and the deadline stays what it was."""
    with town.office() as office:
        answer = submit(office, ADA, CLOSED)
        (before,) = rows(town, "deadlines")
        conflicted = frozenset({"service_director"})
        follow(office, answer.reference, conflicted_offices=conflicted)
        follow(office, answer.reference, conflicted_offices=conflicted)
    (after,) = rows(town, "deadlines")

    assert ("service_director", "chief_executive") == (before.owed_by, after.owed_by)
    assert (before.id, before.due, before.entry) == (after.id, after.due, after.entry)


def test_deciding_again_meets_what_was_owed(town: Borough):
    """Once nothing waits, every clock of the request is met, and others run on."""
    with town.office() as office:
        answer = submit(office, BEN, LOOSE)
        submit(office, BEN, LOOSE)
        follow(office, answer.reference, reasonably_necessary=False)

    assert ["met", "running"] == sorted(state for *_, state in clocks(town))


@pytest.mark.parametrize(
    ("outcome", "then", "state"), [("disclose", "release", "met"), ("refuse", "refuse", "ended")]
)
def test_papers_that_are_not_opened_are_not_done(
    town: Borough, outcome: Any, then: str, state: str
):
    """A refusal ends the clock by which the law has papers opened; a release meets it."""
    reference = of_a_scrutiny_member(town)
    with town.office() as office:

        def answered(turn, entry):
            again = decided_again(turn, reference)
            (part,) = again.told.segments
            part = msgspec.structs.replace(part, outcome=outcome, next=then)
            told = msgspec.structs.replace(again.told, segments=(part,), refer_to=None)
            clocks_follow(turn, msgspec.structs.replace(again, told=told), entry)

        office.carry_out_now(Do(answered))

    assert [("reg17", "executive", "2026-12-07", state)] == clocks(town)


def test_a_clock_that_does_not_apply_any_more_ends(town: Borough):
    """A wait that a clock comes to cover is none without one."""
    with town.office() as office:
        answer = submit(office, ADA, CLOSED)

        def without_clocks(turn, entry):
            again = decided_again(turn, answer.reference)
            told = msgspec.structs.replace(again.told, due={})
            clocks_follow(turn, msgspec.structs.replace(again, told=told), entry)

        office.carry_out_now(Do(without_clocks))

    assert [("meeting", "ended"), ("wait", "running")] == [
        (kind, state) for kind, _, _, state in clocks(town)
    ]
    assert {"meeting", "wait"} < set(CLOCKS)


def test_clocks_run_on_while_a_refusal_is_disputed(town: Borough):
    """Whoever hears it owes an answer by the meeting; once it is answered, nothing is owed."""
    with staffed(town).office() as office:
        reference = refused_by_its_mark(office)
        assert [] == of_requests(town)
        number = take(office, dispute(reference))
        (run_on,) = of_requests(town)
        take(office, answer(reference, number, "uphold"))
        (done,) = of_requests(town)

    assert ("meeting", "monitoring_officer", "2026-12-04T18:00:00", "running") == run_on
    assert (*run_on[:3], "met") == done


def test_a_clock_that_was_missed_does_not_run_on(town: Borough):
    """Nobody owes an answer by a day that was over when it was disputed; nor of what is hidden."""
    with staffed(town).office() as office:
        late, hidden = refused_by_its_mark(office), submit(office, BEN, HIDDEN).reference
        town.now = NOW + timedelta(days=20)
        for reference in (late, hidden):
            take(office, dispute(reference))

    assert [] == of_requests(town)


def of_requests(town: Borough) -> list[tuple[str, str, str, str]]:
    """The clocks of requests alone."""
    return [one for one in clocks(town) if one[0] in CLOCKS]


def of_a_scrutiny_member(town: Borough) -> str:
    """A request for a paper of an executive, to review it; gives its reference."""
    town.body("Cabinet", executive=True)
    town.body("Scrutiny", scrutiny=True)
    town.seat("Ben", "Scrutiny")
    town.meeting("past", "Cabinet", at("2026-11-20T10:00"))
    facts = {"business": "Cabinet / past", "held_by": "executive", "exempt": (1,)}
    with town.office() as office:
        paper = town.document("paper", body=facts)
        return submit(office, BEN, paper, scrutiny_link="review").reference
