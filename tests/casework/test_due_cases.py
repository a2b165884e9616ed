"""The work list of an office: what waits for it, the soonest due first, and nobody's own cause."""

from datetime import timedelta

import pytest

from gateway.casework.due_cases import DueCase, due_cases, named_in
from gateway.casework.findings import AskForAdvice
from gateway.casework.owed import deadlines_of
from gateway.casework.who import caller_from, known_person
from gateway.casework.writer import Office
from gateway.domain.case_forms import Question
from gateway.errors import InputError, NotFoundError
from gateway.store import tables
from tests.casework.asking import BENS, caller, submit
from tests.casework.casing import CEO, DEE, SID, absent, deputy, staffed, tie
from tests.casework.test_extending import directed
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, OLIVE
from tests.store.borough import NOW, Borough, id_of

__all__ = ["directed"]
CLEO = id_of("Cleo")
DIRECTORS = caller(OLIVE, "service_director", kind="officer")


def listed(office: Office, who=DIRECTORS, **how) -> tuple[DueCase, ...]:
    """The list as somebody has it."""
    with office.reading() as reading:
        return due_cases(reading, who, **how).items


def test_what_waits_for_an_office_stands_in_its_list(directed: Borough):
    """With the paper, who asks, and how many working days are left; to others it does not."""
    with directed.office() as office:
        reference = submit(office, BEN, CLOSED, purpose="official_duty").reference
        (one,) = listed(office)

        assert (reference, "closed", "Ben", "with_officer") == (
            one.reference,
            one.title,
            one.name,
            one.state,
        )
        assert ("2026-12-04T18:00:00", 9, False) == (one.due, one.days_left, one.late)
        assert () == listed(office, BENS)
        assert () == listed(office, caller(OLIVE, "proper_officer", kind="officer"))


def test_words_and_filters_make_it_shorter(directed: Borough):
    """A search looks at title, name and reference; a filter at when it is due."""
    with directed.office() as office:
        reference = submit(office, BEN, CLOSED, purpose="official_duty").reference

        for words in ("CLOSED ben", reference):
            assert 1 == len(listed(office, words=words)), words
        assert () == listed(office, words="closed ada")
        assert [0, 0, 0] == [len(listed(office, show=show)) for show in ("late", "soon", "asked")]
    directed.now = NOW + timedelta(days=40)
    with directed.office() as office:
        (late,) = listed(office, show="late")

        assert late.late
        assert late.days_left is not None
        assert late.days_left < 0


@pytest.mark.parametrize(
    ("sort", "order"), [("due", [0, 1, 2]), ("newest", [2, 1, 0]), ("oldest", [0, 1, 2])]
)
def test_pages_follow_each_other_in_every_order(directed: Borough, sort, order):
    """One at a time gives what all at once gives."""
    with directed.office() as office:
        made = [
            submit(office, person, CLOSED, purpose="official_duty").reference
            for person in (BEN, CLEO, BEN)
        ]
        seen, after = [], None
        for _ in made:
            with office.reading() as reading:
                found = due_cases(reading, DIRECTORS, sort=sort, after=after, limit=1)
            seen += [one.reference for one in found.items]
            after = found.next

    assert [made[place] for place in order] == seen
    assert after is None


@pytest.mark.parametrize(
    ("sort", "key"), [("due", "soon"), ("due", "2026-01-01~x"), ("newest", "x")]
)
def test_a_key_that_no_page_gave_is_refused(directed: Borough, sort, key):
    """It may not lead anywhere."""
    with directed.office() as office, pytest.raises(InputError):
        listed(office, sort=sort, after=key)


def test_nobody_finds_their_own_cause_in_the_list(directed: Borough):
    """Whoever is close to the requester has no relation by office, so it is not shown."""
    with directed.office() as office:
        submit(office, BEN, CLOSED, purpose="official_duty")
        tie(directed, tables.relationships, person=OLIVE, other=BEN, same_person=False)

        assert () == listed(office)


def test_who_must_act_now_has_it_in_their_list(town: Borough):
    """Once the office that it waited for is unable, its stand-in has it, and nobody else."""
    staffed(town)
    with town.office() as office:
        reference = submit(office, BEN, LOOSE, purpose="official_duty").reference
        asked = AskForAdvice(by=SID, reference=reference, question=Question(words="May I?"))
        office.carry_out_now(asked)
        assert [[reference], [], []] == [in_list(office, one) for one in (SID, CEO, DEE)]
        assert [[reference], [], []] == [owed(office, one) for one in (SID, CEO, DEE)]
        absent(town, "Sid")
        assert [[], [reference], []] == [in_list(office, one) for one in (SID, CEO, DEE)]
        assert [[], [reference], []] == [owed(office, one) for one in (SID, CEO, DEE)]
        (one,) = listed(office, caller(CEO, "chief_executive", kind="officer"))
        assert "2026-12-07" == one.due
        deputy(town, "service_director", "Olive")
        assert [[], [], [reference]] == [in_list(office, one) for one in (SID, CEO, OLIVE)]
        assert [[], [], [reference]] == [owed(office, one) for one in (SID, CEO, OLIVE)]


def test_whose_own_cause_it_became_has_nothing_due(town: Borough):
    """Somebody else who holds the office acts; whoever is tied sees no date of it any more."""
    staffed(town)
    town.add(tables.offices, person=OLIVE, office="service_director")
    with town.office() as office:
        reference = submit(office, BEN, LOOSE, purpose="official_duty").reference
        office.carry_out_now(
            AskForAdvice(by=SID, reference=reference, question=Question(words="May I?"))
        )
        tie(town, tables.relationships, person=SID, other=BEN)
        assert [[], [reference]] == [in_list(office, one) for one in (SID, OLIVE)]
        assert [[], [reference]] == [owed(office, one) for one in (SID, OLIVE)]


def in_list(office: Office, person: str) -> list[str]:
    """The references of what is due from somebody."""
    with office.reading() as reading:
        known = known_person(reading, person)
        assert known
        return [one.reference for one in due_cases(reading, caller_from(known)).items]


def owed(office: Office, person: str) -> list[str]:
    """What the dates that run for somebody are about."""
    with office.reading() as reading:
        known = known_person(reading, person)
        assert known
        found = deadlines_of(reading, caller_from(known), state="running")
    return [one.about for one in found.items]


def test_a_case_is_named_to_whoever_acts_in_it(directed: Borough):
    """Its requester and everybody else learn nothing from this."""
    with directed.office() as office:
        reference = submit(office, BEN, CLOSED, purpose="official_duty").reference
        with office.reading() as reading:
            named = named_in(reading, OLIVE, reference)

            assert ("closed", "Ben", None) == (named.title, named.requester, named.helped)
            for other in (BEN, ADA):
                with pytest.raises(NotFoundError):
                    named_in(reading, other, reference)
