"""An office stands aside: it acts no more, its stand-in does, by the same day and on record."""

from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from gateway.casework.conflicts import StandAside
from gateway.casework.findings import RecordFinding
from gateway.casework.hearing import hearing_of
from gateway.casework.turn import Turn
from gateway.domain.case_forms import AsideForm, FindingForm
from gateway.domain.facts import Office
from gateway.domain.people import CONFIDENT
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store.log import committed_value
from tests.casework.asking import row_counts, submit
from tests.casework.casing import CEO, DEE, PAT, SID, case_of, last_entries, staffed, take
from tests.casework.disputing import answer, dispute, refused
from tests.casework.doing import Do, rows
from tests.casework.thornmere import (
    ADA,
    BEN,
    CLOSED,
    HIDDEN,
    LOOSE,
    MOIRA,
    NOT_HELD,
    OLIVE,
    thornmere,
)
from tests.databases import Databases
from tests.store.borough import RULES, Borough

WHY = "I run the service that this is about."


def aside(reference: str, by: str = SID, office: Office = "service_director") -> StandAside:
    """Whoever acts for an office says that it stands aside."""
    return StandAside(by=by, reference=reference, form=AsideForm(office=office, words=WHY))


def told(town: Borough, kind: str) -> list[str]:
    """Who was told such a thing, one after the other."""
    notices = sorted(rows(town, "notices"), key=lambda row: row.entry)
    return [row.recipient for row in notices if row.kind == kind]


def test_the_stand_in_takes_over(town: Borough):
    """It waits for the next office by the same day, who is told; the office sees it no more."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        (before,) = rows(town, "deadlines")
        take(office, aside(asked.reference))
        (segment,) = case_of(office, ADA, asked.reference).segments
        with pytest.raises(NotFoundError):
            case_of(office, SID, asked.reference)
        assert WHY in {one.words for one in case_of(office, CEO, asked.reference).steps}
    (after,) = rows(town, "deadlines")

    assert "chief_executive" == segment.office
    assert ("service_director", "chief_executive") == (before.owed_by, after.owed_by)
    assert (before.id, before.due) == (after.id, after.due)
    assert [SID, CEO] == told(town, "request_waits")


def test_it_is_on_record_and_the_reason_can_be_erased(town: Borough):
    """The log names the office and who said it; the reason is committed to, and not written."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE)
        take(office, aside(asked.reference))
        said, again = last_entries(town, 2)
        words: list[Any] = []
        take(office, Do(lambda turn, _: words.append(_words(turn, said.seq))))

    assert ("office.stood_aside", SID) == (said.kind, said.actor)
    assert ("service_director", asked.reference) == (said.body["office"], said.body["reference"])
    assert RULES.digest == said.body["rule_book"]
    assert [WHY.encode()] == words
    assert WHY not in str(said.body)
    assert ("request.decided_again", ["service_director"]) == (
        again.kind,
        again.body["passed_over"],
    )


def _words(turn: Turn, entry: int) -> bytes:
    return committed_value(turn.connection, entry, "words")


def test_the_requester_reads_no_reason(town: Borough):
    """The requester sees for whom it waits now, and nothing of what was said about it."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE)
        take(office, aside(asked.reference))
        case = case_of(office, BEN, asked.reference)
    assert WHY not in msgspec.json.encode(case).decode()


def test_one_after_the_other_down_to_the_monitoring_officer(town: Borough):
    """A stand-in stands aside as well: whoever is next acts, and the first is not asked again."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE)
        take(office, aside(asked.reference))
        take(office, aside(asked.reference, CEO, "chief_executive"))
        (segment,) = case_of(office, BEN, asked.reference).segments
    assert "monitoring_officer" == segment.office


def test_only_whoever_acts_for_the_office_says_so(town: Borough):
    """Another office, the requester and a stranger are refused, and nothing is recorded."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE)
        before = row_counts(town)
        refusals = (
            (PAT, "service_director", NotAllowedError),
            (SID, "chief_executive", NotAllowedError),
            (BEN, "service_director", NotAllowedError),
            (OLIVE, "service_director", NotFoundError),
            (SID, "full_council", InputError),
        )
        for by, which, error in refusals:
            with pytest.raises(error):
                take(office, aside(asked.reference, by, which))  # type: ignore[arg-type]
        assert before == row_counts(town)


def test_of_two_offices_one_stands_aside(town: Borough):
    """Somebody in two offices may stand aside for one of them and go on for the other."""
    two = town.person("Two", "officer", offices="service_director chief_executive")
    with town.office() as office:
        asked = submit(office, BEN, LOOSE)
        take(office, aside(asked.reference, two))
        case = case_of(office, two, asked.reference)
    assert ("chief_executive",) == case.stands_aside_for
    assert "find" in case.may


def test_whoever_hears_a_dispute_stands_aside(town: Borough):
    """The deputy hears it in their place, is told, and answers it."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        take(office, aside(reference, MOIRA, "monitoring_officer"))
        with pytest.raises(NotFoundError):
            take(office, answer(reference, number, "overturn"))
        take(office, answer(reference, number, "overturn", by=DEE))
        assert "agreed" == case_of(office, BEN, reference).state
    assert [MOIRA, DEE] == told(town, "dispute_filed")


def test_whoever_hears_the_next_dispute_since_an_answer_is_told(town: Borough):
    """Who heard one dispute hears no other in the same case: the next office is told of it then."""
    with staffed(town).office() as office:
        reference = refused(office)
        first = take(office, dispute(reference, "conflict", office="service_director"))
        second = take(office, dispute(reference))
        take(office, answer(reference, first, "uphold", parts=("body",)))
        assert "determine" in case_of(office, DEE, reference).may
        take(office, answer(reference, second, "uphold", by=DEE))
    assert [MOIRA, MOIRA, DEE] == told(town, "dispute_filed")


def test_whoever_finds_hears_no_dispute_and_the_next_is_told(town: Borough):
    """A finding while a dispute is open bars who made it; whoever hears it since is told."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        take(office, dispute(asked.reference, "conflict", office="service_director"))
        take(office, aside(asked.reference))
        take(office, aside(asked.reference, CEO, "chief_executive"))
        form = FindingForm(finding="reasonably_necessary", value=False, words="No need was shown.")
        take(office, RecordFinding(by=MOIRA, reference=asked.reference, found=form))
    assert [MOIRA, DEE] == told(town, "dispute_filed")


def test_a_hidden_paper_and_none_are_stood_aside_from_alike(town: Borough):
    """Same writes and same case for the requester: standing aside tells of nothing that is held."""
    seen, grown = [], []
    with staffed(town).office() as office:
        for document in (HIDDEN, NOT_HELD):
            asked = submit(office, BEN, document)
            take(office, dispute(asked.reference))
            before = row_counts(town)
            take(office, aside(asked.reference, MOIRA, "monitoring_officer"))
            after = row_counts(town)
            grown.append({name: after[name] - before[name] for name in after} | {"log_nodes": 0})
            case = case_of(office, BEN, asked.reference)
            seen.append((case.state, case.segments, case.may, len(case.steps)))
    assert seen[0] == seen[1]
    assert grown[0] == grown[1]


def test_a_report_in_confidence_stays_so(town: Borough):
    """The log tells of the step and of nothing in it; the next who may act are told in person."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, channel="wrongdoing")
        (segment,) = case_of(office, BEN, asked.reference).segments
        first: Office = segment.office  # type: ignore[assignment]
        acts = MOIRA if first == "monitoring_officer" else SID
        take(office, aside(asked.reference, acts, first))
        said, _ = last_entries(town, 2)
        (now,) = case_of(office, BEN, asked.reference).segments
    assert ("office.stood_aside", CONFIDENT) == (said.kind, said.actor)
    assert {"found", "in_confidence", "words"} == said.body.keys()  # commitments, all of them
    assert first != now.office


def test_a_sole_decider_has_no_officer_to_stand_in(tmp_path: Path, databases: Databases):
    """Lydney's clerk stands aside: it goes to the committee (row L2)."""
    with closing(thornmere(tmp_path / "data", databases, "lydney")) as town:
        clerk = town.person("Clara", "officer", offices="town_clerk")
        chair = town.person("Chris", offices="personnel_committee")
        with town.office() as office:
            asked = submit(office, BEN, LOOSE)
            take(office, aside(asked.reference, clerk, "town_clerk"))
            case = case_of(office, BEN, asked.reference)
            asked_of = case_of(office, chair, asked.reference)
        assert ("with_determiner", "personnel_committee") == (case.state, case.segments[0].office)
        assert {"find", "stand_aside"} <= set(asked_of.may)
        assert {clerk, chair} == set(told(town, "request_waits"))


def test_a_dispute_against_whoever_hears_goes_to_the_stand_in(town: Borough):
    """Nobody says whether their own office may act: the deputy hears that, and only that."""
    with staffed(town).office() as office:
        reference = refused(office)
        against = take(office, dispute(reference, "conflict", office="monitoring_officer"))
        take(office, dispute(reference))
        with pytest.raises(NotAllowedError):
            take(office, answer(reference, against, "overturn"))
        with pytest.raises(NotAllowedError):
            take(office, answer(reference, against + 1, "uphold", by=DEE))
        with office.reading() as reading:
            assert hearing_of(reading, MOIRA, reference, against).against_own
            assert not hearing_of(reading, DEE, reference, against).against_own
        take(office, answer(reference, against, "overturn", by=DEE))
        with pytest.raises(NotFoundError):
            case_of(office, MOIRA, reference)
    assert [DEE, MOIRA] == told(town, "dispute_filed")[:2]
