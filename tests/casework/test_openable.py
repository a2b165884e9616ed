"""The list of what an officer may open is what they may open: no request more, and none less."""

import pytest
from sqlalchemy import select

from gateway.casework.case_pages import shown_case
from gateway.casework.due_cases import DueCase, due_cases
from gateway.casework.openable import ways_to
from gateway.casework.steps import AskForInformation, End, Withdraw
from gateway.casework.who import caller_from, known_person
from gateway.casework.writer import Office
from gateway.domain.case_forms import Question
from gateway.domain.casework import DECIDED
from gateway.errors import NotFoundError
from gateway.store import tables
from gateway.store.tables import cases, requests
from tests.casework.asking import submit
from tests.casework.casing import CEO, DEE, DINA, PAT, SID, absent, staffed, take, tie
from tests.casework.disputing import answer, dispute, refused
from tests.casework.giving import given
from tests.casework.thornmere import ADA, AUDREY, BEN, CLOSED, LOOSE, MOIRA, NOT_HELD, OLIVE, OPEN
from tests.store.borough import Borough

OFFICERS = (SID, PAT, DINA, DEE, CEO, MOIRA, OLIVE, AUDREY)


def listed(office: Office, person: str, **how) -> dict[str, DueCase]:
    """The list as somebody has it now, page by page, by reference."""
    found: dict[str, DueCase] = {}
    after = None
    with office.reading() as reading:
        known = known_person(reading, person)
        assert known
        while True:
            page = due_cases(reading, caller_from(known), after=after, limit=2, **how)
            found |= {one.reference: one for one in page.items}
            after = page.next
            if after is None:
                return found


def opens(office: Office, person: str, reference: str) -> bool:
    """Whether somebody may open a request as a case."""
    with office.reading() as reading:
        try:
            shown_case(reading, person, reference)
        except NotFoundError:
            return False
    return True


def asked_in_every_way(office: Office) -> dict[str, str]:
    """Requests of Ben's in every state, by their references; how each stands is said by name."""
    director = {"by": SID, "question": Question(words="Which pages?")}
    made = {
        "open to him": submit(office, BEN, OPEN),
        "not held": submit(office, BEN, NOT_HELD),
        "waits": submit(office, BEN, LOOSE, purpose="official_duty"),
        "about her": submit(office, BEN, LOOSE, channel="wrongdoing", concerned=(MOIRA,)),
        "reported": submit(office, BEN, LOOSE, channel="wrongdoing"),
        "asked": submit(office, BEN, CLOSED, purpose="official_duty"),
        "taken back": submit(office, BEN, CLOSED, purpose="official_duty"),
        "taken back at once": submit(office, BEN, CLOSED, purpose="official_duty"),
    }
    found = {name: one.reference for name, one in made.items()}
    take(office, AskForInformation(reference=found["asked"], **director))
    take(office, AskForInformation(reference=found["taken back"], **director))
    for name in ("taken back", "taken back at once"):
        take(office, Withdraw(by=BEN, reference=found[name]))
    found["given"] = given(office)
    found["given and ended"] = given(office, LOOSE)
    take(office, End(by=BEN, reference=found["given and ended"]))
    for name in ("refused", "disputed", "upheld", "overturned"):
        found[name] = refused(office)
    take(office, dispute(found["disputed"]))
    for name, determined in (("upheld", "uphold"), ("overturned", "overturn")):
        number = take(office, dispute(found[name]))
        take(office, answer(found[name], number, determined))
    return {reference: name for name, reference in found.items()}


@pytest.mark.parametrize("away", [(), ("Sid", "Moira", "Pat")])
def test_what_is_listed_is_what_can_be_opened(town: Borough, away):
    """Whoever looks, whoever is away, in whatever state a request stands, however it is sorted."""
    staffed(town)
    with town.office() as office:
        names = asked_in_every_way(office)
        for name in away:
            absent(town, name)
        tie(town, tables.relationships, person=DINA, other=BEN, same_person=False)
        for person in OFFICERS:
            may = {one for one in names if opens(office, person, one)}
            found = listed(office, person, show="all")
            assert {names[one] for one in may} == {names[one] for one in found}
            assert found == listed(office, person, show="all", sort="due")
            assert {one for one in may if found[one].state in DECIDED} == set(
                listed(office, person, show="decided", sort="oldest")
            )
            assert set(listed(office, person)) <= may


def test_what_is_decided_is_shown_to_whoever_acted_in_it_or_watches_over_it(town: Borough):
    """The newest first; a search looks among it, and what was refused is for who refused it."""
    with staffed(town).office() as office:
        names = asked_in_every_way(office)
        his = [names[one] for one in listed(office, SID, show="decided")]
        theirs = {names[one] for one in listed(office, PAT, show="decided")}
        found = listed(office, SID, show="decided", words="closed ben", sort="oldest")

    assert ["overturned", "upheld", "refused", "given and ended", "given", "taken back"] == his
    assert {"overturned", "given and ended", "given"} == theirs
    assert ["taken back", "given"] == [names[one] for one in found]


def test_what_the_rules_alone_released_is_not_gone_through(town: Borough):
    """To what many ask and nobody decides no way leads; so a list is not slowed by it."""
    with staffed(town).office() as office:
        names = asked_in_every_way(office)
        for person in (PAT, MOIRA):
            with office.reading() as reading:
                known = known_person(reading, person)
                assert known
                led = reading.connection.scalars(
                    select(requests.c.reference)
                    .join_from(requests, cases, cases.c.reference == requests.c.reference)
                    .where(ways_to(reading, caller_from(known)))
                ).all()
            assert "open to him" in names.values()
            assert "open to him" not in {names[one] for one in led}
            assert {"given", "overturned"} <= {names[one] for one in led}


def test_a_report_in_confidence_is_on_no_other_list(town: Borough):
    """Taken back, it is open to whoever acted on it alone."""
    with staffed(town).office() as office:
        reference = submit(office, BEN, LOOSE, channel="wrongdoing").reference
        asked = AskForInformation(by=MOIRA, reference=reference, question=Question(words="Who?"))
        take(office, asked)
        take(office, Withdraw(by=BEN, reference=reference))

        for person in OFFICERS:
            shown = {show: listed(office, person, show=show) for show in ("decided", "all")}
            assert [person == MOIRA] * 2 == [reference in found for found in shown.values()]


def test_nobody_lists_what_they_asked_for(town: Borough):
    """A councillor who holds an office finds their own requests elsewhere."""
    town.add(tables.offices, person=ADA, office="service_director")
    with staffed(town).office() as office:
        submit(office, ADA, LOOSE, purpose="official_duty")

        assert {} == listed(office, ADA, show="all")
