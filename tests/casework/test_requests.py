"""Requests: decided, recorded, told; and looked at afterwards by those concerned."""

import re
import secrets
from datetime import timedelta
from itertools import count, pairwise
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from sqlalchemy import select

from gateway.audit import entries
from gateway.casework.kept_decisions import from_kept, to_kept
from gateway.casework.marks import MarkExempt
from gateway.casework.requests import one_request, requests_of
from gateway.domain import facts
from gateway.domain.case_forms import MarkForm
from gateway.domain.facts import Facts
from gateway.domain.requests import RequestAnswer
from gateway.errors import (
    BusyError,
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
)
from gateway.policy.letters import HIDDEN
from gateway.store import log, tables
from tests.casework.asking import ADAS, AUDREYS, BENS, caller, row_counts, submit
from tests.casework.casing import PAT, last_entries, staffed, take
from tests.casework.thornmere import (
    ADA,
    AUDREY,
    BEN,
    CLOSED,
    FAY,
    MIXED,
    MOIRA,
    NOT_HELD,
    OLIVE,
    OPEN,
    TIED,
)
from tests.casework.thornmere import HIDDEN as HIDDEN_PAPER
from tests.store.borough import NOW, RULES, Borough, at, id_of

DIRECTORS = caller(id_of("Sid"), "service_director", kind="officer")


class TestSubmitting:
    """A request goes in, an answer comes out, and a record stays."""

    def test_what_is_open_is_released(self, town: Borough):
        """A paper of a meeting to come is released to a member of the council."""
        with town.office() as office:
            answer = submit(office, BEN, OPEN)
        assert ("disclose", NOW, BEN) == (
            answer.decision.outcome,
            answer.received_at,
            answer.requester,
        )
        assert ["body"] == [one.id for one in answer.decision.segments if one.released]

    def test_what_waits_is_told_so(self, town: Borough):
        """An exempt paper waits, and the answer names the office."""
        with town.office() as office:
            answer = submit(office, ADA, CLOSED)
        assert ("officer_judgement", "service_director") == (
            answer.decision.outcome,
            answer.decision.refer_to,
        )

    def test_what_was_known_decides(self, town: Borough):
        """The stored facts give the same decision again, under the same rule book."""
        with town.office() as office:
            answer = submit(office, ADA, MIXED, purpose="casework", statement="For Mrs Reed.")
        with town.reading() as connection:
            known = msgspec.json.decode(
                log.committed_value(connection, answer.entry, "facts"), type=Facts
            )
            whole = from_kept(log.committed_value(connection, answer.entry, "decision"))
        assert whole == RULES.decide(known)
        assert ("casework", "For Mrs Reed.", NOW.date()) == (
            known.request.purpose,
            known.request.statement,
            known.request.received,
        )

    def test_the_entry_names_nobody(self, town: Borough):
        """The log's entry has ids and words of the model; title and statement are nowhere in it."""
        with town.office() as office:
            answer = submit(office, ADA, OPEN, statement="For Mrs Reed.")
        with town.reading() as connection:
            (kept,) = log.page(connection, limit=1)
        entry = entries.read(kept.data)
        commitments = {name: entry.body[name] for name in ("facts", "decision")}
        assert {
            "document": OPEN,
            "outcome": "disclose",
            "passed_over": [],
            "person": ADA,
            "reference": answer.reference,
            "rule_book": RULES.digest,
            **commitments,
        } == entry.body
        assert (answer.entry, ADA, "request.decided") == (kept.seq, entry.actor, entry.kind)
        assert b"Reed" not in kept.data

    def test_a_reference_has_the_year_and_no_number_that_counts(self, town: Borough):
        """The year in which the request was received; the rest is drawn."""
        with town.office() as office:
            first = [submit(office, ADA, OPEN).reference for _ in range(3)]
            town.now = NOW + timedelta(days=60)
            later = submit(office, ADA, OPEN).reference
        drawn = sorted(int(one.removeprefix("NTK-2026-")) for one in first)
        assert {1} != {two - one for one, two in pairwise(drawn)}
        assert re.fullmatch(r"NTK-2027-\d{6}", later)

    def test_a_reference_that_there_is_is_not_given(
        self, town: Borough, monkeypatch: pytest.MonkeyPatch
    ):
        """Another is drawn; where all short ones seem to be taken, a longer one."""
        left = count()
        monkeypatch.setattr(secrets, "randbelow", lambda _: next(left) % 3)
        with town.office() as office:
            short = {submit(office, ADA, OPEN).reference for _ in range(3)}
            longer = submit(office, ADA, OPEN).reference
        assert {f"NTK-2026-00000{number}" for number in range(3)} == short
        assert re.fullmatch(r"NTK-2026-00000000[012]", longer)

    @pytest.mark.parametrize("person", [OLIVE, MOIRA, AUDREY, "0" * 32])
    def test_officers_make_checks_instead(self, town: Borough, person: str):
        """Officers, auditors and strangers cannot request; nothing is recorded."""
        before = row_counts(town)
        with town.office() as office, pytest.raises(NotAllowedError):
            submit(office, person, OPEN)
        assert before == row_counts(town)

    def test_a_former_member_is_refused_as_one(self, town: Borough):
        """A former member's request is decided and refused."""
        with town.office() as office:
            answer = submit(office, FAY, OPEN)
        assert "refuse" == answer.decision.outcome

    def test_a_seat_lost_counts_at_once(self, town: Borough):
        """The same question, on the same day, is decided anew by the facts of that moment."""
        seats = tables.seats
        with town.office() as office:
            before = submit(office, ADA, CLOSED).decision.refer_to
            town.change(
                seats, seats.c.person == ADA, valid_to=at("2026-11-23"), ended_recorded_at=NOW
            )
            after = submit(office, ADA, CLOSED).decision.refer_to
        assert ("service_director", "proper_officer") == (before, after)

    def test_what_cannot_be_decided_about_is_not_answered(self, town: Borough):
        """Where what is kept does not fit the council's profile, nothing is decided."""
        welsh = town.document("welsh", body={"exempt": (12,)})
        before = row_counts(town)
        with town.office() as office, pytest.raises(BusyError):
            submit(office, ADA, welsh)
        assert before == row_counts(town)


class TestConfidenceOfExistence:
    """Where we neither confirm nor deny, the answer is that to a document we do not hold."""

    def _two(self, town: Borough, document: str) -> tuple[RequestAnswer, dict[str, int]]:
        with town.office() as office:
            submit(office, ADA, OPEN)
            before = row_counts(town)
            answer = submit(office, ADA, document, key="k")
            after = row_counts(town)
            grown = {name: after[name] - before[name] for name in after}
        return answer, grown

    def test_hidden_is_as_absent(self, town: Borough, tmp_path: Path):
        """The answers differ in the id and in what was drawn alone, and leave as many rows."""
        twin = town.copied_to(tmp_path / "twin")
        hidden, rows_of_hidden = self._two(town, HIDDEN_PAPER)
        absent, rows_of_absent = self._two(twin, NOT_HELD)
        twin.close()
        same_paper = msgspec.structs.replace(hidden.asked, document=NOT_HELD)
        decision = msgspec.structs.replace(hidden.decision, id=absent.reference)
        drawn = {"reference": absent.reference, "decision": decision}
        assert absent == msgspec.structs.replace(hidden, asked=same_paper, **drawn)
        assert rows_of_absent == rows_of_hidden
        assert HIDDEN == hidden.sentence

    def test_their_entries_are_of_one_shape(self, town: Borough):
        """Nor do the log's entries tell the hidden from the absent."""
        with town.office() as office:
            submit(office, ADA, HIDDEN_PAPER)
            submit(office, ADA, NOT_HELD)
        with town.reading() as connection:
            absent, hidden = (entries.read(kept.data) for kept in log.page(connection, limit=2))
        assert hidden.body.keys() == absent.body.keys()
        assert (hidden.kind, hidden.body["outcome"]) == (absent.kind, absent.body["outcome"])

    def test_looking_back_tells_no_more(self, town: Borough):
        """In the list and alone, the two still look the same to the requester."""
        with town.office() as office:
            asked = [submit(office, ADA, document) for document in (HIDDEN_PAPER, NOT_HELD)]
            with office.reading() as reading:
                found = requests_of(reading, ADAS, oldest_first=True).items
                alone = [one_request(reading, ADAS, answer.reference) for answer in asked]
        assert asked == list(found) == alone

    def test_what_is_done_with_a_hidden_paper_is_not_told(self, town: Borough):
        """An officer marks it and all requests are decided again: the answer stays what it was."""
        with staffed(town).office() as office:
            asked = submit(office, BEN, HIDDEN_PAPER)
            form = MarkForm(segment="advice", paragraph=1, words="About one person.")
            take(office, MarkExempt(by=PAT, document=HIDDEN_PAPER, mark=form))
            with office.reading() as reading:
                assert asked == one_request(reading, BENS, asked.reference)
        kinds = [entry.kind for entry in last_entries(town, 2)]
        assert ["exempt_mark.changed", "request.decided_again"] == kinds

    def test_a_hidden_part_is_left_out(self, town: Borough):
        """What may be told is told as if the hidden part were not there."""
        with town.office() as office:
            answer = submit(office, BEN, MIXED)
            open_one = submit(office, BEN, OPEN)
        assert ["body"] == [one.id for one in answer.decision.segments]
        assert open_one.decision.outcome == answer.decision.outcome

    def test_what_is_tied_to_a_hidden_part_is_hidden_with_it(self, town: Borough):
        """A part that waits because of a hidden one would betray it."""
        with town.office() as office:
            answer = submit(office, BEN, TIED)
        assert ["annex"] == [one.id for one in answer.decision.segments]

    def test_the_member_advised_sees_it(self, town: Borough):
        """Nothing is hidden from the member to whom the advice was given."""
        with town.office() as office:
            answer = submit(office, id_of("Cleo"), HIDDEN_PAPER)
        assert ["advice"] == [one.id for one in answer.decision.segments if one.released]

    def test_the_office_sees_what_waits_for_it(self, town: Borough):
        """The office that must act sees the whole decision on a hidden paper, and no absent one."""
        with town.office() as office:
            hidden = submit(office, ADA, HIDDEN_PAPER)
            absent = submit(office, ADA, NOT_HELD)
            with town.reading() as connection:
                waits_for = connection.execute(
                    select(tables.requests.c.waits_for).where(
                        tables.requests.c.reference == hidden.reference
                    )
                ).scalar_one()
            theirs = caller(MOIRA, waits_for, kind="officer")
            with office.reading() as reading:
                found = one_request(reading, theirs, hidden.reference)
                with pytest.raises(NotFoundError):
                    one_request(reading, theirs, absent.reference)
        assert ["advice"] == [one.id for one in found.decision.segments]


class TestIdempotency:
    """The same key with the same body is done once."""

    def test_the_same_answer(self, town: Borough):
        """A repeated request has the answer of the first, and is not recorded again."""
        with town.office() as office:
            first = submit(office, ADA, MIXED, key="k", statement="once")
            before = row_counts(town)
            town.now = NOW + timedelta(days=1)
            again = submit(office, ADA, MIXED, key="k", statement="once")
        assert first == again
        assert before == row_counts(town)

    @pytest.mark.parametrize("document", [OPEN, HIDDEN_PAPER, NOT_HELD])
    def test_the_same_answer_whatever_it_was(self, town: Borough, document: str):
        """That holds for released, hidden and absent papers alike."""
        with town.office() as office:
            assert submit(office, ADA, document, key="k") == submit(office, ADA, document, key="k")

    def test_another_body_is_a_conflict(self, town: Borough):
        """A key is not used for two requests, and the second leaves nothing."""
        with town.office() as office:
            submit(office, ADA, OPEN, key="k")
            before = row_counts(town)
            with pytest.raises(ConflictError):
                submit(office, ADA, OPEN, key="k", form="copy")
        assert before == row_counts(town)

    def test_keys_are_ones_own(self, town: Borough):
        """Two people may use the same key."""
        with town.office() as office:
            assert submit(office, ADA, OPEN, key="k") != submit(office, BEN, OPEN, key="k")

    def test_without_a_key_each_is_new(self, town: Borough):
        """Without a key the same question is two requests."""
        with town.office() as office:
            assert submit(office, ADA, OPEN) != submit(office, ADA, OPEN)


class TestLookingBack:
    """People see their own requests; an office sees those that wait for it."""

    def test_only_ones_own(self, town: Borough):
        """Nobody sees the requests of another councillor, in the list or by reference."""
        with town.office() as office:
            of_ada = submit(office, ADA, OPEN)
            of_ben = submit(office, BEN, OPEN)
            with office.reading() as reading:
                assert (of_ada,) == requests_of(reading, ADAS).items
                assert (of_ben,) == requests_of(reading, BENS).items
                with pytest.raises(NotFoundError):
                    one_request(reading, BENS, of_ada.reference)

    def test_an_office_sees_what_waits_for_it(self, town: Borough):
        """The office that must decide sees the request; another office does not."""
        town.person("Sid", "officer", offices="service_director")
        with town.office() as office:
            submit(office, ADA, OPEN)
            waiting = submit(office, ADA, CLOSED)
            with office.reading() as reading:
                assert (waiting,) == requests_of(reading, DIRECTORS).items
                assert waiting == one_request(reading, DIRECTORS, waiting.reference)
                monitoring = caller(MOIRA, "monitoring_officer", kind="officer")
                assert () == requests_of(reading, monitoring).items

    def test_wrongdoing_is_seen_by_the_office_it_waits_for_alone(self, town: Borough):
        """A request on the wrongdoing channel is no different: no other officer sees it."""
        for held in get_args(facts.Office):
            town.add(tables.offices, person=OLIVE, office=held)
        with town.office() as office:
            answer = submit(office, ADA, CLOSED, channel="wrongdoing")
            waits_for = answer.decision.refer_to
            with office.reading() as reading:
                for office_held in get_args(facts.Office):
                    found = requests_of(reading, caller(OLIVE, office_held, kind="officer")).items
                    assert ((answer,) if office_held == waits_for else ()) == found
                assert () == requests_of(reading, AUDREYS).items

    def test_pages_cover_all_in_order(self, town: Borough):
        """Page after page, newest or oldest first, every request comes once."""
        with town.office() as office:
            asked = [submit(office, ADA, OPEN).reference for _ in range(7)]
            with office.reading() as reading:
                for oldest_first in (False, True):
                    found: list[str] = []
                    after = None
                    while True:
                        page = requests_of(
                            reading, ADAS, oldest_first=oldest_first, after=after, limit=3
                        )
                        found += [answer.reference for answer in page.items]
                        after = page.next
                        if after is None:
                            break
                    assert asked == (found if oldest_first else found[::-1])

    def test_a_full_last_page_is_the_last(self, town: Borough):
        """There is no page after the last, even if the last is full."""
        with town.office() as office:
            for _ in range(3):
                submit(office, ADA, OPEN)
            with office.reading() as reading:
                assert requests_of(reading, ADAS, limit=3).next is None

    def test_searching(self, town: Borough):
        """By document and by outcome."""
        with town.office() as office:
            opened, closed = submit(office, ADA, OPEN), submit(office, ADA, CLOSED)
            with office.reading() as reading:
                assert (closed,) == requests_of(reading, ADAS, document=CLOSED).items
                assert (opened,) == requests_of(reading, ADAS, outcome="disclose").items
                assert () == requests_of(reading, ADAS, document=CLOSED, outcome="disclose").items

    @pytest.mark.parametrize("key", ["", "x", "-1", "1e3", "9" * 40, "²"])
    def test_a_key_that_is_none(self, town: Borough, key: str):
        """A page key that was made up is refused."""
        with town.office() as office, office.reading() as reading, pytest.raises(InputError):
            requests_of(reading, ADAS, after=key)


def test_a_kept_decision_comes_back(town: Borough):
    """A decision is the same after it was kept, its dates and moments too."""
    with town.office() as office:
        decision = submit(office, ADA, OPEN).decision
    assert decision.due
    due = {"meeting": at("2026-12-04T18:00"), "response": at("2026-12-04").date()}
    both = msgspec.structs.replace(decision, due=due)
    assert both == from_kept(to_kept(both))
