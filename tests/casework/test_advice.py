"""A councillor asks the adviser: read by two, answered once, and confirming nothing it names."""

from typing import Any

import pytest
from sqlalchemy import true

from gateway.casework.advice import AnswerQuestion, AskAdvice, DepartFromAdvice
from gateway.casework.advice_pages import questions_for, shown_question
from gateway.casework.hearing import hearing_of
from gateway.casework.told import notices_for
from gateway.casework.who import caller_from, known_person
from gateway.casework.writer import Office
from gateway.domain.advice import AdviceAnswer, AdviceQuestion, Departure, ShownQuestion
from gateway.domain.people import CONFIDENT, Caller
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.casing import DEE, PAT, SID, absent, deputy, last_entries, staffed, take, tie
from tests.casework.disputing import dispute
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
)
from tests.store.borough import FOUNDED, Borough, id_of

WORDS = "May I show the figures to my group?"
YES = AdviceAnswer(words="Only what is public.")


def ask(office: Office, by: str = BEN, **more: Any) -> str:
    """Put a question; gives its id."""
    question: str = take(office, AskAdvice(by=by, form=AdviceQuestion(words=WORDS, **more)))
    return question


def answer(question: str, by: str = MOIRA) -> AnswerQuestion:
    """An answer to it."""
    return AnswerQuestion(by=by, question=question, form=YES)


def caller(office: Office, person: str) -> Caller:
    """Somebody who has signed in."""
    with office.reading() as reading:
        known = known_person(reading, person)
        assert known is not None
        return caller_from(known)


def seen(office: Office, person: str, **how: Any) -> list[str]:
    """The questions that somebody may read, the newest first."""
    who = caller(office, person)
    with office.reading() as reading:
        return [one.id for one in questions_for(reading, who, **how).items]


def shown(office: Office, person: str, question: str) -> ShownQuestion:
    """A question as somebody sees it."""
    who = caller(office, person)
    with office.reading() as reading:
        return shown_question(reading, who, question)


def told(town: Borough, kind: str) -> list[tuple[str, str]]:
    """Who was told of this kind, and about what."""
    return [(one.recipient, one.about) for one in rows(town, "notices") if one.kind == kind]


def test_a_question_is_asked_and_answered(town: Borough):
    """The two read it and nobody else; each is told by its number; the log holds no words."""
    with staffed(town).office() as office:
        question = ask(office, document=CLOSED)
        before = shown(office, MOIRA, question)
        assert ("waiting", WORDS, "closed", ("answer_question",)) == (
            before.state,
            before.words,
            before.title,
            before.may,
        )
        entry = take(office, answer(question))
        assert [[question]] * 2 == [seen(office, person) for person in (BEN, MOIRA)]
        assert [[]] * 6 == [seen(office, one) for one in (ADA, OLIVE, SID, PAT, DEE, AUDREY)]
        after = shown(office, BEN, question)
        assert after.answer is not None
        assert ("answered", YES.words, entry, ()) == (
            after.state,
            after.answer.words,
            after.answer.entry,
            after.may,
        )
        with pytest.raises(NotNowError, match="already"):
            take(office, answer(question))
    put, given = last_entries(town, 2)
    assert ("advice.question_put", BEN, CLOSED, question) == (
        put.kind,
        put.actor,
        put.body["document"],
        put.body["question"],
    )
    assert ("advice.question_answered", MOIRA, "monitoring_officer") == (
        given.kind,
        given.actor,
        given.body["office"],
    )
    assert "figures" not in str(put)
    assert "public" not in str(given)
    assert [(MOIRA, question)] == told(town, "advice_asked")
    assert [(BEN, question)] == told(town, "advice_given")


def test_in_confidence_the_log_names_nobody(town: Borough):
    """Neither who asked, nor who answered, nor about what; a mailbox of the office is not used."""
    tie(
        town,
        tables.address_book,
        recipient_kind="office",
        recipient="monitoring_officer",
        address="mo@thornmere.example",
        recorded_at=FOUNDED,
    )
    with staffed(town).office() as office:
        open_one = ask(office)
        question = ask(office, document=CLOSED, in_confidence=True)
        take(office, answer(question))
        assert shown(office, BEN, question).in_confidence
    for one in last_entries(town, 2):
        assert (CONFIDENT, {"in_confidence", "words"}) == (one.actor, set(one.body))
    assert {("monitoring_officer", open_one), (MOIRA, question)} == set(told(town, "advice_asked"))


@pytest.mark.parametrize("by", [AUDREY, "0" * 32])
def test_others_do_not_ask(town: Borough, by: str):
    """Neither who only audits nor who is not known."""
    with staffed(town).office() as office, pytest.raises(NotAllowedError):
        ask(office, by=by)


@pytest.mark.parametrize("by", [ADA, SID, DEE, OLIVE, AUDREY, "0" * 32])
def test_nobody_else_learns_of_a_question(town: Borough, by: str):
    """To everybody else there is no such question, and they can do nothing with it."""
    with staffed(town).office() as office:
        question = ask(office)
        depart = DepartFromAdvice(by=by, question=question, form=Departure(words="No."))
        for command in (answer(question, by=by), depart):
            with pytest.raises(NotFoundError):
                take(office, command)
        with pytest.raises(NotAllowedError):
            take(office, answer(question, by=BEN))


def test_a_successor_and_a_deputy_read_it(town: Borough):
    """Whoever acts for the office reads and answers; who has left it does not."""
    staffed(town).person("Dora", "officer", offices="officer")
    deputy(town, "monitoring_officer", "Dora")
    with town.office() as office:
        question = ask(office)
        assert [] == seen(office, id_of("Dora"))
        absent(town, "Moira")
        assert ([], [question]) == (seen(office, MOIRA), seen(office, id_of("Dora")))
        take(office, answer(question, by=id_of("Dora")))


@pytest.mark.parametrize("same", [True, False])
def test_who_is_close_to_who_asks_does_not_advise(town: Borough, *, same: bool):
    """Declared close, or another entry of the same human being: the deputy's office advises."""
    tie(staffed(town), tables.relationships, person=MOIRA, other=BEN, same_person=same)
    with town.office() as office:
        question = ask(office)
        assert ([], [question]) == (seen(office, MOIRA), seen(office, DEE))
        with pytest.raises(NotFoundError):
            take(office, answer(question))
        take(office, answer(question, by=DEE))
    assert [(DEE, question)] == told(town, "advice_asked")


def test_who_is_tied_to_the_paper_does_not_advise_on_it(town: Borough):
    """Its author is passed over, and who asked is not told who answers."""
    tie(staffed(town), tables.document_authors, document=CLOSED, person=MOIRA)
    with town.office() as office:
        question = ask(office, document=CLOSED)
        assert ([], [question]) == (seen(office, MOIRA), seen(office, DEE))
        take(office, answer(question, by=DEE))
        assert "deputy" not in str(shown(office, BEN, question))
        assert DEE not in str(shown(office, BEN, question))


@pytest.mark.parametrize(
    "named",
    [
        {"document": HIDDEN},
        {"document": NOT_HELD},
        {"request": "NTK-2026-9999"},
        {"request": "another's"},
    ],
)
def test_asking_confirms_nothing(town: Borough, named: dict[str, str]):
    """A secret paper, one that is not held, another's request and none: all are answered alike."""
    with staffed(town).office() as office:
        theirs = submit(office, ADA, CLOSED)
        if named.get("request") == "another's":
            named = {"request": theirs.reference}
        question = ask(office, **named)
        found = shown(office, BEN, question)
        assert ("waiting", None, False, ()) == (
            found.state,
            found.title,
            found.hears_none,
            found.may,
        )
        take(office, answer(question))
    assert [(MOIRA, question)] == told(town, "advice_asked")


def test_who_advised_on_a_request_hears_no_dispute_about_it(town: Borough):
    """The adviser is the determiner here: having advised, she stands aside and the deputy hears."""
    with staffed(town).office() as office:
        reference = submit(office, BEN, CLOSED, purpose="official_duty").reference
        question = ask(office, request=reference)
        assert shown(office, MOIRA, question).hears_none
        take(office, answer(question))
        entry = take(office, dispute(reference, "conflict", office="service_director"))
        with office.reading() as reading:
            hearing = hearing_of(reading, DEE, reference, entry)
        assert ("deputy_monitoring_officer", True) == (
            hearing.waiting.heard_by,
            hearing.waiting.yours,
        )


def test_their_own_report_of_wrongdoing_stays_sealed(town: Borough):
    """A question about it is kept as the report is: no name in the log, and past those it names."""
    with staffed(town).office() as office:
        made = submit(office, BEN, CLOSED, channel="wrongdoing", concerned=(MOIRA,))
        question = ask(office, request=made.reference)
        assert ([], [question]) == (seen(office, MOIRA), seen(office, DEE))
        assert not shown(office, BEN, question).in_confidence
        other = ask(office, by=ADA, request=made.reference)
        assert ([], [other, question]) == (seen(office, MOIRA), seen(office, DEE))
    own, others = last_entries(town, 2)
    assert (CONFIDENT, ADA) == (own.actor, others.actor)


def test_a_departure_has_its_reason(town: Borough):
    """Where advice must be followed, who asked says why they do not, once; the adviser is told."""
    town.change(tables.council, true(), profile="rutland")
    town.person("Lou", "officer", offices="strategic_director_law_governance")
    lou = id_of("Lou")
    with town.office() as office:
        question = ask(office)
        reason = DepartFromAdvice(by=BEN, question=question, form=Departure(words="It was urgent."))
        with pytest.raises(NotNowError, match="no answer"):
            take(office, reason)
        take(office, answer(question, by=lou))
        found = shown(office, BEN, question)
        assert (["RUT-5.1"], ("depart_from_advice",)) == (
            [one.id for one in found.follow],
            found.may,
        )
        with pytest.raises(NotAllowedError):
            take(office, DepartFromAdvice(by=lou, question=question, form=reason.form))
        take(office, reason)
        with pytest.raises(NotNowError, match="already"):
            take(office, reason)
        after = shown(office, lou, question)
        assert after.departure is not None
        assert ("not_followed", "It was urgent.", ()) == (
            after.state,
            after.departure.words,
            after.may,
        )
    (last,) = last_entries(town, 1)
    assert ("advice.not_followed", BEN) == (last.kind, last.actor)
    assert [(lou, question)] == told(town, "advice_not_followed")


def test_elsewhere_nobody_asks_for_the_reason(town: Borough):
    """A council whose protocol says nothing of it quotes nothing and takes no reason."""
    with staffed(town).office() as office:
        question = ask(office)
        take(office, answer(question))
        assert ((), ()) == (shown(office, BEN, question).follow, shown(office, BEN, question).may)
        reason = DepartFromAdvice(by=BEN, question=question, form=Departure(words="No."))
        with pytest.raises(NotNowError, match="No rule"):
            take(office, reason)


def test_the_list_is_searched_and_goes_on(town: Borough):
    """By name, by reference, by state; from page to page without a gap."""
    with staffed(town).office() as office:
        first, second = ask(office), ask(office, by=ADA, request="NTK-2026-0042")
        third = ask(office)
        take(office, answer(first))
        assert [third, second, first] == seen(office, MOIRA)
        assert [third, first] == seen(office, MOIRA, words="ben")
        assert [second] == seen(office, MOIRA, words="0042 ADA")
        assert [third, second] == seen(office, MOIRA, state="waiting")
        who = caller(office, MOIRA)
        with office.reading() as reading:
            page = questions_for(reading, who, limit=2)
            rest = questions_for(reading, who, limit=2, after=page.next)
        assert ([third, second], [first], None) == (
            [one.id for one in page.items],
            [one.id for one in rest.items],
            rest.next,
        )


def test_the_message_leads_to_it(town: Borough):
    """The adviser finds it among the messages, without a word of it."""
    with staffed(town).office() as office:
        question = ask(office)
        who = caller(office, MOIRA)
        with office.reading() as reading:
            (notice,) = notices_for(reading, who).items
    assert ("Somebody asks for your advice.", question) == (notice.sentence, notice.about)


def test_an_officer_outside_a_case_asks_too(town: Borough):
    """About any paper or request; no clause for members is quoted, and nobody says why not."""
    with staffed(town).office() as office:
        question = ask(office, by=OLIVE, document=CLOSED)
        take(office, answer(question))
        after = shown(office, OLIVE, question)
        assert ("answered", (), ()) == (after.state, after.follow, after.may)
        for other in (BEN, SID):
            with pytest.raises(NotFoundError):
                shown(office, other, question)
        own = ask(office, by=MOIRA)  # she advises, so somebody who stands in answers
        with pytest.raises(NotAllowedError):
            take(office, answer(own))
        take(office, answer(own, by=DEE))


@pytest.mark.parametrize("by", [BEN, OLIVE, ADA], ids=["requester", "officer", "councillor"])
def test_whose_question_bars_the_adviser_from_hearing(town: Borough, by: str):
    """Advice to the requester or to an officer does, and the page warns; another's bars nobody."""
    with staffed(town).office() as office:
        reference = submit(office, BEN, CLOSED, purpose="official_duty").reference
        question = ask(office, by=by, request=reference)
        warned = shown(office, MOIRA, question).hears_none
        assert not shown(office, by, question).hears_none
        take(office, answer(question))
        take(office, dispute(reference, "conflict", office="service_director"))
    heard_by = {person for person, _ in told(town, "dispute_filed")}
    assert (by != ADA, {DEE if warned else MOIRA}) == (warned, heard_by)
